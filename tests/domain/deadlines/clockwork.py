"""What the stories of clocks have in common: one that runs, and a look at it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.queries.clocks import ClockSheet, clock_sheet
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.lawbook import put_in_force

ON = date(2026, 11, 20)  # today at the desk: a Friday
MADE_ON = "2026-11-10"  # a Tuesday; six months later is Monday, 10 May 2027
DUE = date(2027, 5, 10)


def started(cast: Cast, by: Player, at: datetime, **more: object) -> UUID:
    """A clock that runs by the law of Atlantis: six months to decide, unless said otherwise."""
    asked = {"pack": "atlantis", "term": "decide", "facts": {"made_on": MADE_ON}} | more
    return start(cast.case, by=by.actor, at=at, **asked).clock_id  # type: ignore[arg-type]


def running(cast: Cast, at: datetime) -> UUID:
    """The law put in force, and Berg's clock under it."""
    put_in_force(cast, at)
    return started(cast, cast.berg, at)


def seen(clock: UUID, by: Player, at: datetime) -> ClockSheet:
    """The clock as somebody sees it. Raises `Hidden`."""
    with acting_as(by.actor):
        return clock_sheet(clock, by=by.actor, at=at)
