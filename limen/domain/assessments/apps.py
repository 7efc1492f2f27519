"""The evidence boards as a Django application."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.domain.assessments"
    label = "assessments"
