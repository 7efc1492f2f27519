"""The idempotency keys as a Django application."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.foundation.once"
    label = "once"
    default_auto_field = "django.db.models.BigAutoField"
