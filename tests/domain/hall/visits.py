"""What the stories of the hall have in common: an office that is open, and times in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from limen.domain.hall.names import Arrival, Opening, Purpose, Span, Visit
from limen.domain.people.names import Told

ARRIVAL = Arrival(party_size=3, language="tir", language_state=Told.TOLD)
OPENING = Opening(
    place="12 Quay Street",
    minutes=30,
    at_once=2,
    spans=tuple(Span(weekday=day, opens=time(9), closes=time(12)) for day in range(5)),
)


def next_monday(now: datetime) -> date:
    """A Monday at least a week ahead."""
    return now.date() + timedelta(days=14 - now.weekday())


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of that day, where the office is: the cast's clocks show UTC."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def visit(starts_at: datetime, **other: object) -> Visit:
    """An interview of half an hour."""
    usual = Visit(purpose=Purpose.INTERVIEW, starts_at=starts_at, minutes=30, place="Room 4")
    return replace(usual, **other)  # type: ignore[arg-type]
