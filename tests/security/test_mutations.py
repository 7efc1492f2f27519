"""Is any wall there for nothing? Each is taken down in turn, and the comparison must notice (DB-11).

Everything happens in transactions that are rolled back: DDL is no exception in PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.conftest import House
from tests.security import comparing
from tests.security.expectations import EXPECTED
from tests.security.kept_of_scene import ENDING
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene, set_up

NAMES = ("berg", "farah", "grit", "costa", "dina", "ivo", "elio", "jun", "lena")

# Walls whose loss changes nothing for anybody, because another one stands right behind: which one.
DOUBLE = {
    ("duplicates_proposal", "answered", "open check"): "neither the house nor the records may be changed",
    ("duplicates_proposal", "warden", "drop"): "what the night proposes: domain/duplicates/test_found.py",
    ("duplicates_merging", "warden", "drop"): "circles past a wall: tests/domain/duplicates/test_merge.py",
    ("duplicates_proposal", "answered", "open using"): "what was answered a trigger keeps: test_merge.py",
    ("people_place", "warden", "drop"): "what the night compares: tests/domain/duplicates/test_found.py",
    ("notes_note", "revised", "open using"): "the check on the new row asks the same",
    ("notices_notice", "read", "open"): "what one cannot see one cannot mark",
    ("identity_member", "myself", "open using"): "the check on the new row asks the same",
    ("identity_member", "myself", "open check"): "neither the id nor the organisation may be changed",
    ("identity_organisation", "warden", "drop"): "only names for the frame of a page are read through it",
    ("identity_unit", "warden", "drop"): "only names for the demonstration are read through it",
    ("journal_entry", "warden", "drop"): "writing lines: tests/foundation and tests/domain",
    ("journal_personalfact", "warden", "drop"): "writing lines: tests/foundation and tests/domain",
    ("journal_denial", "warden", "drop"): "writing denials: tests/security/test_matrix.py",
    ("notices_notice", "warden", "drop"): "writing notices: tests/jobs",
    ("policy_edition", "warden", "drop"): "what the worker reads at night: tests/domain/deadlines",
    ("policy_adoption", "warden", "drop"): "nothing is replaced by nothing: test_walls_of_the_law.py",
    ("deadlines_clock", "warden", "drop"): "what the worker reads at night: tests/domain/deadlines",
    ("deadlines_stop", "warden", "drop"): "what the worker reads at night: tests/domain/deadlines",
    ("deadlines_extension", "warden", "drop"): "what the worker reads at night: tests/domain/deadlines",
    ("deadlines_difference", "warden", "drop"): "what the worker reports at night: tests/domain/deadlines",
    ("people_person", "warden", "drop"): "whom one has just registered is asked through it: test_rows.py",
    ("people_name", "warden", "drop"): "whose name a key is made of is asked through it: test_rows.py",
    ("people_persondocument", "warden", "drop"): "whose document a page shows is asked: test_rows.py",
    ("people_namekey", "warden", "drop"): "names are found through it: tests/domain/people/test_find.py",
    ("families_relationship", "warden", "drop"): "weighed by whoever has just related: test_rows.py",
    ("contacts_way", "warden", "drop"): "the rule that the worker asks: tests/jobs/test_messages.py",
    ("contacts_message", "warden", "drop"): "what the worker sends: tests/jobs/test_messages.py",
    ("identity_instance", "warden", "drop"): "a demonstration's sessions: tests/security/test_tickets.py",
}

# Changes that one of the cast tries with a good ticket, and that only the check on the new row stops.
TRIES: tuple[tuple[str, str, Callable[[Scene], list[Any]]], ...] = (
    ("berg", "update cases_case set unit_id = %s where id = %s",
     lambda s: [s.cast.agency_unit, s.cast.case]),
    ("berg", "update notes_note set written_by_id = %s where id = %s",
     lambda s: [s.cast.costa.id, s.notes["general"]]),
    ("costa", "update cases_opening set reviewed_by_id = %s where member_id = %s",
     lambda s: [s.cast.hana.id, s.cast.farah.id]),
    ("berg", "update notes_draft set case_id = %s where note_id is null",
     lambda s: [s.cast.elio_case]),
    ("berg", "update people_person set birth_by_id = %s where id = %s",
     lambda s: [s.cast.costa.id, s.persons["amina"]]),
    *(
        ("berg", f"update {table} set ended_by_id = %s, ended_at = now(), ended_why = 'x'"
         " where ended_at is null and person_id = %s", lambda s: [s.cast.costa.id, s.persons["amina"]])
        for table in (*ENDING, "people_nationality", "people_need")
    ),
    *(
        ("berg", f"update {table} set ended_by_id = %s, ended_at = now(), end_why = 'x',"
         " until_on = current_date where ended_by_id is null and person_id = %s",
         lambda s: [s.cast.costa.id, s.persons["amina"]])
        for table in ("families_relationship", "families_dweller", "families_appointment")
    ),
    ("berg", "update contacts_way set rule_by_id = %s where until_at is null and person_id = %s",
     lambda s: [s.cast.costa.id, s.persons["amina"]]),
    ("costa", "update duplicates_merging set until_at = now(), undone_by_id = %s, undone_why = 'x'"
     " where until_at is null", lambda s: [s.people["berg"].id]),
    ("lena", "update policy_adoption set state = 'declined', answered_by_id = %s where state = 'proposed'",
     lambda s: [s.cast.mats.id]),
    ("mats", "update policy_adoption set state = 'withdrawn', ended_at = now() where state = %s",
     lambda s: ["proposed"]),
    ("costa", "update policy_adoption set state = 'declined', answered_by_id = %s where state = 'proposed'",
     lambda s: [s.cast.costa.id]),
)  # fmt: skip


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


def first_difference(
    cursor: psycopg.Cursor[Any], table: str, role: str, scene: Scene, facts: Facts
) -> str | None:
    """What the comparison notices first: where it was broken, or else wherever that shows."""
    if role == "limen_door":
        return _door_is_blind(cursor)
    cursor.execute("set local role limen_app")
    cursor.execute("select set_config('limen.act', 'x', true)")
    if found := _try_checks(cursor, scene):
        return found
    if table in EXPECTED and (
        found := next(comparing.everything(cursor, [table], NAMES, scene, facts), None)
    ):
        return found
    return next(comparing.everything_seen(cursor, EXPECTED, NAMES, scene, facts), None)


def _try_checks(cursor: psycopg.Cursor[Any], scene: Scene) -> str | None:
    for name, change, values in TRIES:
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
                    found = first_difference(cursor, table, roles[0], scene, facts)
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
