"""The journal as a Django application."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.foundation.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
