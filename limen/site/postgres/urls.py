"""Where each database role signs in, read from the environment and refused loudly when it is wrong.

A secret may stand in `NAME` or in the file that `NAME_FILE` points to; no message ever repeats the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import conninfo

from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble

# A pool must be at least as large as the threads of a web worker, or they wait for each other.
POOL_SIZE = 8
CONNECT_SECONDS = 5
COPY = "LIMEN_COPY_URL"
LOCAL_HOSTS = frozenset({"", "localhost", "127.0.0.1", "::1"})
# Settings belong on the role, where a stranger to this file sees them; not in somebody's connection string.
UNWELCOME = frozenset({"options", "service", "passfile", "password_file"})


@dataclass(frozen=True, kw_only=True)
class DatabaseUrl:
    """One role's way in. `host` may be several names, or a folder with a Unix socket."""

    user: str
    password: str = field(repr=False)
    host: str
    port: str
    dbname: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_local(self) -> bool:
        """Whether every host is this machine, so that nothing crosses a network."""
        return all(host in LOCAL_HOSTS or host.startswith(("/", "@")) for host in self.host.split(","))

    @property
    def dsn(self) -> str:
        """The connection string for libpq. It carries the password: never log it."""
        return conninfo.make_conninfo(
            "",
            user=self.user,
            password=self.password or None,
            dbname=self.dbname,
            **self.place,
            **self.parameters,
        )

    @property
    def uri(self) -> str:
        """The same as a postgresql:// address, as `parsed` reads it."""
        words = {**self.place, **self.parameters}
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in words.items())
        sign_in = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{sign_in}@/{quote(self.dbname, safe='')}?{query}"

    @property
    def place(self) -> dict[str, str]:
        """Host and port, each only when it was said."""
        return {name: value for name, value in (("host", self.host), ("port", self.port)) if value}


@dataclass(frozen=True, kw_only=True)
class DatabaseUrls:
    """The addresses that were given. Ask `required` for the one that the work at hand cannot do without."""

    app: DatabaseUrl | None = None
    door: DatabaseUrl | None = None
    owner: DatabaseUrl | None = None
    jobs: DatabaseUrl | None = None
    reports: DatabaseUrl | None = None
    backup: DatabaseUrl | None = None
    linkage: DatabaseUrl | None = None
    copy: DatabaseUrl | None = None  # a standby, as the web server asks it: LIMEN_COPY_URL

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> DatabaseUrls:
        """Read every variable that is set. Raises `Trouble` on one that is malformed."""
        known = {role.name.lower(): _read(environment, role) for role in DatabaseRole}
        return cls(**known, copy=_read(environment, DatabaseRole.APP, COPY))

    def get(self, role: DatabaseRole) -> DatabaseUrl | None:
        """The role's address, or None when it was not given."""
        url: DatabaseUrl | None = getattr(self, role.name.lower())
        return url

    def required(self, role: DatabaseRole) -> DatabaseUrl:
        """The role's address; `Trouble` when it was not given."""
        if (url := self.get(role)) is None:
            raise Trouble(
                f"{role.variable} is not set.",
                remedy=f"Set {role.variable} or {role.variable}_FILE to postgresql://{role}:…@host/limen; "
                "`limen provision` prints the addresses.",
            )
        return url


def django_database(url: DatabaseUrl, *, pool: bool, pooler: bool = False) -> dict[str, Any]:
    """One entry of Django's DATABASES. Timeouts and search path are not here: they are set on the role.

    `pool`: keep connections between requests; `pooler`: a connection is ours for one transaction only.
    """
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        # Values travel beside the statement, not inside it: neither a log nor `pg_stat_activity`, which every
        # session of a role can read of the others, ever holds a ticket or a word about a person.
        "server_side_binding": True,
        **url.parameters,
    }
    if pool:
        options["pool"] = {"min_size": 1, "max_size": POOL_SIZE, "timeout": 10.0, "reset": forget_session}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.dbname,
        "USER": url.user,
        "PASSWORD": url.password,
        "HOST": url.host,
        "PORT": url.port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        # One short question when a connection is borrowed, so that a restarted server costs nobody a page.
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        # A cursor on the server outside a transaction would be looked for on another connection.
        "DISABLE_SERVER_SIDE_CURSORS": pooler,
    }


def forget_session(connection: psycopg.Connection[Any]) -> None:
    """Give a connection back without anything the last borrower set on it. Behind a pooler it is a question
    more; nothing is set there that outlasts a transaction."""
    connection.autocommit = True
    connection.execute("RESET ALL")


def _read(environment: Mapping[str, str], role: DatabaseRole, variable: str = "") -> DatabaseUrl | None:
    name = variable or role.variable
    value, file = environment.get(name, "").strip(), environment.get(f"{name}_FILE", "").strip()
    if value and file:
        raise Trouble(f"Both {name} and {name}_FILE are set.", remedy="Keep one of them.")
    if file:
        value = _file_text(name, Path(file))
    return parsed(value, role) if value else None


def _file_text(name: str, path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(
            f"{name}_FILE points to {path}, which cannot be read ({type(error).__name__}).",
            remedy="Correct the path, or let the account that runs Limen read the file.",
        ) from None
    if not text:
        raise Trouble(f"{name}_FILE points to {path}, which is empty.", remedy="Write the address into it.")
    return text


def parsed(text: str, role: DatabaseRole) -> DatabaseUrl:
    """Read one postgresql:// address. Raises `Trouble`; its message never repeats the address."""
    name = role.variable
    shape = f"It should read postgresql://{role}:password@host:5432/limen?sslmode=verify-full."
    if not text.startswith(("postgresql://", "postgres://")):
        raise Trouble(f"{name} is not a postgresql:// address.", remedy=shape)
    try:
        parts = {key: str(value) for key, value in conninfo.conninfo_to_dict(text).items()}
    except psycopg.ProgrammingError:  # its message repeats pieces of the address, maybe of the password
        remedy = f"{shape} Percent-encode the password."
        raise Trouble(f"{name} cannot be understood.", remedy=remedy) from None
    if unwelcome := UNWELCOME & parts.keys():
        remedy = "Remove it; `limen provision` sets up the role."
        raise Trouble(f"{name} sets {', '.join(sorted(unwelcome))}.", remedy=remedy)
    url = DatabaseUrl(
        user=parts.pop("user", ""),
        password=parts.pop("password", ""),
        host=parts.pop("host", ""),
        port=parts.pop("port", ""),
        dbname=parts.pop("dbname", ""),
        parameters=parts,
    )
    _refuse_gaps(url, role, shape)
    if url.is_local or "sslmode" in parts:
        return url
    # libpq's own default is `prefer`: it would fall back to plain text without a word.
    return replace(url, parameters={**parts, "sslmode": "verify-full"})


def _refuse_gaps(url: DatabaseUrl, role: DatabaseRole, shape: str) -> None:
    if url.user != role:
        raise Trouble(
            f"{role.variable} signs in as {url.user or 'nobody'}, and must sign in as {role}.",
            remedy="The walls between people are written for that role; any other sees too much or nothing.",
        )
    if not url.dbname:
        raise Trouble(f"{role.variable} names no database.", remedy=shape)
    if not url.password and "sslcert" not in url.parameters:
        raise Trouble(f"{role.variable} has no password.", remedy=shape)
