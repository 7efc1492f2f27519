"""Screenings of a scene in every state and in two compartments, with answers, and matters of safety with a
step."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg

from limen.foundation.ids import new_id
from limen.site import env
from tests.cast import Cast, Player
from tests.security.rows import insert
from tests.security.rules_of_access import Fact

BELONGS_OF_SCREENINGS = {
    f"screenings_{name}": "case_id = any (%(c)s)" for name in ("screening", "answer", "matter", "step")
}


def _file(name: str) -> str:
    return Path(env.INSTRUMENTS / "phq9" / name).read_text(encoding="utf-8")


def new_screening(case: UUID, person: UUID, compartment: str, by: UUID, now: datetime) -> Fact:
    """Somebody said yes."""
    return {
        "case_id": case, "person_id": person, "compartment": compartment, "instrument": "phq9",
        "edition": "1", "definition": _file("instrument.yaml"), "language": "en", "words": _file("en.yaml"),
        "manner": "aloud", "consent": "given", "pathway": f"pathway of {case}", "asked_by_id": by,
        "asked_at": now, "withdrawn_why": "",
    }  # fmt: skip


def new_answer(screening: UUID, case: UUID, compartment: str, by: UUID, now: datetime) -> Fact:
    """One answer."""
    return {"screening_id": screening, "case_id": case, "compartment": compartment, "item": "1",
            "answer": "1", "number": 99, "answered_by_id": by, "answered_at": now}  # fmt: skip


def new_matter(case: UUID, person: UUID, compartment: str, by: UUID, now: datetime) -> Fact:
    """The safety of somebody comes first."""
    return {"case_id": case, "person_id": person, "compartment": compartment, "opened_by_id": by,
            "opened_at": now, "follow_up_by": now + timedelta(hours=1), "follow_up_source": "x",
            "ended_why": ""}  # fmt: skip


def new_step(matter: UUID, case: UUID, compartment: str, by: UUID, now: datetime) -> Fact:
    """One step."""
    return {"matter_id": matter, "case_id": case, "compartment": compartment, "kind": "plan",
            "says": f"step of {case}", "heard": "{}", "taken_by_id": by, "taken_at": now}  # fmt: skip


def who_was_screened(
    cursor: psycopg.Cursor, cast: Cast, people: dict[str, Player], persons: dict[str, UUID], now: datetime
) -> None:
    """In the case of each house, in a compartment that somebody is cleared for and in one that few are."""
    for case, person, who in ((cast.case, "amina", "costa"), (cast.dina_case, "client", "dina"),
                              (cast.elio_case, "celeste", "elio")):  # fmt: skip
        for compartment in ("gbv", "medical"):
            _of_case(cursor, case, persons[person], people[who].id, compartment, now)


def _of_case(
    cursor: psycopg.Cursor, case: UUID, person: UUID, by: UUID, compartment: str, now: datetime
) -> None:
    row = new_screening(case, person, compartment, by, now)
    insert(cursor, "screenings_screening", **row | {"consent": "declined"})
    done = {"finished_by_id": by, "finished_at": now}
    finished = insert(cursor, "screenings_screening", **row | done)
    started = insert(cursor, "screenings_screening", **row)
    for screening in (finished, started):
        insert(
            cursor, "screenings_answer", **new_answer(screening, case, compartment, by, now) | {"number": 1}
        )
    matter = new_matter(case, person, compartment, by, now) | {"screening_id": started, "id": new_id()}
    insert(cursor, "screenings_matter", **matter)
    step = new_step(matter["id"], case, compartment, by, now)
    insert(cursor, "screenings_step", **step | {"kind": "stayed"})
