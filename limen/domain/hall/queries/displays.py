"""The screens of a hall, and what one shows to whoever stands before it: numbers and desks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.hall.models import Display
from limen.domain.hall.queries.reach import displays_within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden


@dataclass(frozen=True, kw_only=True)
class DisplayCard:
    """A screen as whoever runs the hall sees it, with the secret of its address."""

    id: UUID
    token: str
    opened_at: datetime


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A number on the screen, and the desk to which it was called."""

    number: int
    desk: str
    is_called_now: bool


def displays_of(unit_id: UUID, *, by: Actor) -> list[DisplayCard]:
    """The screens of a unit that are open, the oldest first. One query."""
    rows = displays_within(by).filter(unit_id=unit_id, closed_at=None).order_by("opened_at", "id")[:20]
    return [DisplayCard(id=row.id, token=row.token, opened_at=row.opened_at) for row in rows]


def locked_display(display_id: UUID, *, by: Actor) -> Display:
    """An open screen, locked for the rest of the act. Raises `Hidden`."""
    row = displays_within(by).filter(pk=display_id, closed_at=None).select_for_update().first()
    if row is None:
        raise Hidden(f"display {display_id}")
    return row


def shown_on(token: str, *, at: datetime) -> tuple[str, list[Shown]]:
    """The name of the unit and the numbers on one of its screens, the latest call first; twelve at most. Who
    asks need not be signed in: the token is all that opens it, and no name is behind it. Raises `Hidden`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit, number, desk, is_called_now from access.hall_display(%s, %s)", [token, at]
        )
        rows = cursor.fetchall()
    if not rows:
        raise Hidden("a display")
    shown = [Shown(number=row[1], desk=row[2], is_called_now=row[3]) for row in rows if row[1] is not None]
    return rows[0][0], shown
