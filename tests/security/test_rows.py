"""Every table, every person, every command: the database says exactly what the rules of access say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.conftest import House
from tests.security.expectations import EXPECTED
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene, set_up
from tests.security.window import Window

NAMES = ["berg", "costa", "farah", "grit", "hana", "ivo", "jun", "dina", "elio", "lea", "mo"]


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


def granted_to_the_application(admin: Window) -> set[str]:
    return admin.column(
        "",
        "select distinct c.relname::text from pg_class c, lateral (select * from aclexplode(c.relacl) union all"
        "   select x.* from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = c.oid) a"
        " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
        " and a.grantee = 'limen_app'::regrole and c.relrowsecurity",
    )


def test_no_table_escapes_the_rules(admin: Window) -> None:
    """A new table that the application may touch needs its line in `expectations`."""
    assert granted_to_the_application(admin) == EXPECTED.keys()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", EXPECTED)
def test_everybody_sees_exactly_what_is_theirs(
    table: str, name: str, app: Window, scene: Scene, facts: Facts
) -> None:
    me = scene.somebody(name, facts)
    seen = app.column(scene.people[name].actor.ticket, f"select id from {table}")
    # Other listed organisations on this server are known to everybody; all else of them stays hidden.
    if table in {"identity_organisation", "identity_unit"}:
        seen &= {row["id"] for row in facts.all(table)}
    assert seen == {row["id"] for row in facts.all(table) if EXPECTED[table].sees(me, row)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", EXPECTED)
def test_everybody_changes_exactly_what_is_theirs(
    table: str, name: str, app: Window, scene: Scene, facts: Facts
) -> None:
    expected, me = EXPECTED[table], scene.somebody(name, facts)
    with app.shown(scene.people[name].actor.ticket) as cursor:
        changed = _reached(
            cursor, f"update {table} set {expected.change or 'id = id'}", facts.all(table), me.me
        )
        deleted = _reached(cursor, f"delete from {table}", facts.all(table), me.me)
    assert changed == {row["id"] for row in facts.all(table) if expected.updates(me, row)}
    assert deleted == {row["id"] for row in facts.all(table) if expected.deletes(me, row)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", EXPECTED)
def test_everybody_adds_exactly_what_is_theirs(
    table: str, name: str, app: Window, scene: Scene, facts: Facts
) -> None:
    candidates = EXPECTED[table].inserts(scene, facts, scene.somebody(name, facts))
    wrong = []
    with app.shown(scene.people[name].actor.ticket) as cursor:
        if not candidates:
            assert not _takes(cursor, table, {"id": facts.all(table)[0]["id"]})
        for row, should in candidates:
            if _takes(cursor, table, row) != should:
                wrong.append((row, should))
    assert wrong == []


@pytest.mark.parametrize("table", EXPECTED)
def test_without_a_ticket_there_is_nothing(table: str, app: Window, facts: Facts) -> None:
    """DB-04."""
    key = facts.all(table)[0]["id"]
    change = EXPECTED[table].change.replace("%(me)s", "gen_random_uuid()") or "id = id"
    with app.connection.transaction(force_rollback=True), app.connection.cursor() as cursor:
        assert cursor.execute(sql.SQL(f"select count(*) from {table}")).fetchone() == (0,)  # type: ignore[arg-type]
        cursor.execute("select set_config('limen.act', 'x', true)")
        assert not _reached(cursor, f"update {table} set {change}", facts.all(table), key)
        assert not _reached(cursor, f"delete from {table}", facts.all(table), key)
        assert not _takes(cursor, table, facts.all(table)[0])


def _reached(cursor: psycopg.Cursor[Any], change: str, rows: list[Any], me: object) -> set[Any]:
    """The rows that the change gets at; undone."""
    reached = set()
    for row in rows:
        try:
            with cursor.connection.transaction(force_rollback=True):
                cursor.execute(f"{change} where id = %(id)s returning id", {"id": row["id"], "me": me})  # type: ignore[arg-type]
                reached |= {found[0] for found in cursor.fetchall()}
        except psycopg.errors.InsufficientPrivilege:
            continue
    return reached


def _takes(cursor: psycopg.Cursor[Any], table: str, row: dict[str, Any]) -> bool:
    """Whether row security lets the row in; a duplicate was let in, and then refused for another reason."""
    values = {"id": row.get("id")} | row if "id" in row else row
    names = sql.SQL(", ").join(map(sql.Identifier, values))
    places = sql.SQL(", ").join(sql.Placeholder() * len(values))
    try:
        with cursor.connection.transaction(force_rollback=True):
            statement = sql.SQL("insert into {} ({}) values ({})")
            if "id" not in values:
                statement = sql.SQL("insert into {} (id, {}) values (gen_random_uuid(), {})")
            cursor.execute(statement.format(sql.Identifier(table), names, places), list(values.values()))
    except psycopg.errors.InsufficientPrivilege:
        return False
    except psycopg.errors.UniqueViolation:
        return True
    return True


@pytest.fixture(autouse=True)
def _still_the_restricted_role(app: Window) -> Iterator[None]:
    yield
    assert app.rows("", "select current_user") == [("limen_app",)]
