"""The ground that measurements stand on: an empty Limen on its own server, in this process."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys

from limen.site.postgres.embedded import Server
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole

PASSWORD = secrets.token_urlsafe(24)


def prepare(server: Server) -> None:
    """Make the database, its roles and tables, and set this process up as the web server would be."""
    passwords = dict.fromkeys(DatabaseRole, PASSWORD)
    provision(server.admin_dsn(), database="limen", passwords=passwords)
    for role in DatabaseRole:
        os.environ[role.variable] = url(server, role)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "limen.site.settings",
        "LIMEN_SECRET_KEY": secrets.token_hex(32),
        "LIMEN_PEPPER": secrets.token_hex(32),
        "LIMEN_POOL": "0",
        "LIMEN_TLS": "0",
    }
    migrate = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity=0"]
    subprocess.run(migrate, check=True, env=os.environ | {"LIMEN_AS": "owner"})
    import django

    django.setup()


def url(server: Server, role: DatabaseRole) -> str:
    """Where a role finds the database."""
    return f"postgresql://{role}:{PASSWORD}@/limen?host={server.host}&port={server.port}"
