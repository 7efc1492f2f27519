"""Who is part of a case, and through which cases persons are seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from limen.domain.cases.models import Case, Party
from limen.domain.cases.names import PartyPart
from limen.domain.cases.queries.reach import cases_seen_by, shared_with, within_reach
from limen.domain.cases.queries.reached import Reached, cases_reached
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach


@dataclass(frozen=True, kw_only=True)
class PartyCard:
    """A person's part in a case. `called` is empty when the part has ended: it shows the person no longer."""

    id: UUID
    case_id: UUID
    person_id: UUID
    called: str
    part: PartyPart
    since_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class FileCard:
    """A case in which somebody has a part, as a list of persons shows it."""

    case_id: UUID
    reference: str
    part: PartyPart


def persons_through_cases(by: Actor, *, need: Reach, at: datetime) -> Q:
    """Persons who are now party to a case that the actor reaches so far; a share shows the general part."""
    reached = within_reach(by, need=need, at=at)
    if need <= Reach.READ:
        reached |= shared_with(by, at=at)
    running = Party.objects.filter(
        Q(until_at=None) | Q(until_at__gt=at), case__in=Case.objects.filter(reached)
    )
    return Q(Exists(running.filter(person=OuterRef("pk"))))


def parties_of(case_id: UUID, *, by: Actor, at: datetime) -> list[PartyCard]:
    """Everybody who is or was part of a case, in the order in which they joined. Two queries."""
    rows = list(
        Party.objects.filter(case_id=case_id, case__in=cases_seen_by(by, at=at)).order_by("since_at", "id")
    )
    seen = persons_within(by, need=Reach.LIST, at=at).filter(pk__in={row.person_id for row in rows})
    called = dict(seen.values_list("pk", "called"))
    return [
        PartyCard(
            id=row.id,
            case_id=row.case_id,
            person_id=row.person_id,
            called="" if row.until_at and row.until_at <= at else called.get(row.person_id, ""),
            part=PartyPart(row.part),
            since_at=row.since_at,
            until_at=row.until_at,
        )
        for row in rows
    ]


def files_of(person_ids: set[UUID], *, by: Actor, at: datetime) -> dict[UUID, tuple[FileCard, ...]]:
    """The cases that the actor may know of in which each of these persons has a part. One query."""
    return files_among(cases_reached(person_ids, by=by, at=at), person_ids)


def files_among(reached: Iterable[Reached], person_ids: set[UUID]) -> dict[UUID, tuple[FileCard, ...]]:
    """The same, of cases that were asked for already."""
    found: dict[UUID, list[FileCard]] = {}
    for row in (one for one in reached if one.person_id in person_ids):
        card = FileCard(case_id=row.case_id, reference=row.reference, part=row.part)
        found.setdefault(row.person_id, []).append(card)
    return {person_id: tuple(cards) for person_id, cards in found.items()}
