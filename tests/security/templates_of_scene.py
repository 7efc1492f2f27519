"""Word templates of a scene: one in force and one that ended of each house."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.cast import Player
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

TABLE = "decisions_papertemplate"
BELONGS_OF_TEMPLATES = {TABLE: "organisation_id = any (%(o)s)"}


def new_template(organisation: UUID, by: UUID, now: datetime) -> Fact:
    """A template as the application would keep it."""
    return {
        "organisation_id": organisation, "number": new_id().int % 1_000_000 + 10, "called": CANARY,
        "content": b"PK", "digest": "d", "names": Jsonb([]), "kept_by_id": by, "kept_at": now,
    }  # fmt: skip


def templates_of_scene(cursor: psycopg.Cursor, people: dict[str, Player], now: datetime) -> None:
    """Kept by whoever administers, in two houses."""
    for who in ("ivo", "elio"):
        actor = people[who].actor
        row = new_template(actor.organisation_id, people[who].id, now)
        insert(cursor, TABLE, **row)
        ended = {"number": 1, "ended_at": now, "ended_by_id": people[who].id}
        insert(cursor, TABLE, **row | ended)
