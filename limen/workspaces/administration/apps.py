"""The Django application of the administration: its templates."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """Pages of the keepers of the house; it has no models."""

    name = "limen.workspaces.administration"
    label = "administration"
