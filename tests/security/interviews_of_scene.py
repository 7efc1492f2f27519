"""The interviews of a scene: ahead, open and closed, of cases seen and hidden, with all of theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert

_OF_CASES = "case_id = any (%(c)s)"
BELONGS_OF_INTERVIEWS = dict.fromkeys(
    (
        "interviews_interview",
        "interviews_preparedquestion",
        "interviews_openingcheck",
        "interviews_block",
        "interviews_correction",
        "interviews_inconsistency",
        "interviews_recording",
        "interviews_soundpiece",
        "interviews_booking",
    ),
    _OF_CASES,
)


def who_was_heard(
    cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], restricted: UUID, now: datetime
) -> None:
    """An open record of Berg's first: it is the one that pages are asked for."""
    for case, who, compartment, state in (
        (cast.case, "berg", "general", "open"),
        (cast.case, "berg", "general", "closed"),
        (cast.case, "costa", "gbv", "open"),
        (cast.case, "costa", "gbv", "closed"),
        (cast.other_case, "costa", "general", "planned"),
        (cast.other_case, "costa", "general", "open"),
        (restricted, "berg", "general", "open"),
        (cast.dina_case, "dina", "general", "planned"),
        (cast.elio_case, "elio", "general", "open"),
    ):
        heard = _heard(cursor, case, people[who].id, compartment, state, now)
        if case in (cast.case, cast.other_case):
            _booked(cursor, heard, people, now)
    # Ahead, and nobody was asked yet.
    _heard(cursor, cast.case, people["berg"].id, "general", "planned", now)
    # A wall around a case keeps an interpreter from it, although they were asked.
    insert(cursor, "cases_wall", case_id=cast.other_case, member_id=people["sami"].id, ground="other", why="",
           raised_by_id=people["costa"].id, since_at=now)  # fmt: skip


def _heard(
    cursor: psycopg.Cursor[Any], case: UUID, by: UUID, compartment: str, state: str, now: datetime
) -> dict[str, Any]:
    said, at = f"{CANARY} {compartment} {state} {str(case)[-12:]}", now - timedelta(hours=1)
    held = {} if state == "planned" else {"holder_id": by, "opened_at": at}
    ended = {"closed_at": now, "digest": "0" * 64} if state == "closed" else {"digest": ""}
    interview = insert(
        cursor, "interviews_interview", case_id=case, compartment=compartment, kind="substantive",
        state=state, starts_at=at, zone="UTC", minutes=60, place=f"{said} room", link="", interpreter="",
        interpreter_wishes="", present="", officer_id=by, planned_by_id=by, planned_at=at, version=1, why="",
        why_not_put="", read_by="", sound=True,
        is_told_of_sound=True, **held, **ended,
    )  # fmt: skip
    its = {"interview_id": interview, "case_id": case, "compartment": compartment}
    insert(cursor, "interviews_preparedquestion", **its, place=1, topic="", words=f"{said} question",
           prepared_by_id=by)  # fmt: skip
    insert(cursor, "interviews_openingcheck", **its, place=1, key="x", says="x", source="x", answer="met",
           words=f"{said} check", answered_by_id=by, answered_at=at)  # fmt: skip
    block = new_id()
    insert(cursor, "interviews_block", id=block, **its, place=1.0, kind="question", speaker="officer",
           said_at=at, words=f"{said} block", markers=["fact"], revision=1, written_by_id=by,
           kept_at=at)  # fmt: skip
    insert(cursor, "interviews_correction", **its, block_id=block, kind="comment", words=f"{said} beside",
           said_by="x", written_by_id=by, written_at=at)  # fmt: skip
    insert(cursor, "interviews_inconsistency", **its, words=f"{said} unfit", noted_by_id=by, noted_at=at,
           answer="")  # fmt: skip
    if state != "planned":
        _recorded(cursor, its, by, f"{said} sound", at, now)
    return its | {"officer_id": by, "place": f"{said} door"}


def _booked(
    cursor: psycopg.Cursor[Any], heard: dict[str, Any], people: dict[str, Player], now: datetime
) -> None:
    """Sami was asked to interpret, and somebody else before."""
    for who, state in (("sami", "asked"), ("farah", "ended")):
        its = heard | {"place": f"{heard['place']} {who}"}
        insert(cursor, "interviews_booking", **its, interpreter_id=people[who].id, state=state,
               starts_at=now, zone="UTC", minutes=60, link="", language="ara",
               asked_by_id=heard["officer_id"], asked_at=now, why="")  # fmt: skip


def _recorded(
    cursor: psycopg.Cursor[Any], its: dict[str, Any], by: UUID, said: str, at: datetime, now: datetime
) -> None:
    """One that runs, and one that has ended."""
    for digest in ("", "1" * 64):
        recording = insert(cursor, "interviews_recording", **its, way="desk", media_type="audio/webm",
                           file_name=said, begins_at=at, begun_by_id=by, begun_at=at,
                           ended_at=now if digest else None, size=3, digest=digest)  # fmt: skip
        insert(cursor, "interviews_soundpiece", recording_id=recording, case_id=its["case_id"],
               compartment=its["compartment"], part=1, number=1, begins_at=at, stored_as=new_id(),
               file_key=bytes(32), size=3, digest="2" * 64, kept_by_id=by, kept_at=at)  # fmt: skip
