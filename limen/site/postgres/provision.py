"""Make Limen's roles, database and schemas, as often as you like: what is right stays as it is.

Passwords travel as SCRAM verifiers computed here; the server never sees one, nor does its log.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping

import psycopg
from psycopg import conninfo, sql

from limen.site.postgres import provision_sql
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble

OLDEST, NEWEST = 15, 18
FINE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def provision(
    admin_dsn: str,
    *,
    database: str,
    passwords: Mapping[DatabaseRole, str],
    say: Callable[[str], None] = lambda sentence: None,
) -> None:
    """Bring the server behind `admin_dsn` to what Limen needs. A role without a password keeps its own."""
    _refuse_odd_name(database)
    say("roles")
    make_roles(admin_dsn, passwords=passwords)
    make_database(admin_dsn, database)
    say("schemas, grants and limits")
    set_up_database(admin_dsn, database)


def make_roles(admin_dsn: str, *, passwords: Mapping[DatabaseRole, str]) -> None:
    """The roles of the whole server, and the passwords that are given."""
    with _entered(admin_dsn) as connection:
        _run_all(connection, [*provision_sql.for_the_cluster()])
        for role, password in passwords.items():
            _set_password(connection, role, password)


def make_database(admin_dsn: str, database: str) -> None:
    """The database, empty, unless it is there."""
    with _entered(admin_dsn) as connection:
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone() is None:
            major = connection.info.server_version // 10_000
            connection.execute(provision_sql.create_database(database, major=major).encode())


def set_up_database(admin_dsn: str, database: str) -> None:
    """Schemas, grants and limits within the database."""
    with _entered(conninfo.make_conninfo(admin_dsn, dbname=database)) as connection:
        _run_all(connection, [*provision_sql.for_the_database(database)])


@contextlib.contextmanager
def _entered(dsn: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    try:
        with psycopg.connect(dsn, autocommit=True) as connection:
            _refuse_unfit(connection)
            yield connection
    except psycopg.OperationalError as error:
        raise Trouble(
            f"The database server does not let us in: {_first_line(error)}.",
            remedy="Check the address and the password of the administrator.",
        ) from None
    except psycopg.errors.InsufficientPrivilege as error:
        raise Trouble(
            f"The administrator may not do this: {_first_line(error)}.",
            remedy="Run it as a superuser, or give `limen provision --print-sql` to the one who is.",
        ) from None


def script(database: str) -> str:
    """The same as a script for psql, for an administrator who wants to read it before running it."""
    _refuse_odd_name(database)
    exists = f"SELECT FROM pg_database WHERE datname = '{database}'"
    old, new = (
        provision_sql.literal(provision_sql.create_database(database, major=major)) for major in (15, 17)
    )
    choice = f"CASE WHEN current_setting('server_version_num')::int >= 170000 THEN {new} ELSE {old} END"
    lines = [
        "-- Limen: roles, database, schemas and limits. Run with psql as a superuser; it may be run again.",
        "\\set ON_ERROR_STOP on",
        "SET log_statement = 'none';",
        "BEGIN;",
        *(f"{statement};" for statement in provision_sql.for_the_cluster()),
        "COMMIT;",
        "-- psql asks for each password and sends only its verifier.",
        *(f"\\password {role}" for role in DatabaseRole),
        f"SELECT {choice} WHERE NOT EXISTS ({exists}) \\gexec",
        f"\\connect {database}",
        "BEGIN;",
        *(f"{statement};" for statement in provision_sql.for_the_database(database)),
        "COMMIT;",
    ]
    return "\n".join(lines) + "\n"


def _refuse_odd_name(database: str) -> None:
    if not FINE_NAME.fullmatch(database):
        raise Trouble(
            f"{database!r} is not a plain database name.", remedy="Use small letters, digits and _."
        )


def _refuse_unfit(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    major = connection.info.server_version // 10_000
    if not OLDEST <= major <= NEWEST:
        raise Trouble(
            f"The server is PostgreSQL {major}; Limen is tried on {OLDEST} to {NEWEST}.",
            remedy=f"Use a server of version {NEWEST}.",
        )
    if connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
        raise Trouble(
            "The server is a standby and takes no changes.", remedy="Give the address of the primary."
        )


def _run_all(connection: psycopg.Connection[tuple[object, ...]], statements: list[str]) -> None:
    with _alone(connection):
        for statement in statements:
            connection.execute(statement.encode())


def _set_password(
    connection: psycopg.Connection[tuple[object, ...]], role: DatabaseRole, password: str
) -> None:
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    with _alone(connection):
        # A verifier is no password, but it is nobody's business either.
        connection.execute("SET LOCAL log_min_error_statement = 'panic'")
        connection.execute("SET LOCAL log_statement = 'none'")
        connection.execute("SET LOCAL log_min_duration_statement = -1")
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier.decode()))
        )


@contextlib.contextmanager
def _alone(connection: psycopg.Connection[tuple[object, ...]]) -> Iterator[None]:
    """One transaction during which nobody else changes a role of this server, from whatever database.

    PostgreSQL does not queue two who change the same role in the same moment: it refuses the second.
    """
    with connection.transaction():
        connection.execute("LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE")
        yield


def _first_line(error: psycopg.Error) -> str:
    said = error.diag.message_primary or str(error)
    first = said.strip().partition("\n")[0].removeprefix("connection failed: ")
    return first.removesuffix(".") or "no reason given"
