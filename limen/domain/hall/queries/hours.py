"""When a unit sees people: its opening hours, its days off, and the times at which there is room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from limen.domain.hall import rules
from limen.domain.hall.models import HallDay, Hours
from limen.domain.hall.names import Opening, Slot, Span
from limen.domain.hall.queries.reach import hours_within
from limen.domain.identity.queries.people import names_of
from limen.domain.policy.queries import laws_in_force
from limen.foundation.actors import Actor
from limen.law.calendars import Calendar
from limen.law.refusing import Unanswerable


@dataclass(frozen=True, kw_only=True)
class HoursCard:
    """The opening hours of a unit, and who set them."""

    unit_id: UUID
    unit: str
    zone: ZoneInfo
    opening: Opening
    set_by: str
    set_at: datetime
    version: int


@dataclass(frozen=True, kw_only=True)
class DayOpen:
    """A day of a unit: the times at which a visit can begin, full ones included; `why_closed` when there are
    none because nobody is seen on that day. `slots` is None when the unit has no hours."""

    slots: tuple[Slot, ...] | None
    why_closed: str = ""


def hours_of(unit_id: UUID, *, by: Actor) -> HoursCard | None:
    """The opening hours of a unit of the actor's organisation, or None. Two queries."""
    row = hours_within(by).filter(pk=unit_id).select_related("unit__organisation").first()
    if row is None:
        return None
    return HoursCard(
        unit_id=unit_id,
        unit=row.unit.name,
        zone=ZoneInfo(row.unit.organisation.time_zone),
        opening=opening_of(row),
        set_by=names_of({row.set_by_id}, by=by).get(row.set_by_id, ""),
        set_at=row.set_at,
        version=row.version,
    )


def opening_of(row: Hours) -> Opening:
    """The hours that a row holds."""
    return Opening(
        place=row.place,
        minutes=row.minutes,
        at_once=row.at_once,
        spans=tuple(Span.read(text) for text in row.spans),
        calendar=row.calendar,
        closed_on=tuple(row.closed_on),
    )


def calendars_of(by: Actor) -> dict[str, Calendar]:
    """The calendars of the law in force where the actor works, by id."""
    found: dict[str, Calendar] = {}
    for law in laws_in_force(by):
        found |= law.library.calendars
    return found


def day_open(unit_id: UUID, *, on: date, minutes: int | None = None, by: Actor) -> DayOpen:
    """The times of a day at which a visit of a length (the usual one, unless said) can begin. At most four
    queries."""
    hours = hours_of(unit_id, by=by)
    if hours is None:
        return DayOpen(slots=None)
    calendars = calendars_of(by) if hours.opening.calendar else {}
    why = _why_closed(hours.opening, on, calendars.get(hours.opening.calendar or ""))
    if why is not None:
        return DayOpen(slots=(), why_closed=why)
    return DayOpen(slots=tuple(_slots(hours, on, minutes or hours.opening.minutes)))


def _why_closed(opening: Opening, on: date, calendar: Calendar | None) -> str | None:
    """The name of the day off, an empty string for one without a name, None for a day that is not off."""
    if on in opening.closed_on:
        return ""
    if calendar is None:
        return None
    try:
        return None if calendar.is_working(on) else calendar.why_off(on)
    except Unanswerable:
        return None


def _slots(hours: HoursCard, on: date, minutes: int) -> list[Slot]:
    midnight = datetime.combine(on, time(), tzinfo=hours.zone)
    found = []
    taken = places_taken(hours.unit_id, midnight, midnight + timedelta(days=1, hours=1))
    for start, end in rules.starts_of(hours.opening, on, minutes=minutes):
        starts_at, ends_at = _instant(midnight, start), _instant(midnight, end)
        found.append(Slot(starts_at=starts_at, left=_room(hours.opening, starts_at, ends_at, taken)))
    return found


def _instant(midnight: datetime, wall_clock: timedelta) -> datetime:
    """The instant at which a clock on the wall shows a time: civil time is added, then the zone."""
    return (midnight + wall_clock).astimezone(UTC)


def _room(
    opening: Opening, starts_at: datetime, ends_at: datetime, taken: list[tuple[datetime, datetime]]
) -> int:
    """How many more can be seen during a whole visit: by the fullest moment of it, which is its own beginning
    or that of another one."""
    moments = [starts_at, *(start for start, _ in taken if starts_at < start < ends_at)]
    fullest = max(sum(start <= moment < end for start, end in taken) for moment in moments)
    return max(0, opening.at_once - fullest)


def places_taken(unit_id: UUID, begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
    """When visits that are booked begin and end: all of the unit, also those of cases that nobody who asks
    may know of, or these would be booked over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select starts_at, ends_at from access.places_taken(%s, %s, %s)", [unit_id, begins, ends]
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def locked_day(unit_id: UUID, on: date) -> HallDay:
    """The row of a day of a unit, locked for the rest of the act, so that numbers and places are given one
    after the other."""
    HallDay.objects.bulk_create([HallDay(unit_id=unit_id, on=on)], ignore_conflicts=True)
    return HallDay.objects.select_for_update().get(unit_id=unit_id, on=on)
