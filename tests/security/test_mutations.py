"""Is any wall there for nothing? Each is taken down in turn, and the comparison must notice (DB-11).

Everything happens in transactions that are rolled back: DDL is no exception in PostgreSQL.
"""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.conftest import House
from tests.security import comparing
from tests.security.breaking import DOUBLE, TRIES
from tests.security.expectations import EXPECTED
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene, set_up

pytestmark = pytest.mark.slow

NAMES = ("berg", "farah", "grit", "costa", "dina", "ivo", "elio", "jun", "lena", "sami")


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


def first_difference(
    cursor: psycopg.Cursor[Any], table: str, role: str, command: str, scene: Scene, facts: Facts
) -> str | None:
    """What the comparison notices first: where it was broken, or else wherever that shows."""
    if role == "limen_door":
        return _door_is_blind(cursor)
    cursor.execute("set local role limen_app")
    cursor.execute("select set_config('limen.act', 'x', true)")
    if found := _try_checks(cursor, table, scene):
        return found
    if table in EXPECTED and (
        found := next(comparing.everything(cursor, [table], NAMES, scene, facts, first=command), None)
    ):
        return found
    return next(comparing.everything_seen(cursor, EXPECTED, NAMES, scene, facts), None)


def _try_checks(cursor: psycopg.Cursor[Any], table: str, scene: Scene) -> str | None:
    for name, change, values in TRIES:
        if f" {table} " not in change:
            continue
        cursor.execute("select set_config('limen.ticket', %s, true)", [scene.people[name].actor.ticket])
        try:
            with cursor.connection.transaction(force_rollback=True):
                cursor.execute(sql.SQL(change), values(scene))
                if cursor.rowcount:
                    return f"{name} may {change}"
        except psycopg.errors.InsufficientPrivilege:
            continue
    return None


def _door_is_blind(cursor: psycopg.Cursor[Any]) -> str | None:
    cursor.execute("set local role limen_door")
    for table in ("identity_account", "identity_session"):
        cursor.execute(sql.SQL(f"select count(*) from {table}"))
        if cursor.fetchone() == (0,):
            return f"the door sees no {table}"
    return None


def _ways(command: str, using: str | None, check: str | None) -> dict[str, str]:
    """How a policy can be broken: taken away, or opened to everybody on one side or on both."""
    ways = {"drop": "drop policy {name} on {table}"}
    if using and check:
        ways["open using"] = "alter policy {name} on {table} using (true)"
        ways["open check"] = "alter policy {name} on {table} with check (true)"
    elif using:
        ways["open"] = "alter policy {name} on {table} using (true)"
    else:
        ways["open"] = "alter policy {name} on {table} with check (true)"
    return ways


def test_every_policy_is_missed_when_it_is_gone(house: House, scene: Scene, facts: Facts) -> None:
    """The printed table says who noticed what (run with `-s`)."""
    survived, broken = set(), 0
    with psycopg.connect(house.admin_dsn) as connection:
        policies = connection.execute(
            "select tablename::text, policyname::text, roles::text[], cmd, qual, with_check from pg_policies"
            " where schemaname = 'public' and tablename = any (%s)"
            " and roles && '{limen_app,limen_warden,limen_door}' order by 1, 2",
            [[*EXPECTED, "identity_account", "identity_session", "identity_instance"]],
        ).fetchall()
        for table, policy, roles, command, using, check in policies:
            for way, statement in _ways(command, using, check).items():
                if "true" in (using, check) and way != "drop":
                    continue
                with connection.transaction(force_rollback=True), connection.cursor() as cursor:
                    name = sql.Identifier(policy)
                    cursor.execute(sql.SQL(statement).format(name=name, table=sql.Identifier(table)))
                    found = first_difference(cursor, table, roles[0], command, scene, facts)
                broken += 1
                print(f"{table}.{policy} ({roles[0]}) {way}: {found or 'nobody noticed'}"[:150])  # noqa: T201
                if found is None:
                    survived.add((table, policy, way))
    assert broken > 60
    assert survived == DOUBLE.keys()


def test_every_forced_table_is_missed_when_its_owner_is_trusted(house: House, admin: Any) -> None:
    tables = admin.column(
        "", "select relname::text from pg_class where relnamespace = 'public'::regnamespace"
        " and relforcerowsecurity and relowner = 'limen_owner'::regrole"
    )  # fmt: skip
    unnoticed = set()
    with psycopg.connect(house.admin_dsn) as connection:
        for table in tables:
            with connection.transaction(force_rollback=True), connection.cursor() as cursor:
                cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table)))
                count = cursor.fetchone()
                cursor.execute(
                    sql.SQL("alter table {} no force row level security").format(sql.Identifier(table))
                )
                cursor.execute("set local role limen_owner")
                cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table)))
                if cursor.fetchone() == (0,) and count != (0,):
                    unnoticed.add(table)
    assert unnoticed == set()
