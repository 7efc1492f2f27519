"""Every question about the hall, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from limen.domain.hall.queries import appointments, displays, figures, hours, reach, receipts, tickets
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_HALL = {
    "units_at_desk": "of the actor alone", "units_run": "of the actor alone", "tickets_within": "a filter",
    "hours_within": "a filter", "displays_within": "a filter", "appointments_within": "a filter",
    "receipts_within": "a filter", "in_line": "a filter", "unit_of_desk": "asked as desk_unit",
    "unit_of_ours": "a unit of one's own organisation", "ticket_card": "a card of a loaded row",
    "appointment_card": "a card of a loaded row", "opening_of": "of a loaded row",
    "written_down": "of a receipt", "read_back": "of what was written down",
    "calendars_of": "of the law in force, asked as laws_in_force",
    "locked_day": "a counter of one's own organisation, made when it is not there",
    "shown_on": "opened by a token alone: numbers and desks",
}  # fmt: skip


def asked_of_hall(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Halls of every unit, appointments and receipts of every case, and each of them by its id."""
    by = scene.people[name].actor
    asker: dict[str, Any] = {"by": by, "at": at}
    units = [row["id"] for row in facts.all("identity_unit")]
    cases = [row["id"] for row in facts.all("cases_case")]
    numbers = [row["id"] for row in facts.all("hall_ticket")]
    visits = [row["id"] for row in facts.all("hall_appointment")]
    papers = [row["id"] for row in facts.all("hall_receipt")]
    codes = [row["token"] for row in facts.all("hall_receipt")]
    screens = [row["id"] for row in facts.all("hall_display")]
    on, begins = at.date(), at - timedelta(days=4)
    days = [begins + timedelta(days=day) for day in range(8)]
    return {
        "desk_unit": each(reach.desk_unit, units, by=by),
        "desk_units": lambda: reach.desk_units(by),
        "hall_list": lambda: [tickets.hall_list(unit, on=on, by=by) for unit in units],
        "next_in_line": lambda: [tickets.next_in_line(unit, on=on, by=by) for unit in units],
        "at_desks": lambda: [tickets.at_desks(unit, on=on, by=by) for unit in units],
        "ticket_sheet": each(tickets.ticket_sheet, numbers, by=by),
        "locked_ticket": each(lambda key, **who: tickets.locked_ticket(key, **who).pk, numbers, by=by),
        "figures": lambda: [figures.figures(unit, on=on, begins=begins, **asker) for unit in units],
        "registered_on": lambda: [
            figures.registered_on(unit, begins=day, **asker) for unit in units for day in days
        ],
        "hours_of": lambda: [hours.hours_of(unit, by=by) for unit in units],
        "day_open": lambda: [hours.day_open(unit, on=on, by=by) for unit in units],
        "places_taken": lambda: [
            hours.places_taken(unit, begins, begins + timedelta(days=9)) for unit in units
        ],
        "appointments_of_day": lambda: [
            appointments.appointments_of_day(unit, begins=day, **asker) for unit in units for day in days
        ],
        "appointments_of_mine": lambda: appointments.appointments_of_mine(
            begins=begins, ends=days[-1], **asker
        ),
        "appointments_of_case": each(appointments.appointments_of_case, cases, **asker),
        "next_appointment": each(appointments.next_appointment, cases, **asker),
        "appointment_sheet": each(appointments.appointment_sheet, visits, **asker),
        "locked_appointment": each(
            lambda key, **who: appointments.locked_appointment(key, **who).pk, visits, **asker
        ),
        "receipts_of": each(receipts.receipts_of, cases, **asker),
        "receipt_sheet": each(receipts.receipt_sheet, papers, **asker),
        "case_of_code": each(receipts.case_of_code, codes, **asker),
        "displays_of": lambda: [displays.displays_of(unit, by=by) for unit in units],
        "locked_display": each(lambda key, **who: displays.locked_display(key, **who).pk, screens, by=by),
    }
