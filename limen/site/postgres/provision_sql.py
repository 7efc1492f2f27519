"""The SQL that makes Limen's roles, database and schemas, in the order in which it must run.

Every statement may run again and changes nothing that is already right; none drops anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from limen.site.postgres.role_settings import DISCREET, SETUPS, RoleSetup
from limen.site.postgres.roles import WARDEN, DatabaseRole

OWNER, BACKUP = DatabaseRole.OWNER, DatabaseRole.BACKUP
# Since PostgreSQL 17; older servers end a long transaction by the other two limits only.
NEEDS_17 = frozenset({"transaction_timeout"})


def for_the_cluster() -> Iterator[str]:
    """Roles, and who may become whom. Run in any database, as a superuser."""
    for setup in SETUPS:
        yield f"-- {setup.purpose}\n" + guarded(
            f"CREATE ROLE {setup.name} {setup.attributes}",
            unless=f"EXISTS (SELECT FROM pg_roles WHERE rolname = '{setup.name}')",
        )
        yield f"ALTER ROLE {setup.name} {setup.attributes}"
        yield f"COMMENT ON ROLE {setup.name} IS {literal('Limen: ' + setup.purpose)}"
    yield (
        "-- The owner may become the warden, by saying so, to write its functions.\n"
        + by_version(
            160000,
            then=f"GRANT {WARDEN} TO {OWNER} WITH ADMIN FALSE, INHERIT FALSE, SET TRUE",
            otherwise=f"GRANT {WARDEN} TO {OWNER}",
        )
    )
    yield f"GRANT pg_read_all_data TO {BACKUP}"


def create_database(database: str, *, major: int) -> str:
    """The database itself, sorted by code point so that no system upgrade can corrupt an index."""
    locale = (
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8'"
        if major >= 17
        else "LOCALE 'C.UTF-8'"
    )
    return f"CREATE DATABASE {name(database)} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8' {locale}"


def for_the_database(database: str) -> Iterator[str]:
    """Schemas, grants and limits. Run inside the database, as a superuser."""
    yield f"ALTER DATABASE {name(database)} OWNER TO {OWNER}"
    yield (
        "-- Nobody connects, and nobody makes temporary tables, unless named.\n"
        f"REVOKE ALL ON DATABASE {name(database)} FROM PUBLIC"
    )
    signing_in = ", ".join(setup.name for setup in SETUPS if setup.name != WARDEN)
    yield f"GRANT CONNECT ON DATABASE {name(database)} TO {signing_in}"
    yield f"ALTER SCHEMA public OWNER TO {OWNER}"
    for schema in ("access", "journal", "report"):
        yield f"CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {OWNER}"
        yield f"ALTER SCHEMA {schema} OWNER TO {OWNER}"
    for schema in ("public", "access", "journal", "report"):
        yield f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC"
        users = [s.name for s in SETUPS if schema in s.schemas and s.name != OWNER]
        yield f"GRANT USAGE ON SCHEMA {schema} TO {', '.join(users)}"
    yield f"GRANT CREATE ON SCHEMA access, journal TO {WARDEN}"
    for maker in (OWNER, WARDEN):
        yield (
            "-- A new function is for nobody until a migration says for whom.\n"
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {maker} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
        )
    for setup in SETUPS:
        yield from _limits(setup, database)


def _limits(setup: RoleSetup, database: str) -> Iterator[str]:
    for key, value in setup.limits.items():
        # A search path is a list of names, not one quoted string.
        statement = f"ALTER ROLE {setup.name} IN DATABASE {name(database)} SET {key} = {literal(value)}"
        yield by_version(170000, then=statement) if key in NEEDS_17 else statement
    if setup.discreet:
        statements = [
            f"ALTER ROLE {setup.name} IN DATABASE {name(database)} SET {key} = {literal(value)}"
            for key, value in DISCREET.items()
        ]
        yield where_allowed(statements, warning=f"the log may repeat statements of {setup.name}")


def name(identifier: str) -> str:
    """Quote an identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a string."""
    return "'" + text.replace("'", "''") + "'"


def guarded(statement: str, *, unless: str) -> str:
    """A statement that is skipped when the condition already holds."""
    return f"DO $do$ BEGIN IF NOT {unless} THEN {statement}; END IF; END $do$"


def by_version(number: int, *, then: str, otherwise: str = "NULL") -> str:
    """One statement for a server of at least this version, another for an older one."""
    test = f"current_setting('server_version_num')::int >= {number}"
    one, other = (f"EXECUTE {literal(s)}" if s != "NULL" else s for s in (then, otherwise))
    return f"DO $do$ BEGIN IF {test} THEN {one}; ELSE {other}; END IF; END $do$"


def where_allowed(statements: list[str], *, warning: str) -> str:
    """Statements for a real superuser; the administrator of a hosted server gets a warning instead."""
    body = "; ".join(statements)
    return (
        f"DO $do$ BEGIN {body}; EXCEPTION WHEN insufficient_privilege THEN "
        f"RAISE WARNING {literal(warning)}; END $do$"
    )
