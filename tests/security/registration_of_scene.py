"""What waits at the registration desk in a scene."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert

DRAFTS_OF = ("hana", "costa", "berg", "farah", "lea", "mo", "jun", "dina", "elio")


def what_waits_at_the_desk(
    cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], now: datetime
) -> None:
    """Drafts of people who register, of people who no longer do, and the numbers of each unit."""
    for who in DRAFTS_OF:
        player, person = people[who], new_id()
        content = {"family-persons": [str(person)], f"person-{person}-name": f"{CANARY} {who}"}
        draft = insert(cursor, "registration_draft", organisation_id=player.actor.organisation_id,
               unit_id=player.unit_id, member_id=player.id, opens=new_id(), content=Jsonb(content), version=1,
               last_window="", started_at=now, saved_at=now)  # fmt: skip
        insert(cursor, "registration_draftpicture", draft_id=draft, typed=person, shows="face",
               content=b"face", thumbnail=b"small", width=32, height=32, digest="0" * 64, read="", unread="",
               taken_at=now)  # fmt: skip
    for organisation, unit in ((cast.authority, cast.unit), (cast.agency, cast.agency_unit)):
        insert(cursor, "registration_series", organisation_id=organisation, unit_id=unit, year=1999,
               prefix="X", last=1)  # fmt: skip
