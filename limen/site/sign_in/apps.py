"""The Django application of signing in: its tables, its templates, and what the door may touch."""

from __future__ import annotations

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Must stand before allauth in INSTALLED_APPS, so that its templates are found first."""

    name = "limen.site.sign_in"
    label = "sign_in"
    default_auto_field = "django.db.models.BigAutoField"
