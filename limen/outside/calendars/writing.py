"""Writes a calendar: when, how long, where, and one word for what. Instants are in UTC, which every program
turns into the time of whoever looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

_MADE_BY = "-//Limen//Limen//EN"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something at an hour. `key` stays the same for the same thing and says nothing about it."""

    key: str
    what: str
    where: str
    starts_at: datetime
    minutes: int


def written_calendar(entries: Sequence[Entry], *, name: str, language: str, at: datetime) -> bytes:
    """The calendar as a file. Nobody else is told of an entry: each is marked confidential."""
    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        event, begins = Event(), entry.starts_at.astimezone(UTC)
        event.add("uid", entry.key)
        event.add("dtstamp", at.astimezone(UTC))
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=entry.minutes))
        event.add("summary", entry.what, parameters={"language": language})
        event.add("location", entry.where)
        event.add("class", "CONFIDENTIAL")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
