"""Giving a case to somebody by name, and taking it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.cases import rules
from limen.domain.cases.events import Assigned, AssignedTogether, Unassigned
from limen.domain.cases.models import Assignment, Wall
from limen.domain.cases.names import Part, Phase
from limen.domain.cases.queries.reach import cases_allocated_by
from limen.domain.cases.queries.sheets import locked_case
from limen.domain.identity.models import Member
from limen.foundation.actors import Actor
from limen.foundation.commands import command, write_down_each
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("cases.assign")
def assign(case_id: UUID, *, member_id: UUID, part: Part, why: str, by: Actor, at: datetime) -> Assigned:
    """Give a case to a colleague. The human decides; `why` is kept."""
    case = locked_case(case_id, by=by, at=at)
    member = Member.objects.filter(pk=member_id, organisation_id=by.organisation_id).first()
    if member is None or not cases_allocated_by(by, at=at).filter(id=case_id).exists():
        raise Hidden("no such colleague, or not the actor's to allocate")
    refuse_if(
        rules.obstacles_to_assigning(
            case.phase,
            is_assigned=Assignment.objects.filter(case=case, member=member, until_at=None).exists(),
            is_walled=Wall.objects.filter(case=case, member=member, until_at=None).exists(),
        )
    )
    assignment = Assignment.objects.create(id=new_id(), case=case, member=member, part=part, since_at=at)
    return Assigned(
        case_id=case_id,
        assignment_id=assignment.id,
        member_id=member_id,
        member_name=member.name,
        part=part,
        why=why,
    )


@dataclass(frozen=True, kw_only=True)
class Given:
    """What became of many cases: those that were given, and the others, by what stood against it."""

    given: frozenset[UUID]
    closed: frozenset[UUID]
    assigned: frozenset[UUID]
    walled: frozenset[UUID]
    away: frozenset[UUID]


def locked_together(case_ids: Collection[UUID], *, by: Actor, at: datetime) -> dict[UUID, Phase]:
    """Of these cases those that are the actor's to allocate and that nobody else is changing now, locked for
    the rest of the act, with their phases."""
    rows = cases_allocated_by(by, at=at).filter(pk__in=case_ids).order_by("id")
    locked = rows.select_for_update(of=("self",), skip_locked=True).values_list("id", "phase")
    return {case_id: Phase(phase) for case_id, phase in locked}


def assign_together(
    case_ids: Collection[UUID],
    phases: dict[UUID, Phase],
    *,
    member_id: UUID,
    part: Part,
    why: str,
    by: Actor,
    at: datetime,
) -> Given:
    """Give many cases to a colleague, as part of another act: a line in each. `phases` are of those that were
    locked. A case against which something stands is left out. Raises `Hidden`."""
    member = Member.objects.filter(pk=member_id, organisation_id=by.organisation_id).first()
    if member is None:
        raise Hidden("no such colleague")
    closed = {case_id for case_id, phase in phases.items() if phase is Phase.CLOSED}
    held = Assignment.objects.filter(case_id__in=phases, member=member, until_at=None)
    walls = Wall.objects.filter(case_id__in=phases, member=member, until_at=None)
    assigned, walled = (set(rows.values_list("case_id", flat=True)) for rows in (held, walls))
    rows = [
        Assignment(id=new_id(), case_id=case_id, member=member, part=part, since_at=at)
        for case_id in sorted(phases.keys() - closed - assigned - walled)
    ]
    Assignment.objects.bulk_create(rows)
    events = [
        AssignedTogether(
            case_id=row.case_id,
            assignment_id=row.id,
            member_id=member_id,
            member_name=member.name,
            part=part,
            why=why,
        )
        for row in rows
    ]
    write_down_each(events, by=by, at=at)
    return Given(
        given=frozenset(row.case_id for row in rows),
        closed=frozenset(closed),
        assigned=frozenset(assigned),
        walled=frozenset(walled),
        away=frozenset(case_ids) - phases.keys(),
    )


@command("cases.unassign")
def unassign(assignment_id: UUID, *, by: Actor, at: datetime) -> Unassigned:
    """Take a case back. What the assignment opened closes with the next statement."""
    rows = Assignment.objects.filter(pk=assignment_id, until_at=None, case__in=cases_allocated_by(by, at=at))
    assignment = rows.select_related("member").first()
    if assignment is None:
        raise Hidden("no such assignment")
    Assignment.objects.filter(pk=assignment_id).update(until_at=at)
    return Unassigned(
        case_id=assignment.case_id,
        assignment_id=assignment_id,
        member_id=assignment.member_id,
        member_name=assignment.member.name,
    )
