"""Giving a case to somebody by name, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases import rules
from limen.domain.cases.events import Assigned, Unassigned
from limen.domain.cases.models import Assignment, Wall
from limen.domain.cases.names import Part
from limen.domain.cases.queries.reach import cases_allocated_by
from limen.domain.cases.queries.sheets import locked_case
from limen.domain.identity.models import Member
from limen.foundation.actors import Actor
from limen.foundation.commands import command
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
