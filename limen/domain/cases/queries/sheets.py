"""One case: its sheet, who holds it, who is kept from it, whom it is shared with, who read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q

from limen.domain.cases.models import Assignment, Case, Opening, Share, Wall
from limen.domain.cases.names import OpeningGround, Part, Phase, SharePurpose, WallGround
from limen.domain.cases.queries.reach import (
    cases_allocated_by,
    cases_seen_by,
    cases_worked_on_by,
    of_its_case,
    read_of,
    shared_with,
    within_allocation,
    within_reach,
)
from limen.domain.identity.models import Organisation
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden


@dataclass(frozen=True, kw_only=True)
class AssignmentCard:
    id: UUID
    member_id: UUID
    name: str
    part: Part
    since_at: datetime


@dataclass(frozen=True, kw_only=True)
class WallCard:
    id: UUID
    name: str
    ground: WallGround
    why: str
    since_at: datetime


@dataclass(frozen=True, kw_only=True)
class ShareCard:
    id: UUID
    unit: str
    organisation: str
    purpose: SharePurpose
    basis_says: str
    compartments: tuple[str, ...]
    since_at: datetime
    until_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class OpeningCard:
    id: UUID
    case_id: UUID
    reference: str
    member_id: UUID
    name: str
    ground: OpeningGround
    reason: str
    since_at: datetime
    until_at: datetime
    reviewed_at: datetime | None
    was_justified: bool | None


@dataclass(frozen=True, kw_only=True)
class CaseSheet:
    """The head of a case, and how far the actor reaches into it."""

    id: UUID
    organisation_id: UUID
    organisation: str
    unit_id: UUID
    unit: str
    reference: str
    called: str
    phase: Phase
    opened_on: date
    is_restricted: bool
    version: int
    is_read: bool
    is_worked_on: bool
    is_allocated: bool
    is_shared_with_us: bool


@dataclass(frozen=True, kw_only=True)
class ReaderCard:
    """Somebody was shown the case. Somebody of another organisation is named by the organisation alone."""

    at: datetime
    who: str
    what: str
    was_list: bool


def case_sheet(case_id: UUID, *, by: Actor, at: datetime) -> CaseSheet:
    """The head of one case. Raises `Hidden` when the actor may not know of it. One query."""
    rows = cases_seen_by(by, at=at).filter(id=case_id).select_related("unit", "organisation")
    row = rows.annotate(
        is_read=_whether(within_reach(by, need=Reach.READ, at=at)),
        is_worked_on=_whether(within_reach(by, need=Reach.WORK, at=at)),
        is_allocated=_whether(within_allocation(by, at=at)),
        is_shared_with_us=_whether(shared_with(by, at=at)),
    ).first()
    if row is None:
        raise Hidden(f"case {case_id}")
    return CaseSheet(
        id=row.id,
        organisation_id=row.organisation_id,
        organisation=row.organisation.name,
        unit_id=row.unit_id,
        unit=row.unit.name,
        reference=row.reference,
        called=row.called,
        phase=Phase(row.phase),
        opened_on=row.opened_on,
        is_restricted=row.is_restricted,
        version=row.version,
        is_read=bool(row.is_read),
        is_worked_on=bool(row.is_worked_on),
        is_allocated=bool(row.is_allocated),
        is_shared_with_us=bool(row.is_shared_with_us),
    )


def _whether(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def locked_case(case_id: UUID, *, by: Actor, at: datetime) -> Case:
    """A case the actor may know of, locked for the rest of the act. Raises `Hidden`."""
    seen = cases_seen_by(by, at=at).filter(id=case_id, organisation_id=by.organisation_id)
    case = seen.select_for_update(of=("self",)).first()
    if case is None:
        raise Hidden(f"case {case_id}")
    return case


def is_worked_on(case_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether the actor may write in the case."""
    return cases_worked_on_by(by, at=at).filter(id=case_id).exists()


def assignments_of(case_id: UUID, *, by: Actor, at: datetime) -> list[AssignmentCard]:
    """Who holds the case now, the longest first. Empty for whoever does not allocate it."""
    rows = Assignment.objects.filter(
        case_id=case_id, until_at=None, case__in=cases_allocated_by(by, at=at)
    ).select_related("member")
    return [
        AssignmentCard(
            id=row.id,
            member_id=row.member_id,
            name=row.member.name,
            part=Part(row.part),
            since_at=row.since_at,
        )
        for row in rows.order_by("since_at", "id")
    ]


def walls_of(case_id: UUID, *, by: Actor, at: datetime) -> list[WallCard]:
    """Who is kept from the case now. The actor never sees a wall of their own."""
    rows = (
        Wall.objects.filter(case_id=case_id, until_at=None, case__in=cases_allocated_by(by, at=at))
        .exclude(member_id=by.id)
        .select_related("member")
    )
    return [
        WallCard(
            id=row.id,
            name=row.member.name,
            ground=WallGround(row.ground),
            why=row.why,
            since_at=row.since_at,
        )
        for row in rows.order_by("since_at", "id")
    ]


def shares_of(case_id: UUID, *, by: Actor, at: datetime) -> list[ShareCard]:
    """With whom the case is or was shared, the latest first; a recipient sees only their own shares."""
    shared = of_its_case(Case.objects.filter(shared_with(by, at=at)))
    received = shared & Q(unit_id__in=by.units_within(Reach.READ))
    rows = Share.objects.filter(read_of(by, at=at) | received, case_id=case_id)
    rows = rows.select_related("unit__organisation")
    return [
        ShareCard(
            id=row.id,
            unit=row.unit.name,
            organisation=row.unit.organisation.name,
            purpose=SharePurpose(row.purpose),
            basis_says=row.basis_says,
            compartments=tuple(row.compartments),
            since_at=row.since_at,
            until_at=row.until_at,
            revoked_at=row.revoked_at,
        )
        for row in rows.order_by("-since_at", "-id")
    ]


def openings_of(case_id: UUID, *, by: Actor, at: datetime) -> list[OpeningCard]:
    """Emergency openings of the case, the latest first; one's own alone for whoever does not allocate it."""
    allocated = of_its_case(cases_allocated_by(by, at=at))
    theirs = allocated | read_of(by, at=at) & Q(member_id=by.id)
    rows = Opening.objects.filter(theirs, case_id=case_id).select_related("member", "case")
    return [_opening_card(row) for row in rows.order_by("-since_at", "-id")]


def openings_to_review(*, by: Actor, at: datetime) -> list[OpeningCard]:
    """Openings in the actor's units that wait for somebody else's review, the oldest first; 50 at most."""
    rows = Opening.objects.filter(
        Q(reviewed_at=None) & ~Q(member_id=by.id), case__in=cases_allocated_by(by, at=at)
    )
    return [
        _opening_card(row) for row in rows.select_related("member", "case").order_by("since_at", "id")[:50]
    ]


def _opening_card(row: Opening) -> OpeningCard:
    return OpeningCard(
        id=row.id,
        case_id=row.case_id,
        reference=row.case.reference,
        member_id=row.member_id,
        name=row.member.name,
        ground=OpeningGround(row.ground),
        reason=row.reason,
        since_at=row.since_at,
        until_at=row.until_at,
        reviewed_at=row.reviewed_at,
        was_justified=row.was_justified,
    )


def readers_of(
    case_id: UUID, *, by: Actor, at: datetime, before: datetime, at_most: int = 100
) -> list[ReaderCard]:
    """Who was shown the case before an instant, the latest first. Empty for whoever may not write in it."""
    if not is_worked_on(case_id, by=by, at=at):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select at, by_id, organisation_id, what, was_list from journal.readers_of(%s, %s, %s)",
            [case_id, before, at_most],
        )
        rows = cursor.fetchall()
    names = names_of({row[1] for row in rows}, by=by)
    organisations = dict(
        Organisation.objects.filter(pk__in={row[2] for row in rows}).values_list("pk", "name")
    )
    return [
        ReaderCard(
            at=row[0],
            who=names.get(row[1]) or organisations.get(row[2], ""),
            what=row[3],
            was_list=row[4],
        )
        for row in rows
    ]
