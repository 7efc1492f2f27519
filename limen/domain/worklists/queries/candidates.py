"""Who could take some cases: how much they have, and from which a wall keeps them. People decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from limen.domain.cases.models import Assignment, Wall
from limen.domain.cases.queries.reach import cases_allocated_by
from limen.domain.identity.queries.people import people_of_units
from limen.domain.worklists.queries.lists import rows_within
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A colleague: `load` is the open cases they hold, as far as the actor may read them; `holds` and
    `walled` are how many of the chosen cases they hold already, and how many a wall keeps from them."""

    id: UUID
    name: str
    load: int
    holds: int
    walled: int


def candidates(
    unit_ids: tuple[UUID, ...], case_ids: list[UUID], *, by: Actor, at: datetime
) -> list[Candidate]:
    """The people of these units, who has least first. Four queries. The walls are those that the actor may
    know of: their own is not among them."""
    people = people_of_units(unit_ids, by=by, at=at)
    ids = [card.id for card in people]
    held = Assignment.objects.filter(until_at=None, member_id__in=ids)
    seen = rows_within(by, at=at).exclude(phase="closed").values("case_id")
    load = _counted(held.filter(case_id__in=seen))
    holds = _counted(held.filter(case_id__in=case_ids, case__in=cases_allocated_by(by, at=at)))
    walls = Wall.objects.filter(until_at=None, member_id__in=ids, case_id__in=case_ids).exclude(
        member_id=by.id
    )
    walled = _counted(walls.filter(case__in=cases_allocated_by(by, at=at)))
    found = [
        Candidate(
            id=card.id,
            name=card.name,
            load=load.get(card.id, 0),
            holds=holds.get(card.id, 0),
            walled=walled.get(card.id, 0),
        )
        for card in people
    ]
    return sorted(found, key=lambda one: (one.load, one.name))


def _counted(rows: QuerySet[Assignment] | QuerySet[Wall]) -> dict[UUID, int]:
    return dict(rows.values("member_id").annotate(count=Count("pk")).values_list("member_id", "count"))
