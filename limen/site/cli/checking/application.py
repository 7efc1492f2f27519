"""Checks of the application: its settings, the headers that it really sends, its tables, and its journal."""

from __future__ import annotations

import logging

import psycopg

from limen.site.cli.checking.findings import Finding, Look, fail, listed, ok
from limen.site.postgres.roles import DatabaseRole

# What each header must say; any one of the words will do.
HEADERS = {
    "Content-Security-Policy": ("default-src 'none'", "default-src 'self'"),
    "X-Content-Type-Options": ("nosniff",),
    "Referrer-Policy": ("no-referrer", "same-origin"),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Permissions-Policy": ("camera=()",),
}
OVER_TLS = {"Strict-Transport-Security": ("max-age=",)}
FORBIDDEN_IN_CSP = ("unsafe-inline", "unsafe-eval", "http:", "*")


def debug(look: Look) -> Finding:
    """Django's debugging pages show settings and rows."""
    from django.conf import settings

    if settings.DEBUG:
        return fail("DEBUG is on.", "Switch it off.")
    if "*" in settings.ALLOWED_HOSTS:
        return fail("Every host name is accepted.", "Name yours in LIMEN_HOSTS.")
    return ok("DEBUG is off, and host names are listed.")


def headers(look: Look) -> Finding:
    """What the application sends with an answer, asked of the application itself."""
    from django.conf import settings
    from django.test import Client

    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    client = Client(raise_request_exception=False, headers={"host": host.lstrip(".")})
    logging.disable(logging.CRITICAL)  # our question is no request of anybody
    try:
        answer = client.get("/health/", secure=True)
    finally:
        logging.disable(logging.NOTSET)
    if answer.status_code != 200:
        return fail(f"/health/ answers {answer.status_code}.", "Look into the log of the web server.")
    said = answer.headers
    wanted = HEADERS if look.is_demo else HEADERS | OVER_TLS
    weak = [name for name, words in wanted.items() if not any(word in said.get(name, "") for word in words)]
    if "frame-ancestors 'none'" not in said.get("Content-Security-Policy", ""):
        weak.append("frame-ancestors")
    if weak:
        return fail(f"{listed(weak)} is missing or weak.", "Correct limen/site/settings.py.")
    policy = said["Content-Security-Policy"].replace(";", " ").split()
    if loose := [word for word in policy if word.strip("'") in FORBIDDEN_IN_CSP]:
        return fail(f"The content security policy allows {listed(loose)}.", "Take it out.")
    return ok("Every answer carries its protecting headers.")


def tables(look: Look) -> Finding:
    """The tables are those that this version of Limen works with."""
    from django.db.migrations.loader import MigrationLoader

    owner = look.urls.get(DatabaseRole.OWNER)
    if owner is None:
        return ok("Not looked at: only the owner can see which migrations were applied.")
    with psycopg.connect(owner.dsn, connect_timeout=5) as connection:
        rows = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    known = set(MigrationLoader(None).disk_migrations)
    missing = sorted(f"{app}.{name}" for app, name in known - {(app, name) for app, name in rows})
    if missing:
        return fail(f"{listed(missing)} is not applied.", "Run `limen migrate`.")
    return ok("The tables are up to date.")


def journal(look: Look) -> Finding:
    """What was written to the journal since the last seal but one is as it was written."""
    backup = look.urls.get(DatabaseRole.BACKUP)
    if backup is None:
        return ok("Not looked at: only limen_backup can read the whole journal.")
    from limen.foundation.journal.verifying import verify_lately

    verdict = verify_lately(backup.dsn)
    if not verdict.is_sound:
        remedy = "Stop, keep everything as it is, and run `limen journal verify`."
        return fail(f"The journal was changed: {verdict.first}.", remedy)
    return ok(f"The journal is as it was written ({verdict.lines} newest lines).")
