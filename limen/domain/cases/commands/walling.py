"""Keeping somebody away from a case by a conflict of interest: declared by themselves, or raised by
another."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases import rules
from limen.domain.cases.events import ConflictDeclared, WalledOff, WallLifted
from limen.domain.cases.models import Wall
from limen.domain.cases.names import WallGround
from limen.domain.cases.queries.reach import cases_allocated_by
from limen.domain.cases.queries.sheets import locked_case
from limen.domain.identity.models import Member
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("cases.wall_off")
def wall_off(
    case_id: UUID, *, member_id: UUID, ground: WallGround, why: str, by: Actor, at: datetime
) -> WalledOff:
    """Keep a colleague away from a case, whatever else would let them in."""
    case = locked_case(case_id, by=by, at=at)
    member = Member.objects.filter(pk=member_id, organisation_id=by.organisation_id).first()
    if member is None or not cases_allocated_by(by, at=at).filter(id=case_id).exists():
        raise Hidden("no such colleague, or not the actor's to allocate")
    is_walled = Wall.objects.filter(case=case, member=member, until_at=None).exists()
    refuse_if(rules.obstacles_to_walling_off(is_walled=is_walled))
    wall = Wall(
        id=new_id(), case=case, member=member, ground=ground, why=why, raised_by_id=by.id, since_at=at
    )
    wall.save(force_insert=True)
    return WalledOff(
        case_id=case_id,
        wall_id=wall.id,
        member_id=member_id,
        member_name=member.name,
        ground=ground,
        why=why,
    )


@command("cases.declare_conflict")
def declare_conflict(
    case_id: UUID, *, ground: WallGround, why: str, by: Actor, at: datetime
) -> ConflictDeclared:
    """Say "I know this person". It is the last thing the actor does in the case."""
    case = locked_case(case_id, by=by, at=at)
    wall = Wall(
        id=new_id(), case=case, member_id=by.id, ground=ground, why=why, raised_by_id=by.id, since_at=at
    )
    wall.save(force_insert=True)
    return ConflictDeclared(case_id=case_id, wall_id=wall.id, ground=ground, why=why)


@command("cases.lift_wall")
def lift_wall(wall_id: UUID, *, why: str, by: Actor, at: datetime) -> WallLifted:
    """Let a colleague near a case again. Nobody lifts a wall of their own: they cannot see it."""
    rows = Wall.objects.filter(pk=wall_id, until_at=None, case__in=cases_allocated_by(by, at=at))
    wall = rows.exclude(member_id=by.id).select_related("member").first()
    if wall is None:
        raise Hidden("no such wall")
    Wall.objects.filter(pk=wall_id).update(until_at=at)
    return WallLifted(
        case_id=wall.case_id,
        wall_id=wall_id,
        member_id=wall.member_id,
        member_name=wall.member.name,
        why=why,
    )
