"""The tables of the hall, as `expectations.py` holds the others."""

from __future__ import annotations

from uuid import UUID

from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import ALLOCATING, LIST, READ, Fact, Facts, Somebody
from tests.security.scene import Scene


def _works_at_desk(me: Somebody, unit: UUID) -> bool:
    return unit in me.units(LIST) and me.registers


def _runs(me: Somebody, unit: UUID) -> bool:
    return unit in me.units(LIST) and bool(me.roles & ALLOCATING)


def _is_ours(me: Somebody, unit: UUID) -> bool:
    return me.is_somebody and bool(me.facts.one("identity_unit", unit)["organisation_id"] == me.organisation)


def _sees_visit(me: Somebody, row: Fact) -> bool:
    """With the list of cases, or the file of an hour."""
    return me.allocates(row["case_id"]) or me.reaches(row["case_id"], READ)


def _sees_receipt(me: Somebody, row: Fact) -> bool:
    """As long as the person is seen as well."""
    return _sees_visit(me, row) and me.lists_person(row["person_id"])


def _hours(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Of units that have none yet; for the others the key is taken."""
    there = {row["id"] for row in facts.all("hall_hours")}
    return [
        ({"id": unit["id"], "place": "x", "minutes": 30, "at_once": 1, "spans": [], "closed_on": [],
          "set_by_id": by, "set_at": facts.now, "version": 1}, _runs(me, unit["id"]) and by == me.me)
        for unit in facts.all("identity_unit") if unit["id"] not in there
        for by in (me.me, scene.people["costa"].id)
    ]  # fmt: skip


def _days(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for unit in facts.all("identity_unit"):
        row = {"unit_id": unit["id"], "day": "2031-01-01", "last_number": 0}
        rows += [(row, _is_ours(me, unit["id"]) and me.registers), (row | {"last_number": 7}, False)]
    return rows


def _tickets(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for unit in facts.all("identity_unit"):
        for by in (me.me, scene.people["costa"].id):
            row = {"unit_id": unit["id"], "day": "2031-01-01", "number": 9, "party_size": 1,
                   "language_state": "unknown", "came_for": "other", "first_says": "", "state": "waiting",
                   "times_called": 0, "taken_by_id": by, "taken_at": facts.now}  # fmt: skip
            rows.append((row, _works_at_desk(me, unit["id"]) and by == me.me))
    return [*rows, (rows[0][0] | {"state": "done"}, False)]


def _visits(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for case in facts.all("cases_case"):
        for unit in facts.all("identity_unit"):
            row = {"case_id": case["id"], "unit_id": unit["id"], "purpose": "other", "says": "", "place": "x",
                   "starts_at": facts.now, "zone": "UTC", "minutes": 30, "wants_interpreter": False,
                   "state": "booked", "why": "", "booked_by_id": me.me, "booked_at": facts.now}  # fmt: skip
            may = me.allocates(case["id"]) and me.registers and _is_ours(me, unit["id"])
            rows.append((row, may))
    costa = scene.people["costa"].id
    ended = rows[0][0] | {"state": "kept", "ended_by_id": me.me, "ended_at": facts.now}
    return [*rows, (ended, False), (rows[0][0] | {"booked_by_id": costa}, rows[0][1] and me.me == costa)]


def _receipts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    now = facts.all("cases_party", lambda row: row["until_at"] is None)
    parts = {(row["case_id"], row["person_id"]) for row in now}
    for case in facts.all("cases_case"):
        for person in facts.all("people_person"):
            is_part = (case["id"], person["id"]) in parts
            may = me.registers and me.allocates(case["id"]) and is_part and me.lists_person(person["id"])
            row = {"case_id": case["id"], "person_id": person["id"], "number": 9, "token": str(new_id())[:26],
                   "said": Jsonb({}), "digest": "x", "issued_by_id": me.me,
                   "issued_at": facts.now}  # fmt: skip
            rows.append((row, may))
    return rows


def _displays(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"unit_id": unit["id"], "token": str(new_id()), "opened_by_id": by, "opened_at": facts.now},
         _runs(me, unit["id"]) and by == me.me)
        for unit in facts.all("identity_unit") for by in (me.me, scene.people["costa"].id)
    ]  # fmt: skip


EXPECTED_OF_HALL = {
    "hall_hours": Expected(
        sees=lambda me, row: _is_ours(me, row["id"]), change="set_by_id = %(me)s",
        updates=lambda me, row: _runs(me, row["id"]), inserts=_hours,
    ),
    "hall_hallday": Expected(
        sees=lambda me, row: _is_ours(me, row["unit_id"]), change="last_number = last_number",
        updates=lambda me, row: _is_ours(me, row["unit_id"]) and me.registers, inserts=_days,
    ),
    "hall_ticket": Expected(
        sees=lambda me, row: _works_at_desk(me, row["unit_id"]), change="state = state",
        updates=lambda me, row: _works_at_desk(me, row["unit_id"]), inserts=_tickets,
    ),
    "hall_appointment": Expected(
        sees=_sees_visit, change="ended_by_id = %(me)s",
        updates=lambda me, row: me.registers and me.allocates(row["case_id"]) and row["state"] == "booked",
        inserts=_visits,
    ),
    "hall_receipt": Expected(sees=_sees_receipt, inserts=_receipts),
    "hall_display": Expected(
        sees=lambda me, row: _runs(me, row["unit_id"]), change="closed_at = closed_at",
        updates=lambda me, row: _runs(me, row["unit_id"]), inserts=_displays,
    ),
}  # fmt: skip


def secrets_of_hall(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and texts of the hall that this one must never be told."""
    hidden: dict[str, str] = {}
    for ticket in facts.all("hall_ticket", lambda row: not _works_at_desk(me, row["unit_id"])):
        hidden |= {str(ticket["id"]): "the id of a ticket"}
    for visit in facts.all("hall_appointment", lambda row: not _sees_visit(me, row)):
        hidden |= {str(visit["id"]): "the id of an appointment", visit["says"]: "what it is for"}
    for receipt in facts.all("hall_receipt", lambda row: not _sees_receipt(me, row)):
        hidden |= {str(receipt["id"]): "the id of a receipt", f"'{receipt['said']['name']}'": "its name"}
        hidden |= {receipt["token"]: "the code of a receipt"}
    for display in facts.all("hall_display", lambda row: not _runs(me, row["unit_id"])):
        hidden |= {display["token"]: "the address of a screen"}
    return hidden
