"""Clearing somebody for a compartment, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.identity import rules
from limen.domain.identity.events import ClearanceEnded, Cleared
from limen.domain.identity.models import Clearance, Member
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("identity.clear")
def clear(member_id: UUID, *, compartment: Compartment, by: Actor, at: datetime) -> Cleared:
    """Let somebody else know of one compartment, in the cases they can read."""
    member = Member.objects.filter(pk=member_id, organisation_id=by.organisation_id).first()
    if member is None:
        raise Hidden("no such colleague")
    is_cleared = Clearance.objects.filter(
        member_id=member_id, compartment=compartment, until_at=None
    ).exists()
    refuse_if(rules.obstacles_to_clearing(member_id, compartment=compartment, is_cleared=is_cleared, by=by))
    clearance = Clearance.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        member=member,
        compartment=compartment,
        since_at=at,
    )
    return Cleared(
        clearance_id=clearance.id, member_id=member_id, member_name=member.name, compartment=compartment
    )


@command("identity.end_clearance")
def end_clearance(clearance_id: UUID, *, by: Actor, at: datetime) -> ClearanceEnded:
    """Close a compartment to somebody again."""
    rows = Clearance.objects.select_related("member").filter(organisation_id=by.organisation_id)
    clearance = rows.filter(pk=clearance_id).first()
    if clearance is None:
        raise Hidden("no such clearance")
    refuse_if(rules.obstacles_to_ending_clearance(clearance, by))
    Clearance.objects.filter(pk=clearance_id).update(until_at=at)
    return ClearanceEnded(
        clearance_id=clearance_id,
        member_id=clearance.member_id,
        member_name=clearance.member.name,
        compartment=Compartment(clearance.compartment),
    )
