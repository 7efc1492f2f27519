"""Stopping a clock, and letting it go on."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.deadlines import rules
from limen.domain.deadlines.commands.reckoning import clock_in_hand, keep, ruled
from limen.domain.deadlines.events import Resumed, Stopped
from limen.domain.deadlines.models import Stop
from limen.domain.policy.queries import law_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if
from limen.law.asking import term_of
from limen.law.refusing import Unanswerable, meant


@command("deadlines.stop")
def stop(
    clock_id: UUID,
    *,
    cause: str,
    since_on: date,
    until_on: date | None = None,
    why: str = "",
    on: date,
    version: int,
    by: Actor,
    at: datetime,
) -> Stopped:
    """Record that something stopped the clock, or did not although it might have: the law says which, and
    whose doing it was. `since_on` no longer counts, `until_on` counts again; `on` is today at the desk."""
    clock = clock_in_hand(clock_id, version=version, by=by, at=at)
    stops, extensions = list(clock.stops.all()), list(clock.extensions.all())
    refuse_if(rules.obstacles_to_stopping(clock, stops, since_on=since_on, on=on))
    law = law_of(clock.edition_id, by=by)
    causes = {one.id: one for one in term_of(law.pack, clock.term).stops}
    if cause not in causes:
        wrong = Unanswerable("unknown_stop", term=clock.term, name=cause, meant=meant(cause, causes))
        raise Refused([rules.obstacle_of(wrong)])
    found = Stop(
        id=new_id(),
        clock=clock,
        case_id=clock.case_id,
        compartment=clock.compartment,
        cause=cause,
        cause_says=causes[cause].says,
        attributed_to=str(causes[cause].attributed_to),
        does_stop=causes[cause].stops,
        since_on=since_on,
        until_on=until_on,
        why=why,
        recorded_by_id=by.id,
        recorded_at=at,
    )
    ruling = ruled(clock, law, [*stops, found], extensions)
    found.save(force_insert=True)
    keep(clock, ruling)
    return Stopped(
        case_id=clock.case_id,
        compartment=clock.compartment,
        clock_id=clock.id,
        stop_id=found.id,
        term_says=clock.term_says,
        cause=cause,
        attributed_to=found.attributed_to,
        since_on=since_on,
        until_on=until_on,
        due_on=ruling.due,
    )


@command("deadlines.resume")
def resume(clock_id: UUID, *, until_on: date, on: date, version: int, by: Actor, at: datetime) -> Resumed:
    """Let a clock that stands still go on: `until_on` is the first day that counts again."""
    clock = clock_in_hand(clock_id, version=version, by=by, at=at)
    stops, extensions = list(clock.stops.all()), list(clock.extensions.all())
    open_stop = next((one for one in stops if one.does_stop and one.until_on is None), None)
    refuse_if(rules.obstacles_to_resuming(clock, open_stop, until_on=until_on, on=on))
    if open_stop is None:  # said by the rule already
        raise AssertionError("a stopped clock without an open stop")
    open_stop.until_on = until_on
    ruling = ruled(clock, law_of(clock.edition_id, by=by), stops, extensions)
    Stop.objects.filter(pk=open_stop.pk).update(until_on=until_on)
    keep(clock, ruling)
    return Resumed(
        case_id=clock.case_id,
        compartment=clock.compartment,
        clock_id=clock.id,
        stop_id=open_stop.id,
        term_says=clock.term_says,
        until_on=until_on,
        due_on=ruling.due,
    )
