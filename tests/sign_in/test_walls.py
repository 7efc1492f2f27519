"""Who may touch which table, asked of the catalogue: the door sees no case, the house no credential."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from limen.site.postgres.roles import DatabaseRole
from tests.conftest import House
from tests.sign_in.people import Person

Rows = Callable[..., list[tuple[Any, ...]]]

CREDENTIALS = frozenset(
    {"identity_account", "identity_session", "mfa_authenticator", "sign_in_brake", "sign_in_happening"}
)
NOBODYS = frozenset({"account_emailaddress", "account_emailconfirmation"})

MAY = """
select c.relname, p.what from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES')) p (what)
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
        and (has_table_privilege(%s, c.oid, p.what)
            or (p.what in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                and has_any_column_privilege(%s, c.oid, p.what)))
"""


def tables_of(rows: Rows, role: DatabaseRole) -> set[str]:
    """Every table of which the role may do anything with any column."""
    return {table for table, _ in rows(MAY, str(role), str(role))}


def test_the_door_touches_credentials_and_nothing_else(rows: Rows) -> None:
    assert tables_of(rows, DatabaseRole.DOOR) == CREDENTIALS


@pytest.mark.parametrize("role", [DatabaseRole.APP, DatabaseRole.REPORTS])
def test_nobody_else_touches_credentials(rows: Rows, role: DatabaseRole) -> None:
    assert not tables_of(rows, role) & (CREDENTIALS | NOBODYS)


def test_the_worker_touches_no_credential_but_sessions_that_are_over(
    rows: Rows, house: House, berg: Person
) -> None:
    assert tables_of(rows, DatabaseRole.JOBS) & (CREDENTIALS | NOBODYS) <= {"identity_session"}
    berg.comes_in()
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as connection:
        assert connection.execute(
            "select count(*) from identity_session where expires_at > now()"
        ).fetchone() == (0,)


def test_the_door_and_the_house_share_no_table(rows: Rows) -> None:
    assert not tables_of(rows, DatabaseRole.DOOR) & tables_of(rows, DatabaseRole.APP)


def test_every_table_of_credentials_is_walled_even_against_its_owner(rows: Rows) -> None:
    walled = rows(
        "select relname from pg_class where relrowsecurity and relforcerowsecurity and relkind = 'r'"
    )
    assert {name for (name,) in walled} >= CREDENTIALS | NOBODYS


def test_only_the_door_and_the_warden_have_policies_there(rows: Rows) -> None:
    found = rows(
        "select c.relname, r.rolname from pg_policy p join pg_class c on c.oid = p.polrelid"
        " cross join unnest(p.polroles) o left join pg_roles r on r.oid = o where c.relname = any(%s)",
        list(CREDENTIALS | NOBODYS),
    )
    others = {(table, role) for table, role in found if role not in ("limen_door", "limen_warden")}
    assert others <= {("identity_session", "limen_jobs")}
    assert not {table for table, _ in found} & NOBODYS


def test_the_functions_that_the_door_may_call(rows: Rows) -> None:
    called = rows(
        "select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname in ('access', 'journal') and has_function_privilege('limen_door', p.oid, 'EXECUTE')"
    )
    triggers = {"journal.within_an_act", "journal.is_append_only"}
    assert {name for (name,) in called} - triggers == {"access.name_of_account"}


def test_only_the_warden_founds_an_installation(rows: Rows) -> None:
    may = rows(
        "select r.rolname, p.proname from pg_roles r cross join pg_proc p where r.rolname like 'limen%%'"
        " and r.rolname <> 'limen_warden' and p.proname in ('found', 'append_by_system')"
        " and has_function_privilege(r.oid, p.oid, 'EXECUTE')"
    )
    assert may == []


@pytest.mark.parametrize("table", sorted(CREDENTIALS | NOBODYS))
def test_the_house_is_refused_in_fact(house: House, table: str) -> None:
    with (
        psycopg.connect(house.dsn(DatabaseRole.APP)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"select * from {table}")


@pytest.mark.parametrize("table", ["cases_case", "notes_note", "identity_member", "journal_entry"])
def test_the_door_is_refused_in_fact(house: House, table: str) -> None:
    with (
        psycopg.connect(house.dsn(DatabaseRole.DOOR)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"select * from {table}")


def test_the_owner_of_the_tables_sees_no_credential(house: House, berg: Person) -> None:
    with psycopg.connect(house.dsn(DatabaseRole.OWNER)) as connection:
        for table in CREDENTIALS:
            count = connection.execute(f"select count(*) from {table}").fetchone()
            assert count == (0,), table


def test_the_door_changes_no_journal_and_no_role(house: House, berg: Person) -> None:
    for statement in (
        "update identity_member set name = 'x'",
        "insert into identity_posting values (default)",
        "select journal.append(null, null, null, null, null, null, null, null)",
        "select access.enter('x', true)",
        "set role limen_warden",
        "set role limen_app",
    ):
        with psycopg.connect(house.dsn(DatabaseRole.DOOR)) as connection, pytest.raises(psycopg.Error):
            connection.execute(statement)
