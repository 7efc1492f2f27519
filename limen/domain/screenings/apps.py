"""Screenings as a Django application."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.domain.screenings"
    label = "screenings"
