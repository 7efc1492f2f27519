"""Who could take some cases: how much they have, and from which a wall keeps them. People decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from limen.domain.cases.models import Assignment, Party, Wall
from limen.domain.cases.queries.reach import cases_allocated_by, cases_read_by
from limen.domain.identity.queries.people import NameCard
from limen.domain.identity.queries.skills import skills_of
from limen.domain.people.models import Language
from limen.domain.people.queries.kept import kept_within
from limen.domain.people.queries.reach import nationalities_within
from limen.domain.worklists.queries.lists import rows_within
from limen.foundation.actors import Actor

PERSONS_AT_MOST = 500  # of a page of cases


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A colleague: `load` is the open cases they hold, as far as the actor may read them; `holds` and
    `walled` are how many of the chosen cases they hold already, and how many a wall keeps from them; `speaks`
    and `knows` are the languages and countries recorded of them."""

    id: UUID
    name: str
    load: int
    holds: int
    walled: int
    speaks: tuple[str, ...]
    knows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What some cases ask of whoever gets them: languages their people speak, countries they belong to."""

    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def candidates(
    people: Sequence[NameCard], case_ids: list[UUID], *, by: Actor, at: datetime
) -> list[Candidate]:
    """These colleagues, who has least first. Four queries. The walls are those that the actor may know of:
    their own is not among them."""
    ids = [card.id for card in people]
    held = Assignment.objects.filter(until_at=None, member_id__in=ids)
    seen = rows_within(by, at=at).exclude(phase="closed").values("case_id")
    load = _counted(held.filter(case_id__in=seen))
    holds = _counted(held.filter(case_id__in=case_ids, case__in=cases_allocated_by(by, at=at)))
    walls = Wall.objects.filter(until_at=None, member_id__in=ids, case_id__in=case_ids).exclude(
        member_id=by.id
    )
    walled = _counted(walls.filter(case__in=cases_allocated_by(by, at=at)))
    skills = skills_of(ids, by=by)
    found = [
        Candidate(
            id=card.id,
            name=card.name,
            load=load.get(card.id, 0),
            holds=holds.get(card.id, 0),
            walled=walled.get(card.id, 0),
            speaks=skills[card.id].languages,
            knows=skills[card.id].countries,
        )
        for card in people
    ]
    return sorted(found, key=lambda one: (one.load, one.name))


def needs_of(case_ids: list[UUID], *, by: Actor, at: datetime) -> Needs:
    """What these cases ask for, as far as the actor may read the people in them. Three queries."""
    persons = list(
        Party.objects.filter(case_id__in=case_ids, case__in=cases_read_by(by, at=at), until_at=None)
        .values_list("person_id", flat=True)
        .distinct()[:PERSONS_AT_MOST]
    )
    spoken = kept_within(Language.objects.filter(person_id__in=persons, ended_at=None), by=by, at=at)
    belongs = nationalities_within(by, at=at).filter(
        person_id__in=persons, ended_at=None, country__isnull=False
    )
    return Needs(
        languages=tuple(sorted(set(spoken.values_list("language", flat=True)))),
        countries=tuple(sorted({one for one in belongs.values_list("country", flat=True) if one})),
    )


def _counted(rows: QuerySet[Assignment] | QuerySet[Wall]) -> dict[UUID, int]:
    return dict(rows.values("member_id").annotate(count=Count("pk")).values_list("member_id", "count"))
