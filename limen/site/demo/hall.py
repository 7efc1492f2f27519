"""A morning in the hall, invented: an office that is open, numbers that wait, two appointments."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from limen.domain.hall.commands import appointments, running, tickets
from limen.domain.hall.names import Arrival, CameFor, Opening, Purpose, SeeFirst, Span, Visit
from limen.domain.hall.queries.hours import day_open
from limen.domain.hall.queries.reach import desk_unit
from limen.domain.people.names import Told
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.site.demo.people import NORTH

_SPANS = tuple(
    Span(weekday=day, opens=opens, closes=closes)
    for day in range(5)
    for opens, closes in ((time(8, 30), time(12)), (time(13), time(16)))
)
_OPENING = Opening(place="12 Quay Street, North Harbour (invented)", minutes=30, at_once=3, spans=_SPANS)
_ONE = Arrival(language_state=Told.TOLD, language="ukr")
_ARRIVALS = (
    replace(_ONE, party_size=5),
    replace(_ONE, language="tir", first=SeeFirst.PREGNANT),
    replace(_ONE, language="apc", party_size=2, came_for=CameFor.DOCUMENTS),
    Arrival(came_for=CameFor.QUESTION),
    replace(_ONE, language="prs", party_size=4, first=SeeFirst.SMALL_CHILDREN),
    replace(_ONE, party_size=3),
)


def fill_hall(
    opened: dict[str, UUID], actors: dict[str, Actor], units: dict[str, UUID], *, now: datetime
) -> int:
    """Set the hours, give out numbers and call two, and book two appointments; how many numbers there are."""
    ruth, tenzin, unit = actors["ruth"], actors["tenzin"], units[NORTH]
    running.set_hours(unit, opening=_OPENING, version=0, by=ruth, at=now - timedelta(days=3))
    running.open_display(unit, display_id=new_id(), by=ruth, at=now - timedelta(days=3))
    with acting_as(tenzin):
        on = desk_unit(unit, by=tenzin).today(now)
    for place, arrival in enumerate(_ARRIVALS):
        at = now - timedelta(minutes=60 - 7 * place)
        tickets.take_ticket(unit, arrival=arrival, ticket_id=new_id(), on=on, by=tenzin, at=at)
    first = tickets.call_next(unit, desk="1", on=on, by=tenzin, at=now - timedelta(minutes=20))
    tickets.serve(first.ticket_id, by=tenzin, at=now - timedelta(minutes=18))
    tickets.call_next(unit, desk="2", on=on, by=ruth, at=now - timedelta(minutes=2))
    _book(opened, tenzin, unit, now)
    return len(_ARRIVALS)


def _book(opened: dict[str, UUID], by: Actor, unit: UUID, now: datetime) -> None:
    """The first free times of the coming days."""
    wanted = [("OFP-2026-00003", Purpose.IDENTITY), ("OFP-2026-00006", Purpose.INTERVIEW)]
    for days in range(1, 8):
        with acting_as(by):
            slots = day_open(unit, on=now.date() + timedelta(days=days), by=by).slots or ()
        for slot in slots[2:4]:
            if not wanted:
                return
            reference, purpose = wanted.pop()
            visit = Visit(
                purpose=purpose, starts_at=slot.starts_at, minutes=30, place=_OPENING.place,
                language="apc", wants_interpreter=purpose is Purpose.INTERVIEW,
            )  # fmt: skip
            appointments.book(
                opened[reference], unit_id=unit, visit=visit, appointment_id=new_id(), by=by,
                at=now - timedelta(days=1),
            )  # fmt: skip
