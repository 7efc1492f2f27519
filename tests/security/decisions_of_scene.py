"""Decisions of a scene: of cases seen and hidden, in compartments, in every state that a wall asks for."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

UNDER = (
    "decisions_concerned", "decisions_version", "decisions_comment", "decisions_reading", "decisions_review",
    "decisions_answer", "decisions_signature", "decisions_service",
)  # fmt: skip
BELONGS_OF_DECISIONS = {
    "decisions_decision": "case_id = any (%(c)s)",
    **dict.fromkeys(UNDER, "case_id = any (%(c)s)"),
    "decisions_draft": "case_id = any (%(c)s)",
    "decisions_paragraph": "unit_id in (select id from identity_unit where organisation_id = any (%(o)s))",
}
WHO = {
    "decisions_concerned": "added_by_id", "decisions_version": "written_by_id",
    "decisions_comment": "written_by_id", "decisions_reading": "member_id",
    "decisions_review": "reviewed_by_id", "decisions_answer": "answered_by_id",
    "decisions_signature": "signed_by_id", "decisions_service": "served_by_id",
}  # fmt: skip


def new_decision(case: UUID, edition: UUID, by: UUID, now: datetime, **more: Any) -> Fact:
    """A decision as the application would begin it."""
    return {
        "case_id": case, "compartment": "general", "edition_id": edition, "pack": "atlantis",
        "fingerprint": "f", "state": "draft", "is_separate": False, "number": 0, "begun_by_id": by,
        "begun_at": now, "asked_for": "",
    } | more  # fmt: skip


def new_under(table: str, decision: Fact, person: UUID, by: UUID, now: datetime) -> Fact:
    """A row under a decision; of a version that it has."""
    row: Fact = {
        "decision_id": decision["id"], "case_id": decision["case_id"],
        "compartment": decision["compartment"], WHO[table]: by,
    }  # fmt: skip
    content = {"sections": {"facts": CANARY}, "outcomes": {}}
    told: dict[str, Fact] = {
        "decisions_concerned": {
            "person_id": person, "outcome": "", "outcome_says": "", "kind": "", "remedy": "",
        },
        "decisions_version": {
            "number": new_id().int % 1_000_000 + 10, "content": Jsonb(content), "digest": "d",
            "written_at": now,
        },
        "decisions_comment": {
            "number": 1, "section": "facts", "quoted": CANARY, "says": CANARY, "written_at": now,
        },
        "decisions_reading": {"number": new_id().int % 1_000_000, "digest": "d", "opened_at": now},
        "decisions_review": {
            "number": 1, "digest": "d", "filled": "f", "is_approved": True, "says": CANARY,
            "reviewed_at": now,
        },
        "decisions_answer": {
            "question": "a.b", "kind": "considered", "says": CANARY, "answered_at": now,
        },
        "decisions_signature": {
            "number": 2_000_000, "digest": "d", "said": Jsonb({}), "pdf": CANARY.encode(), "pdf_digest": "p",
            "word": b"w", "word_digest": "w", "signed_at": now,
        },
        "decisions_service": {
            "person_id": person, "way": "post", "served_on": now.date(), "language": "ara", "proof": CANARY,
            "remedy_says": "", "served_at": now,
        },
    }  # fmt: skip
    return row | told[table]


def new_paragraph(unit: UUID, by: UUID, now: datetime) -> Fact:
    """A standard paragraph of a unit."""
    return {
        "unit_id": unit, "called": f"{CANARY} {new_id()}"[:100], "text": CANARY, "number": 1,
        "kept_by_id": by, "kept_at": now,
    }  # fmt: skip


def what_is_decided(
    cursor: psycopg.Cursor[Any],
    cast: Cast,
    people: dict[str, Player],
    persons: dict[str, UUID],
    editions: dict[str, UUID],
    restricted: UUID,
    now: datetime,
) -> None:
    """One decision with everything under it for each case and compartment, and one in each state."""
    ours, theirs = editions["in force"], editions["other"]
    begun = (
        (cast.case, "general", "berg", "amina", ours, "signed"),
        (cast.case, "gbv", "costa", "amina", ours, "draft"),
        (cast.case, "general", "berg", "amina", ours, "with_reader"),
        (cast.case, "general", "berg", "amina", ours, "approved"),
        (cast.other_case, "general", "costa", "basim", ours, "draft"),
        (restricted, "general", "berg", "amina", ours, "with_reader"),
        (cast.elio_case, "general", "elio", "celeste", theirs, "with_reader"),
    )
    for case, compartment, who, person, edition, state in begun:
        by = people[who].id
        row = new_decision(case, edition, by, now, compartment=compartment, state=state, number=1)
        key = insert(cursor, "decisions_decision", **row)
        for table in UNDER:
            reader = table in ("decisions_reading", "decisions_review") and who == "berg"
            actor = people["costa"].id if reader else by
            made = new_under(table, row | {"id": key}, persons[person], actor, now)
            if table in ("decisions_version", "decisions_reading"):
                made["number"] = 1
            if table == "decisions_signature" and state == "approved":
                continue  # it is still to be signed
            insert(cursor, table, **made)
        for member in {who, "costa"}:
            insert(cursor, "decisions_draft", decision_id=key, case_id=case, member_id=people[member].id,
                   section="facts", text=CANARY, base_version=1, saved_at=now)  # fmt: skip
    for who, unit in (("costa", cast.unit), ("elio", people["elio"].unit_id)):
        insert(cursor, "decisions_paragraph", **new_paragraph(unit, people[who].id, now))
