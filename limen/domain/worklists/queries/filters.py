"""Saved filters: one's own, and those shared with one's units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.identity.queries.people import names_of
from limen.domain.worklists.models import SavedFilter
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden
from limen.foundation.statements import asked

SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class FilterCard:
    """A filter under its name; `by_name` is whose it is, `is_mine` whether I can drop it."""

    id: UUID
    name: str
    asked: str
    by_name: str
    is_mine: bool
    is_shared: bool


def filters_within(by: Actor) -> QuerySet[SavedFilter]:
    """The application's own wall: one's own, and those of units whose files one reads."""
    shared = Q(unit_id__in=by.units_within(Reach.READ))
    return SavedFilter.objects.filter(Q(member_id=by.id) | shared, dropped_at=None)


def filters_for(by: Actor) -> list[FilterCard]:
    """Those that there are, by name. Two queries."""
    rows = asked(_listed, (), by=by)
    names = names_of({member_id for _, _, _, member_id, _ in rows}, by=by)
    return [
        FilterCard(
            id=filter_id,
            name=name,
            asked=question,
            by_name=names.get(member_id, ""),
            is_mine=member_id == by.id,
            is_shared=unit_id is not None,
        )
        for filter_id, name, question, member_id, unit_id in rows
    ]


def _listed(by: Actor, _at: datetime, _given: tuple[()]) -> QuerySet[SavedFilter, Any]:
    rows = filters_within(by).order_by("name", "id")
    return rows.values_list("id", "name", "asked", "member_id", "unit_id")[:SHOWN]


def own_filter(filter_id: UUID, *, by: Actor) -> SavedFilter:
    """A filter of one's own, locked. Raises `Hidden`."""
    row = filters_within(by).filter(pk=filter_id, member_id=by.id).select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"filter {filter_id}")
    return row
