"""The address of one's own calendar, and who is asking at such an address without having signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from limen.domain.identity.queries.entering import Person, entering
from limen.foundation.refusals import Hidden
from limen.foundation.rows import showing
from limen.foundation.tickets import calendar_ticket


@dataclass(frozen=True, kw_only=True)
class CalendarCard:
    """The calendar that somebody has open, and when a program last asked. What stands in its address is known
    to nobody but its owner."""

    made_at: datetime
    asked_at: datetime | None
    expires_at: datetime


def my_calendar() -> CalendarCard | None:
    """The calendar of whoever is asking; None when none is open. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select made_at, seen_at, expires_at from access.my_calendar()")
        row = cursor.fetchone()
    if row is None:
        return None
    made_at, seen_at, expires_at = row
    return CalendarCard(
        made_at=made_at,
        asked_at=seen_at if seen_at > made_at else None,
        expires_at=expires_at,
    )


@contextmanager
def asking_calendar(token: str) -> Iterator[Person]:
    """Whose calendar is asked for at an address. Within the block, and only there, the database sees what
    they see at this moment. Raises `Hidden` for an address that is wrong, closed, too old, or of somebody who
    may not sign in any more."""
    ticket = calendar_ticket(token)
    with showing(ticket):
        with connection.cursor() as cursor:
            cursor.execute("select access.ask_calendar(%s)", [ticket])
            person = entering(ticket, quietly=True) if cursor.fetchone()[0] else None
        if person is None:
            raise Hidden("a calendar")
        yield person
        with connection.cursor() as cursor:
            cursor.execute("select access.leave_calendar()")
