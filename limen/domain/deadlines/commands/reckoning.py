"""What every later change of a clock has in common: lock it, ask its law again, keep the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.deadlines import rules
from limen.domain.deadlines.models import Clock, Extension, Stop
from limen.domain.deadlines.names import ClockState
from limen.domain.deadlines.queries.ruled import columns_of, ruling_of
from limen.domain.deadlines.queries.seen import clock_seen, locked_clock
from limen.domain.policy.queries import Law
from limen.foundation.actors import Actor
from limen.foundation.refusals import Conflict, Refused, Text, refuse_if
from limen.law.refusing import Unanswerable
from limen.law.rulings import Ruling


def clock_in_hand(clock_id: UUID, *, version: int, by: Actor, at: datetime) -> Clock:
    """A clock that the actor may change, as they saw it. Raises `Hidden`, `Refused`, `Conflict`."""
    seen = clock_seen(clock_id, by=by, at=at)
    reach = is_worked_on(seen.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=reach, compartment=seen.compartment, by=by))
    clock = locked_clock(clock_id, by=by, at=at)
    if clock.version != version:
        says = f"{clock.term_says}: {clock.due_on.isoformat() if clock.due_on else '…'}"
        raise Conflict(theirs=Text(says=says, by_name="", at=None), base=None, version=clock.version)
    return clock


def ruled(clock: Clock, law: Law, stops: Sequence[Stop], extensions: Sequence[Extension]) -> Ruling:
    """What the law says of the clock with these stops and extensions. Raises `Refused` in its words."""
    try:
        return ruling_of(
            law, clock.term, clock.facts, calendar=clock.calendar, stops=stops, extensions=extensions
        )
    except Unanswerable as wrong:
        raise Refused([rules.obstacle_of(wrong)]) from wrong


def keep(clock: Clock, ruling: Ruling, **also: object) -> None:
    """Write the ruling into the clock, with whatever else changed. A later day takes a missed mark away."""
    state = ClockState.STOPPED if ruling.stands_still else ClockState.RUNNING
    later = ruling.due is None or (clock.due_on is not None and ruling.due > clock.due_on)
    if clock.missed_at is not None and later:
        also.setdefault("missed_at", None)
    Clock.objects.filter(pk=clock.pk).update(
        state=state, version=clock.version + 1, **columns_of(ruling), **also
    )
