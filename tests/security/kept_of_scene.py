"""What else is on record of the persons of a scene: of each table one row that counts and one that was
ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from limen.foundation.ids import new_id
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

# Tables of rows that are ended and never changed.
ENDING = (
    "people_place", "people_language", "people_wishedinterpreter", "people_excludedinterpreter",
    "people_fate", "people_picture",
)  # fmt: skip
KEPT = (*ENDING, "people_need", "people_needreview", "people_earlieranswer")


def new_row(table: str, person: UUID, by: UUID, now: datetime) -> Fact:
    """One row as the application would write it; of a version that nobody has."""
    row: Fact = {"person_id": person, "added_by_id": by, "added_at": now}
    version = 1 + new_id().int % 1_000_000
    told: dict[str, Fact] = {
        "people_place": {
            "kind": "birth", "country": "SYR", "country_state": "told", "words": CANARY,
            "words_state": "told", "source": "person", "version": version,
        },
        "people_language": {
            "language": "ara", "dialect": f"{CANARY} {new_id()}", "speaking": "speaks", "reading": "not",
            "is_preferred": True, "source": "person",
        },
        "people_wishedinterpreter": {"sex_state": "refused", "others": CANARY, "version": version},
        "people_excludedinterpreter": {"who": CANARY, "why": CANARY},
        "people_fate": {
            "fate": "missing", "day_words": "2026", "day_calendar": "gregorian", "day_precision": "year",
            "day_numbers": [2026], "source": "family", "evidence": CANARY,
        },
        "people_picture": {
            "shows": "page", "content": CANARY.encode(), "thumbnail": CANARY.encode(), "width": 1,
            "height": 1, "digest": str(new_id()),
        },
        "people_need": {
            "category": "illness", "seen": CANARY, "observed_on": now.date(), "guarantees": ["breaks"],
            "review_on": now.date(), "version": version,
        },
    }  # fmt: skip
    return row | told[table]


def ended(by: UUID, now: datetime) -> Fact:
    """What stands in a row that was ended."""
    return {"ended_by_id": by, "ended_at": now, "ended_why": CANARY}


def what_is_kept(
    cursor: psycopg.Cursor[Any], person: UUID, organisation: UUID, by: UUID, now: datetime
) -> None:
    """All of it, of one person. Each time it is ended first, since only one of some may count."""
    before = now - timedelta(hours=1)
    for table in ENDING:
        insert(cursor, table, **new_row(table, person, by, before), **ended(by, now))
        insert(cursor, table, **new_row(table, person, by, now))
    for more in (ended(by, now), {}):
        need = new_row("people_need", person, by, now) | {"organisation_id": organisation}
        key = insert(cursor, "people_need", **need, **more)
        insert(cursor, "people_needreview", need_id=key, person_id=person, outcome="still", why=CANARY,
               version=1, guarantees=[], review_on=now.date(), added_by_id=by, added_at=now)  # fmt: skip
    insert(cursor, "people_earlieranswer", person_id=person, about="gender", version=1, state="told",
           says=CANARY, added_by_id=by, added_at=now)  # fmt: skip
    insert(cursor, "people_nationality", person_id=person, belonging="national", country="SYR",
           source="person", added_by_id=by, added_at=now, **ended(by, now))  # fmt: skip
