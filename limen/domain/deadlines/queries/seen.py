"""The application's own wall around clocks: read with the case, and inside the compartment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.cases.queries.reach import of_own, read_of
from limen.domain.deadlines.models import Clock
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden


def clocks_seen_by(by: Actor, *, at: datetime) -> QuerySet[Clock]:
    """Every clock the actor may know of."""
    return Clock.objects.filter(read_of(by, at=at), compartment__in=by.clearances)


def clocks_of_own(by: Actor) -> QuerySet[Clock]:
    """Those of the cases given to the actor by name: reason enough, so the wider question is not asked."""
    return Clock.objects.filter(of_own(by), compartment__in=by.clearances)


def clock_seen(clock_id: UUID, *, by: Actor, at: datetime) -> Clock:
    """A clock the actor sees. Raises `Hidden`."""
    return _or_hidden(clocks_seen_by(by, at=at).filter(pk=clock_id), clock_id)


def locked_clock(clock_id: UUID, *, by: Actor, at: datetime) -> Clock:
    """The same, locked for the rest of the act; for whoever may change it. Raises `Hidden`."""
    rows = clocks_seen_by(by, at=at).filter(pk=clock_id)
    return _or_hidden(rows.select_for_update(of=("self",)), clock_id)


def _or_hidden(rows: QuerySet[Clock], clock_id: UUID) -> Clock:
    clock = rows.first()
    if clock is None:
        raise Hidden(f"clock {clock_id}")
    return clock
