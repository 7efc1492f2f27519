"""The application's own wall around clocks: read with the case, and inside the compartment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.cases.queries.reach import cases_read_by
from limen.domain.deadlines.models import Clock
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden


def clocks_seen_by(by: Actor, *, at: datetime) -> QuerySet[Clock]:
    """Every clock the actor may know of."""
    return Clock.objects.filter(case__in=cases_read_by(by, at=at), compartment__in=by.clearances)


def locked_clock(clock_id: UUID, *, by: Actor, at: datetime) -> Clock:
    """A clock the actor sees, locked for the rest of the act. Raises `Hidden`."""
    clock = clocks_seen_by(by, at=at).filter(pk=clock_id).select_for_update(of=("self",)).first()
    if clock is None:
        raise Hidden(f"clock {clock_id}")
    return clock
