"""Django, set up for one database role, at the moment when it is needed and not before."""

from __future__ import annotations

import os

from limen.site.postgres.roles import DatabaseRole


def set_up(role: DatabaseRole) -> None:
    """Load the settings and every application, to work in this process as `role`."""
    os.environ["LIMEN_AS"] = role.name.lower()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "limen.site.settings")
    import django

    django.setup()
