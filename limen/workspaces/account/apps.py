"""The Django application of one's own account: its templates."""

from __future__ import annotations

from django.apps import AppConfig


class AccountWorkspaceConfig(AppConfig):
    """Labelled apart from the library that is also called account."""

    name = "limen.workspaces.account"
    label = "account_workspace"
