"""The hall of a scene: hours, numbers, screens; appointments and receipts of cases seen and hidden."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert

_OF_UNITS = "unit_id in (select id from identity_unit where organisation_id = any (%(o)s))"
HALL = {
    "hall_hours": "id in (select id from identity_unit where organisation_id = any (%(o)s))",
    "hall_hallday": _OF_UNITS,
    "hall_ticket": _OF_UNITS,
    "hall_display": _OF_UNITS,
    "hall_appointment": "case_id = any (%(c)s)",
    "hall_receipt": "case_id = any (%(c)s)",
}


def who_is_in_the_hall(
    cursor: psycopg.Cursor[Any],
    cast: Cast,
    people: dict[str, Player],
    persons: dict[str, UUID],
    restricted: UUID,
    now: datetime,
) -> None:
    """Rows of every kind, in the unit of the authority and in that of the agency."""
    for unit, who in ((cast.unit, "costa"), (cast.agency_unit, "dina")):
        by = people[who].id
        insert(
            cursor, "hall_hours", id=unit, place=f"{CANARY} street", minutes=30, at_once=1,
            spans=[f"{day} 09:00 12:00" for day in range(7)], closed_on=[], set_by_id=by, set_at=now,
            version=1,
        )  # fmt: skip
        insert(cursor, "hall_hallday", unit_id=unit, day=now.date(), last_number=2)
        for number in (1, 2):
            insert(
                cursor, "hall_ticket", unit_id=unit, day=now.date(), number=number, party_size=1,
                language_state="not_asked", came_for="question", first="ill",
                first_says=f"{CANARY} {who} ill",
                state="waiting", times_called=0, taken_by_id=by, taken_at=now,
            )  # fmt: skip
        insert(cursor, "hall_display", unit_id=unit, token=f"{CANARY}-{unit}", opened_by_id=by, opened_at=now)
    cases = [
        (cast.case, cast.unit, "amina", "berg"), (cast.case, cast.unit, "left", "berg"),
        (cast.other_case, cast.unit, "basim", "hana"), (restricted, cast.unit, "protected", "berg"),
        (cast.other_case, cast.unit, "left", "hana"), (cast.dina_case, cast.agency_unit, "client", "dina"),
        (cast.elio_case, people["elio"].unit_id, "celeste", "elio"),
    ]  # fmt: skip
    for place, (case, unit, person, who) in enumerate(cases):
        by = people[who].id
        insert(
            cursor, "hall_appointment", case_id=case, unit_id=unit, purpose="advice",
            says=f"{CANARY} visit {place}", place="x", starts_at=now + timedelta(days=1, hours=place),
            zone="UTC",
            minutes=30, wants_interpreter=False, state="booked", why="", booked_by_id=by, booked_at=now,
        )  # fmt: skip
        insert(
            cursor, "hall_receipt", case_id=case, person_id=persons[person], number=1,
            token=f"CANARY{place}{str(case)[-12:]}".upper()[:26], said=Jsonb(_said(place)), digest="x",
            issued_by_id=by, issued_at=now,
        )  # fmt: skip


def _said(place: int) -> dict[str, Any]:
    return {
        "languages": ["en"], "name": f"Receipt Canary {place}", "reference": "x",
        "registered_on": "2026-11-02",
        "office": "x", "place": "", "printed_at": "2026-11-02T09:30:00", "number": 1, "code": "x",
        "next_step": None,
    }  # fmt: skip
