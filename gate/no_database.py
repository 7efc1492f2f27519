"""Settings for checks that load Limen without its database: enough to import it, no way to connect."""

from __future__ import annotations

import os

_NOWHERE = "@localhost:1/limen?connect_timeout=1"  # nothing may listen on port 1


def environment() -> dict[str, str]:
    """Variables under which `limen.site.settings` loads. Nothing in them is secret or of use to anybody."""
    roles = {"DATABASE_URL": "limen_app"}
    roles |= {f"LIMEN_{name.upper()}_URL": f"limen_{name}" for name in ("door", "owner", "jobs")}
    return {
        "DJANGO_SETTINGS_MODULE": "limen.site.settings",
        "LIMEN_AS": "owner",
        "LIMEN_DEMO": "1",
        "LIMEN_SECRET_KEY": "a key for checks that serve nobody",
        "LIMEN_PEPPER": "a pepper for checks that serve nobody",
        **{name: f"postgresql://{role}:none{_NOWHERE}" for name, role in roles.items()},
    }


def without_limen_variables() -> dict[str, str]:
    """This process's environment minus whatever points at somebody's real Limen, plus the harmless ones."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIMEN_", "DATABASE_"))}
    return kept | environment()
