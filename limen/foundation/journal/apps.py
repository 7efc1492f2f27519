"""The journal as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.foundation.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The journal's own event is known wherever lines are read, also where nothing erases."""
        import_module("limen.foundation.journal.events")
