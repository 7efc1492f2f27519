"""People, units and sessions, as cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from limen.domain.identity.models import Clearance, Member, Organisation, Posting, Unit
from limen.domain.identity.names import Assurance, Compartment, Role
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden
from limen.foundation.statements import asked, padded

_FEW_UNITS = 64  # of more it is cheaper to ask for all of the organisation
_WITHOUT_CASES = {Role.ADMINISTRATOR, Role.AUDITOR, Role.POLICY_LEAD, Role.INTERPRETER}
WORKING = tuple(role for role in Role if role not in _WITHOUT_CASES)


@dataclass(frozen=True, kw_only=True)
class PostingCard:
    id: UUID
    unit: str
    role: Role
    reach: Reach
    since_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ClearanceCard:
    id: UUID
    compartment: Compartment
    since_at: datetime


@dataclass(frozen=True, kw_only=True)
class ColleagueCard:
    """One colleague as the administration sees them."""

    id: UUID
    name: str
    login: str
    is_active: bool
    postings: tuple[PostingCard, ...]
    clearances: tuple[ClearanceCard, ...]


@dataclass(frozen=True, kw_only=True)
class UnitCard:
    id: UUID
    name: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class NameCard:
    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class SessionCard:
    """One place where the person is signed in."""

    id: UUID
    device: str
    network: str
    assurance: Assurance
    made_at: datetime
    seen_at: datetime
    expires_at: datetime
    is_this_one: bool


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    id: UUID
    name: str
    organisation: str
    role: Role
    unit: str
    language: str


def my_sessions() -> list[SessionCard]:
    """Where the acting person is signed in, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, device, network, assurance, made_at, seen_at, expires_at, is_this_one"
            " from access.my_sessions()"
        )
        return [
            SessionCard(
                id=row[0],
                device=row[1],
                network=row[2],
                assurance=Assurance(row[3]),
                made_at=row[4],
                seen_at=row[5],
                expires_at=row[6],
                is_this_one=row[7],
            )
            for row in cursor.fetchall()
        ]


def demo_people() -> list[DemoPerson]:
    """Whom a visitor of a demonstration can be. Empty in any other installation."""
    with connection.cursor() as cursor:
        cursor.execute("select id, name, organisation, role, unit, language from access.demo_people()")
        return [
            DemoPerson(
                id=row[0], name=row[1], organisation=row[2], role=Role(row[3]), unit=row[4], language=row[5]
            )
            for row in cursor.fetchall()
        ]


def colleagues(by: Actor, at: datetime) -> list[ColleagueCard]:
    """Everybody in the administrator's organisation, with what they hold now, by name. Three queries."""
    with connection.cursor() as cursor:
        cursor.execute("select id, login, is_active from access.colleagues()")
        logins = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    now = Q(until_at=None) | Q(until_at__gt=at)
    postings: dict[UUID, list[PostingCard]] = {}
    for row in (
        Posting.objects.filter(now, organisation_id=by.organisation_id)
        .select_related("unit")
        .order_by("since_at")
    ):
        postings.setdefault(row.member_id, []).append(posting_card(row))
    clearances: dict[UUID, list[ClearanceCard]] = {}
    for held in Clearance.objects.filter(now, organisation_id=by.organisation_id).order_by("compartment"):
        card = ClearanceCard(id=held.id, compartment=Compartment(held.compartment), since_at=held.since_at)
        clearances.setdefault(held.member_id, []).append(card)
    return [
        ColleagueCard(
            id=member.pk,
            name=member.name,
            login=logins[member.pk][0],
            is_active=logins[member.pk][1],
            postings=tuple(postings.get(member.pk, ())),
            clearances=tuple(clearances.get(member.pk, ())),
        )
        for member in Member.objects.filter(organisation_id=by.organisation_id).order_by("name", "pk")
        if member.pk in logins
    ]


def posting_card(row: Posting) -> PostingCard:
    """A loaded posting, with its unit, as a card."""
    return PostingCard(
        id=row.id,
        unit=row.unit.name,
        role=Role(row.role),
        reach=Reach(row.reach),
        since_at=row.since_at,
        until_at=row.until_at,
    )


def colleague(member_id: UUID, *, by: Actor, at: datetime) -> ColleagueCard:
    """One colleague. Raises `Hidden` when there is none of that id in the organisation."""
    for card in colleagues(by, at):
        if card.id == member_id:
            return card
    raise Hidden(f"no colleague {member_id}")


def my_units(by: Actor, *, among: Iterable[UUID] | None = None) -> list[UnitCard]:
    """The units of the actor's organisation, or those of them that are among some, by name."""
    wanted = None if among is None else frozenset(among)
    if wanted is not None and not wanted:
        return []
    rows = asked(_units, padded(wanted) if wanted and len(wanted) <= _FEW_UNITS else (), by=by)
    return [
        UnitCard(id=unit_id, name=name, organisation=of)
        for unit_id, name, of in rows
        if wanted is None or unit_id in wanted
    ]


def _units(by: Actor, _at: datetime, among: tuple[UUID, ...]) -> QuerySet[Unit, Any]:
    rows = Unit.objects.filter(organisation_id=by.organisation_id)
    rows = rows.filter(id__in=among) if among else rows
    return rows.order_by("name").values_list("id", "name", "organisation__name")


def units_one_can_share_with(by: Actor) -> list[UnitCard]:
    """Units of other organisations that let themselves be addressed, by organisation and name."""
    rows = Unit.objects.filter(is_listed=True).exclude(organisation_id=by.organisation_id)
    organisations = {o.id: o.name for o in Organisation.objects.filter(is_listed=True)}
    return sorted(
        (
            UnitCard(id=row.id, name=row.name, organisation=organisations[row.organisation_id])
            for row in rows
            if row.organisation_id in organisations
        ),
        key=lambda unit: (unit.organisation, unit.name),
    )


def people_of_units(
    unit_ids: tuple[UUID, ...], *, by: Actor, at: datetime, roles: Iterable[Role] | None = None
) -> list[NameCard]:
    """Who is posted to these units now and works on cases, or in one of these roles, by name: the people one
    can assign a case to."""
    given = (padded(unit_ids), tuple(WORKING if roles is None else roles))
    return [NameCard(id=member_id, name=name) for member_id, name in asked(_posted, given, by=by, at=at)]


def _posted(
    by: Actor, at: datetime, given: tuple[tuple[UUID, ...], tuple[Role, ...]]
) -> QuerySet[Posting, Any]:
    unit_ids, roles = given
    now = Q(until_at=None) | Q(until_at__gt=at)
    return (
        Posting.objects.filter(now, organisation_id=by.organisation_id, unit_id__in=unit_ids)
        .filter(role__in=roles)
        .values_list("member_id", "member__name")
        .distinct()
        .order_by("member__name", "member_id")
    )


def names_of(member_ids: set[UUID], *, by: Actor) -> dict[UUID, str]:
    """Names of colleagues by id; somebody of another organisation is absent."""
    return dict(asked(_named, padded(member_ids), by=by))


def _named(by: Actor, _at: datetime, ids: tuple[UUID, ...]) -> QuerySet[Member, Any]:
    return Member.objects.filter(pk__in=ids, organisation_id=by.organisation_id).values_list("pk", "name")
