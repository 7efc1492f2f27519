"""What colleagues of a scene have learned and asked: notes of every state, and questions to one, to a unit
and to the house."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import psycopg

from tests.cast import Cast, Player
from tests.security.rows import insert
from tests.security.rules_of_access import Fact

_OF_NOTES = "note_id in (select id from practice_note where organisation_id = any (%(o)s))"
BELONGS_OF_PRACTICE = {
    "practice_note": "organisation_id = any (%(o)s)",
    "practice_earlierwording": _OF_NOTES,
    "practice_endorsement": _OF_NOTES,
    "practice_draft": "member_id = any (%(p)s)",
    "practice_question": "organisation_id = any (%(o)s)",
    "practice_reply": "question_id in (select id from practice_question where organisation_id = any (%(o)s))",
}


def new_note(organisation: UUID, unit: UUID | None, by: UUID, now: datetime) -> Fact:
    """A draft as the application would keep it."""
    return {
        "organisation_id": organisation, "unit_id": unit, "author_id": by, "state": "draft",
        "title": f"learned in {organisation}", "says": f"learned by {by}", "language": "eng",
        "elements": ["atlantis:shelter/flood"], "countries": ["ATA"], "claims": ["atlantis:shelter"],
        "version": 1, "written_at": now, "none_says": "", "sent_back_why": "", "checked_none_says": "",
        "withdrawn_why": "",
    }  # fmt: skip


def new_question(
    organisation: UUID, by: UUID, now: datetime, to_member: UUID | None = None, to_unit: UUID | None = None
) -> Fact:
    """A question as the application would keep it."""
    return {
        "organisation_id": organisation, "asked_by_id": by, "asked_at": now, "to_member_id": to_member,
        "to_unit_id": to_unit, "says": f"asked by {by}", "elements": [], "countries": ["ATA"],
        "claims": [], "none_says": "",
    }  # fmt: skip


def new_reply(question: UUID, by: UUID, now: datetime) -> Fact:
    """An answer as the application would keep it."""
    return {"question_id": question, "replied_by_id": by, "replied_at": now, "says": f"answer to {question}",
            "none_says": ""}  # fmt: skip


def new_endorsement(note: UUID, by: UUID, now: datetime) -> Fact:
    """Somebody stands by a note."""
    return {"note_id": note, "member_id": by, "since_at": now}


def new_wording(note: UUID, by: UUID, now: datetime) -> Fact:
    """What a note said before."""
    return {"note_id": note, "author_id": by, "version": 7, "title": "x", "says": "x", "written_at": now}


def what_was_learned(cursor: psycopg.Cursor, cast: Cast, people: dict[str, Player], now: datetime) -> None:
    """By two in the authority, and by one in each of the other houses."""
    for who, checker in (("berg", "costa"), ("farah", "berg"), ("dina", "dina"), ("elio", "elio")):
        _notes_of(cursor, people[who], people[checker], now)
        _questions_of(cursor, people[who], people["farah" if who == "berg" else checker], now)
    for who in ("berg", "farah", "dina", "elio", "costa"):
        insert(cursor, "practice_draft", member_id=people[who].id, text="canary", base_version=0,
               saved_at=now)  # fmt: skip


def _notes_of(cursor: psycopg.Cursor, author: Player, checker: Player, now: datetime) -> None:
    is_checked = author.id != checker.id
    checked = {"state": "in_use", "submitted_at": now, "checked_by_id": checker.id, "in_use_at": now,
               "look_again_on": date(2027, 1, 1)}  # fmt: skip
    states: list[Fact] = [
        {},
        {"state": "checking", "submitted_at": now},
        *([{"sent_back_by_id": checker.id, "sent_back_why": "x"}, checked] if is_checked else []),
        *([checked | {"state": "withdrawn", "withdrawn_by_id": checker.id, "withdrawn_at": now}]
          if is_checked else []),
        {"state": "withdrawn", "withdrawn_by_id": author.id, "withdrawn_at": now},
    ]  # fmt: skip
    for unit in (None, author.unit_id):
        for state in states:
            row = new_note(author.actor.organisation_id, unit, author.id, now) | state
            note = insert(cursor, "practice_note", **row)
            insert(cursor, "practice_earlierwording", **new_wording(note, author.id, now))
            if state.get("in_use_at"):
                insert(cursor, "practice_endorsement", **new_endorsement(note, checker.id, now))


def _questions_of(cursor: psycopg.Cursor, by: Player, to: Player, now: datetime) -> None:
    house = by.actor.organisation_id
    rows = [new_question(house, by.id, now), new_question(house, by.id, now, to_unit=by.unit_id)]
    if to.id != by.id:
        rows.append(new_question(house, by.id, now, to_member=to.id))
    rows += [rows[0] | {"closed_at": now}, rows[0] | {"taken_back_at": now}]
    for row in rows:
        question = insert(cursor, "practice_question", **row)
        insert(cursor, "practice_reply", **new_reply(question, to.id, now))
