"""Giving somebody a role in a unit, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.identity import rules
from limen.domain.identity.events import Posted, PostingEnded
from limen.domain.identity.models import Member, Posting, Unit
from limen.domain.identity.names import Role
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("identity.post")
def post(
    member_id: UUID,
    *,
    unit_id: UUID,
    role: Role,
    reach: Reach,
    until_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Posted:
    """Give somebody else a role in a unit of one's own organisation."""
    refuse_if(rules.obstacles_to_posting(member_id, role=role, reach=reach, until_at=until_at, by=by, at=at))
    member = Member.objects.filter(pk=member_id, organisation_id=by.organisation_id).first()
    unit = Unit.objects.filter(pk=unit_id, organisation_id=by.organisation_id).first()
    if member is None or unit is None:
        raise Hidden("no such colleague or unit")
    posting = Posting.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        member=member,
        unit=unit,
        role=role,
        reach=reach,
        since_at=at,
        until_at=until_at,
    )
    return Posted(
        posting_id=posting.id,
        member_id=member_id,
        member_name=member.name,
        unit_id=unit_id,
        unit_name=unit.name,
        role=role,
        reach=reach,
        until_at=until_at,
    )


@command("identity.end_posting")
def end_posting(posting_id: UUID, *, by: Actor, at: datetime) -> PostingEnded:
    """Take a role back. What it opened closes with the next statement."""
    rows = Posting.objects.select_related("member", "unit").filter(organisation_id=by.organisation_id)
    posting = rows.filter(pk=posting_id).first()
    if posting is None:
        raise Hidden("no such posting")
    refuse_if(rules.obstacles_to_ending_posting(posting, by, at))
    Posting.objects.filter(pk=posting_id).update(until_at=at)
    return PostingEnded(
        posting_id=posting_id,
        member_id=posting.member_id,
        member_name=posting.member.name,
        unit_name=posting.unit.name,
        role=Role(posting.role),
    )
