"""What is to do in a scene: tasks of cases seen and hidden, in compartments, and of no case."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

WORK = {
    "tasks_task": "organisation_id = any (%(o)s)",
}


def new_task(
    organisation: UUID, case: UUID | None, compartment: str, whom: UUID, by: UUID, now: datetime
) -> Fact:
    """A task as the application would write it."""
    return {
        "organisation_id": organisation, "case_id": case, "compartment": compartment,
        "says": f"{CANARY} task {case} {compartment}"[:200], "due_on": now.date(), "for_member_id": whom,
        "origin": "typed", "finding": "", "given_by_id": by, "given_at": now, "put_off_why": "",
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
