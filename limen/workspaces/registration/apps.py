"""The Django application of the registration desk: its templates."""

from __future__ import annotations

from django.apps import AppConfig


class RegistrationWorkspaceConfig(AppConfig):
    """Pages of those who register; labelled apart from the drafts of the domain."""

    name = "limen.workspaces.registration"
    label = "registration_workspace"
