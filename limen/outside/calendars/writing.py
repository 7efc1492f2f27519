"""Writes a calendar (RFC 5545): when, how long, where, one word for what, and the way back to Limen. Instants
are in UTC, which every program turns into the time of whoever looks; what is due has a day and no hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

_MADE_BY = "-//Limen//Limen//EN"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something at an hour, or on a day. `key` stays the same for the same thing and says nothing about it;
    of what is due on a day `minutes` and `where` say nothing."""

    key: str
    what: str
    starts: datetime | date
    url: str
    where: str = ""
    minutes: int = 0

    @property
    def is_all_day(self) -> bool:
        """Whether it has a day and no hour."""
        return not isinstance(self.starts, datetime)


def written_calendar(entries: Sequence[Entry], *, name: str, language: str, at: datetime) -> bytes:
    """The calendar as a file. Nobody else is told of an entry: each is marked confidential."""
    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, language, at))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, language: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.key)
    event.add("dtstamp", at.astimezone(UTC))
    if isinstance(entry.starts, datetime):
        begins = entry.starts.astimezone(UTC)
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=entry.minutes))
    else:
        # A day without an end lasts that day. Nobody is busy because something is due.
        event.add("dtstart", entry.starts)
        event.add("transp", "TRANSPARENT")
    event.add("summary", entry.what, parameters={"language": language})
    if entry.where:
        event.add("location", entry.where)
    event.add("url", entry.url)
    event.add("class", "CONFIDENTIAL")
    return event
