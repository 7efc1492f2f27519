"""The directory of services as a Django application."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.domain.directory"
    label = "directory"
