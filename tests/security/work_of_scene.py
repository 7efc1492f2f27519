"""What is to do in a scene: tasks of cases seen and hidden, in compartments, and of no case."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

WORK = {
    "tasks_task": "organisation_id = any (%(o)s)",
    "worklists_row": "id = any (%(c)s)",
    "worklists_savedfilter": "organisation_id = any (%(o)s)",
    "worklists_release": "organisation_id = any (%(o)s)",
    "worklists_releasedcase": "case_id = any (%(c)s)",
    "worklists_look": "id = any (%(p)s)",
}


def new_task(
    organisation: UUID, case: UUID | None, compartment: str, whom: UUID, by: UUID, now: datetime
) -> Fact:
    """A task as the application would write it."""
    return {
        "organisation_id": organisation, "case_id": case, "compartment": compartment,
        "says": f"{CANARY} task {case} {compartment}"[:200], "due_on": now.date(), "for_member_id": whom,
        "origin": "typed", "finding": "", "because": "", "given_by_id": by, "given_at": now,
        "put_off_why": "",
    }  # fmt: skip


def new_filter(organisation: UUID, unit: UUID | None, by: UUID, name: str, now: datetime) -> Fact:
    """A filter as the application would write it."""
    return {
        "organisation_id": organisation, "member_id": by, "unit_id": unit, "name": f"{CANARY} filter {name}",
        "asked": "sort=due", "saved_at": now,
    }  # fmt: skip


def new_release(organisation: UUID, unit: UUID, by: UUID, now: datetime) -> Fact:
    """A list that is too long for one person, as the application would ask for it."""
    return {
        "organisation_id": organisation, "member_id": by, "unit_id": unit, "asked": "sort=due", "count": 300,
        "why": f"{CANARY} release", "answer_why": "", "asked_at": now, "is_own": False,
        "until_at": now + timedelta(days=3),
    }  # fmt: skip


def what_is_to_do(
    cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], restricted: UUID, now: datetime
) -> None:
    """Tasks of every kind that the rules tell apart."""
    for case, compartment, whom, by in (
        (cast.case, "general", "berg", "costa"), (cast.case, "gbv", "costa", "costa"),
        (cast.case, "general", "farah", "costa"), (cast.other_case, "general", "costa", "berg"),
        (restricted, "general", "berg", "berg"), (cast.dina_case, "general", "dina", "dina"),
        (cast.elio_case, "general", "elio", "elio"),
        (None, "general", "berg", "berg"), (None, "general", "farah", "costa"), (None, "general", "mo", "mo"),
        (None, "general", "dina", "dina"), (None, "general", "elio", "elio"),
    ):  # fmt: skip
        row = new_task(
            people[by].actor.organisation_id, case, compartment, people[whom].id, people[by].id, now
        )
        if case is None:
            row["says"] = f"{CANARY} own task of {whom} by {by}"
        insert(cursor, "tasks_task", **row)
        if case is not None:
            found = {
                "origin": "found",
                "finding": "overdue:x",
                "because": f"{CANARY} why",
                "given_by_id": None,
            }
            insert(cursor, "tasks_task", **row | found | {"says": f"{CANARY} found {case} {compartment}"})
    for who, unit in (("berg", None), ("costa", cast.unit), ("grit", None), ("dina", cast.agency_unit),
                      ("elio", people["elio"].unit_id), ("lea", None)):  # fmt: skip
        player = people[who]
        insert(cursor, "worklists_savedfilter",
               **new_filter(player.actor.organisation_id, unit, player.id, f"of {who}", now))  # fmt: skip
        insert(cursor, "worklists_look", id=player.id, entry_id=1, looked_at=now)
    _releases(cursor, cast, people, now)


def _releases(cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], now: datetime) -> None:
    """Some that wait, and some that were agreed to and not taken out."""
    for who, unit, answered_by in (
        ("grit", cast.unit, None), ("costa", cast.unit, None), ("grit", cast.unit, "costa"),
        ("costa", cast.unit, "grit"), ("dina", cast.agency_unit, None),
        ("elio", people["elio"].unit_id, None),
    ):  # fmt: skip
        player = people[who]
        assert unit is not None
        row = new_release(player.actor.organisation_id, unit, player.id, now)
        if answered_by:
            row |= {"answered_by_id": people[answered_by].id, "answered_at": now, "is_agreed": True}
        row["why"] = f"{CANARY} release of {who} {answered_by or ''}."
        release = insert(cursor, "worklists_release", **row)
        if answered_by:
            for case in (cast.case, cast.other_case):
                insert(cursor, "worklists_releasedcase", release_id=release, case_id=case)
