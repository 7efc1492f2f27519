"""Ending a clock: what was due was done, or it no longer applies; and letting another edition rule it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.deadlines import rules
from limen.domain.deadlines.commands.reckoning import clock_in_hand, keep, ruled
from limen.domain.deadlines.events import Met, RuledAgain, SetAside
from limen.domain.deadlines.models import Clock, Difference
from limen.domain.deadlines.names import ClockState
from limen.domain.policy.queries import law_in_force
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if


@command("deadlines.meet")
def meet(clock_id: UUID, *, met_on: date, on: date, version: int, by: Actor, at: datetime) -> Met:
    """Record that what was due was done, on a day that has come. Late is said as late, and no more."""
    clock = clock_in_hand(clock_id, version=version, by=by, at=at)
    refuse_if(rules.obstacles_to_meeting(clock, met_on=met_on, on=on))
    Clock.objects.filter(pk=clock_id).update(
        state=ClockState.MET, met_on=met_on, ended_at=at, version=version + 1
    )
    return Met(
        case_id=clock.case_id,
        compartment=clock.compartment,
        clock_id=clock_id,
        term_says=clock.term_says,
        met_on=met_on,
        was_late=clock.due_on is not None and met_on > clock.due_on,
    )


@command("deadlines.set_aside")
def set_aside(clock_id: UUID, *, why: str, version: int, by: Actor, at: datetime) -> SetAside:
    """Put a clock away that does not apply, with the reason. It stays readable."""
    clock = clock_in_hand(clock_id, version=version, by=by, at=at)
    refuse_if(rules.obstacles_to_setting_aside(clock, why=why))
    Clock.objects.filter(pk=clock_id).update(state=ClockState.SET_ASIDE, ended_at=at, version=version + 1)
    return SetAside(
        case_id=clock.case_id,
        compartment=clock.compartment,
        clock_id=clock_id,
        term_says=clock.term_says,
        why=why,
    )


@command("deadlines.rule_again")
def rule_again(clock_id: UUID, *, version: int, by: Actor, at: datetime) -> RuledAgain:
    """Let the edition in force rule a clock that an earlier one ruled, once somebody looked at it."""
    clock = clock_in_hand(clock_id, version=version, by=by, at=at)
    refuse_if(rules.obstacles_to_ruling_again(clock))
    law = law_in_force(clock.pack, by=by)
    if law is None:
        raise Refused(rules.obstacles_without_law(clock.pack))
    ruling = ruled(clock, law, list(clock.stops.all()), list(clock.extensions.all()))
    keep(clock, ruling, edition_id=law.edition_id)
    Difference.objects.filter(clock=clock, settled_at=None).update(settled_at=at)
    return RuledAgain(
        case_id=clock.case_id,
        compartment=clock.compartment,
        clock_id=clock_id,
        term_says=clock.term_says,
        fingerprint=ruling.pack_fingerprint,
        due_before=clock.due_on,
        due_on=ruling.due,
    )
