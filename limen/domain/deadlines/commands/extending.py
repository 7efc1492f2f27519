"""Extending a clock."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.deadlines import rules
from limen.domain.deadlines.commands.reckoning import clock_in_hand, keep, ruled
from limen.domain.deadlines.events import Extended
from limen.domain.deadlines.models import Extension
from limen.domain.policy.queries import law_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if
from limen.law.asking import term_of
from limen.law.refusing import Unanswerable, meant


@command("deadlines.extend")
def extend(
    clock_id: UUID,
    *,
    ground: str,
    length: str = "",
    decided_on: date,
    why: str,
    on: date,
    version: int,
    by: Actor,
    at: datetime,
) -> Extended:
    """Make a term longer on a ground of the law. `length` as in "2 months", or empty for all that is allowed;
    it is counted from where the clock began, never from its end. `on` is today where the writer sits."""
    clock = clock_in_hand(clock_id, version=version, by=by, at=at)
    stops, extensions = list(clock.stops.all()), list(clock.extensions.all())
    is_extended = any(one.ground == ground for one in extensions)
    refuse_if(
        rules.obstacles_to_extending(clock, is_extended=is_extended, decided_on=decided_on, on=on, why=why)
    )
    law = law_of(clock.edition_id, by=by)
    grounds = {one.id: one for one in term_of(law.pack, clock.term).extensions}
    if ground not in grounds:
        wrong = Unanswerable("unknown_extension", term=clock.term, name=ground, meant=meant(ground, grounds))
        raise Refused([rules.obstacle_of(wrong)])
    found = Extension(
        id=new_id(),
        clock=clock,
        case_id=clock.case_id,
        compartment=clock.compartment,
        ground=ground,
        ground_says=grounds[ground].says,
        length=length,
        decided_on=decided_on,
        why=why,
        recorded_by_id=by.id,
        recorded_at=at,
    )
    ruling = ruled(clock, law, stops, [*extensions, found])
    found.save(force_insert=True)
    keep(clock, ruling)
    return Extended(
        case_id=clock.case_id,
        compartment=clock.compartment,
        clock_id=clock.id,
        extension_id=found.id,
        term_says=clock.term_says,
        ground=ground,
        length=length,
        decided_on=decided_on,
        due_on=ruling.due,
    )
