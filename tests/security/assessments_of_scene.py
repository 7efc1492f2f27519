"""Evidence boards of a scene: of cases seen and hidden, in compartments, with everything on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

BELONGS_OF_ASSESSMENTS = dict.fromkeys(
    ("assessments_board", "assessments_piece", "assessments_version", "assessments_draft"),
    "case_id = any (%(c)s)",
)
# What is laid on each board, in its order; the last was said again, and what it says is not there yet.
_LAID: tuple[tuple[str, Fact], ...] = (
    ("fact", {"says": f"{CANARY} fact", "told": CANARY, "element": "flood"}),
    ("evidence", {"stance": "for", "source": f"{CANARY} letter", "shows": CANARY}),
    ("discrepancy", {"differs": f"{CANARY} month"}),
    ("conclusion", {"finding": "accepted", "reasons": CANARY, "beside": ""}),
    ("happening", {"says": f"{CANARY} flood", "place": CANARY}),
    (
        "telling",
        {
            "says": CANARY,
            "source": f"{CANARY} letter",
            "day": "2024",
            "earliest": "2024-01-01",
            "latest": "2024-12-31",
        },
    ),
    ("harm", {"says": f"{CANARY} prison", "told": CANARY, "facts": ""}),
    ("answer", {"question": "at_risk", "answer": "met", "reasons": CANARY, "chosen": "", "cites": ""}),
    (
        "argument",
        {
            "says": f"{CANARY} argument",
            "told": CANARY,
            "by_whom": "representative",
            "who": CANARY,
            "argued_on": "2026-01-05",
            "source": f"{CANARY} submission",
        },
    ),
    ("distortions", {"answers": {}, "words": {}}),
)


def new_board(case: UUID, application: Fact, person: UUID, by: UUID, now: datetime, **more: Any) -> Fact:
    """A board as the programme would open it."""
    return {
        "case_id": case, "compartment": "general", "application_id": application["id"], "person_id": person,
        "edition_id": application["edition_id"], "pack": "atlantis", "fingerprint": "f",
        "template": "by_facts", "analysis": "shelter", "governed_on": now.date(), "version": 1,
        "opened_by_id": by, "opened_at": now,
    } | more  # fmt: skip


def new_piece(board: Fact, by: UUID, now: datetime, **more: Any) -> Fact:
    """Something laid on a board."""
    return {
        "board_id": board["id"], "case_id": board["case_id"], "compartment": board["compartment"],
        "kind": "evidence", "place": 0, "question": "", "number": 1, "laid_by_id": by, "laid_at": now,
        "why_withdrawn": "",
    } | more  # fmt: skip


def new_version(piece: Fact, by: UUID, now: datetime, content: Fact, **more: Any) -> Fact:
    """What a piece says."""
    return {
        "board_id": piece["board_id"], "piece_id": piece["id"], "case_id": piece["case_id"],
        "compartment": piece["compartment"], "number": 1, "content": Jsonb(content), "digest": "d",
        "written_by_id": by, "written_at": now,
    } | more  # fmt: skip


def new_board_draft(board: UUID, case: UUID, member: UUID, now: datetime, slot: str = "fact") -> Fact:
    """What somebody is typing on a board."""
    return {
        "board_id": board, "case_id": case, "member_id": member, "slot": slot,
        "typed": Jsonb({"says": CANARY}), "base_version": 0, "saved_at": now,
    }  # fmt: skip


def what_is_weighed(
    cursor: psycopg.Cursor[Any],
    cast: Cast,
    people: dict[str, Player],
    persons: dict[str, UUID],
    restricted: UUID,
    now: datetime,
) -> None:
    """One board in each kind of case, and one in a compartment."""
    for case, compartment, who, person in (
        (cast.case, "general", "berg", "amina"),
        (cast.case, "gbv", "costa", "amina"),
        (cast.other_case, "general", "costa", "basim"),
        (restricted, "general", "berg", "protected"),
        (cast.dina_case, "general", "dina", "client"),
        (cast.elio_case, "general", "elio", "celeste"),
    ):
        cursor.execute("select id, edition_id from applications_application where case_id = %s", [case])
        found = cursor.fetchone()
        assert found is not None
        application, by = {"id": found[0], "edition_id": found[1]}, people[who].id
        board = new_board(case, application, persons[person], by, now, compartment=compartment)
        board["id"] = insert(cursor, "assessments_board", **board)
        head: UUID | None = None  # the fact, the event and then the harm, beside which the rest lies
        for kind, content in _LAID:
            beside = None if kind in ("fact", "distortions", "happening", "harm", "argument") else head
            number = 2 if kind == "distortions" else 1
            piece = new_piece(board, by, now, kind=kind, of_id=beside, number=number, place=1)
            piece["question"] = content.get("question", "")
            piece["id"] = insert(cursor, "assessments_piece", **piece)
            head = piece["id"] if kind in ("fact", "happening", "harm") else head
            insert(cursor, "assessments_version", **new_version(piece, by, now, content))
        for member in {who, "berg", "costa"}:
            insert(
                cursor, "assessments_draft",
                **new_board_draft(board["id"], case, people[member].id, now),
            )  # fmt: skip
