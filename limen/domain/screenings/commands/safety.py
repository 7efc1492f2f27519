"""The safety of a person comes first: opening the matter, writing down each step, closing it with a
reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.identity.names import Compartment
from limen.domain.screenings import rules
from limen.domain.screenings.events import MatterClosed, MatterOpened, StepTaken
from limen.domain.screenings.models import Matter, Step
from limen.domain.screenings.names import StepKind
from limen.domain.screenings.queries.available import instruments_here, time_of
from limen.domain.screenings.queries.reach import is_party, locked_matter, matters_within
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("screenings.open_matter")
def open_matter(
    case_id: UUID,
    *,
    person_id: UUID,
    compartment: Compartment = Compartment.MEDICAL,
    screening_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> MatterOpened:
    """Say that the safety of a person comes first now: because of an answer, or because one is worried.
    Where a matter of theirs is open already, it is that one."""
    case = locked_case(case_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_opening(
            compartment=compartment,
            is_party=is_party(case_id, person_id, by=by, at=at),
            is_worked_on=is_worked_on(case_id, by=by, at=at),
            by=by,
        )
    )
    theirs = matters_within(by, at=at).filter(
        case=case, person_id=person_id, compartment=compartment, ended_at=None
    )
    matter = theirs.first() or _opened(case.id, person_id, compartment, screening_id, by, at)
    return MatterOpened(case_id=case_id, compartment=compartment, matter_id=matter.id)


@command("screenings.take_step")
def take_step(
    matter_id: UUID, *, kind: StepKind, says: str, heard: Mapping[str, str], by: Actor, at: datetime
) -> StepTaken:
    """Write down one step. The last one closes the matter."""
    matter = locked_matter(matter_id, by=by, at=at)
    taken = {StepKind(one) for one in Step.objects.filter(matter=matter).values_list("kind", flat=True)}
    refuse_if(
        rules.obstacles_to_a_step(
            kind=kind,
            says=says,
            heard=heard,
            taken=taken,
            is_ended=matter.ended_at is not None,
            is_worked_on=is_worked_on(matter.case_id, by=by, at=at),
        )
    )
    Step.objects.create(
        id=new_id(),
        matter=matter,
        case_id=matter.case_id,
        compartment=matter.compartment,
        kind=kind,
        says=says,
        heard=dict(heard),
        taken_by_id=by.id,
        taken_at=at,
    )
    is_last = taken | {kind} == set(StepKind)
    if is_last:
        Matter.objects.filter(pk=matter_id).update(ended_by_id=by.id, ended_at=at)
    return StepTaken(
        case_id=matter.case_id,
        compartment=matter.compartment,
        matter_id=matter.id,
        step=kind,
        is_last=is_last,
    )


@command("screenings.close_matter")
def close_matter(matter_id: UUID, *, why: str, by: Actor, at: datetime) -> MatterClosed:
    """Close a matter before every step was taken, and say why."""
    matter = locked_matter(matter_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_closing(
            why=why,
            is_ended=matter.ended_at is not None,
            is_worked_on=is_worked_on(matter.case_id, by=by, at=at),
        )
    )
    Matter.objects.filter(pk=matter_id).update(ended_by_id=by.id, ended_at=at, ended_why=why)
    return MatterClosed(case_id=matter.case_id, compartment=matter.compartment, matter_id=matter.id)


def _opened(
    case_id: UUID,
    person_id: UUID,
    compartment: Compartment,
    screening_id: UUID | None,
    by: Actor,
    at: datetime,
) -> Matter:
    """A new matter, with the moment by which the person is to be asked again."""
    rule = instruments_here().follow_up_on(at.date())
    return Matter.objects.create(
        id=new_id(),
        case_id=case_id,
        person_id=person_id,
        compartment=compartment,
        screening_id=screening_id,
        opened_by_id=by.id,
        opened_at=at,
        follow_up_by=at + time_of(rule),
        follow_up_source=f"{rule.within}: {rule.source}",
    )
