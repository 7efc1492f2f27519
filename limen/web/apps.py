"""The Django application that holds Limen's page furniture: templates, template tags and built assets."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Furniture of the pages; it has no models."""

    name = "limen.web"
    label = "web"
    verbose_name = "Page furniture"
