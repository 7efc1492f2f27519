"""Service plans as a Django application."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.domain.plans"
    label = "plans"
