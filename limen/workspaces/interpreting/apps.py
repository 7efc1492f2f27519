"""The Django application of the interpreters: its templates."""

from django.apps import AppConfig


class InterpretersConfig(AppConfig):
    """Pages of those who interpret; it has no models."""

    name = "limen.workspaces.interpreting"
    label = "interpreters"
