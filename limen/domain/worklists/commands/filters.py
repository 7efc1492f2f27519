"""Filters kept and dropped, and what came in seen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.worklists import rules
from limen.domain.worklists.events import FilterDropped, FilterSaved, NewsSeen
from limen.domain.worklists.models import Look, SavedFilter
from limen.domain.worklists.queries.filters import own_filter
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("worklists.save_filter")
def save_filter(*, name: str, asked: str, unit_id: UUID | None, by: Actor, at: datetime) -> FilterSaved:
    """Keep what is asked of a worklist under a name, for oneself or for a unit of one's own."""
    name = " ".join(name.split())
    mine = SavedFilter.objects.filter(member_id=by.id, name=name, dropped_at=None)
    refuse_if(
        rules.obstacles_to_saving_filter(
            name=name, asked=asked, unit_id=unit_id, is_taken=mine.exists(), by=by
        )
    )
    kept = SavedFilter.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        member_id=by.id,
        unit_id=unit_id,
        name=name,
        asked=asked,
        saved_at=at,
    )
    return FilterSaved(filter_id=kept.id, unit_id=unit_id, name=name)


@command("worklists.drop_filter")
def drop_filter(filter_id: UUID, *, by: Actor, at: datetime) -> FilterDropped:
    """Let go of a filter of one's own."""
    kept = own_filter(filter_id, by=by)
    SavedFilter.objects.filter(pk=filter_id).update(dropped_at=at)
    return FilterDropped(filter_id=filter_id, name=kept.name)


@command("worklists.see_news")
def see_news(*, up_to: int, by: Actor, at: datetime) -> NewsSeen:
    """Say that one has seen what came in up to a line of the journal. It never goes back."""
    look = Look.objects.filter(pk=by.id).select_for_update().first()
    if look is None:
        Look.objects.create(member_id=by.id, entry_id=up_to, looked_at=at)
    elif look.entry_id < up_to:
        Look.objects.filter(pk=by.id).update(entry_id=up_to, looked_at=at)
    return NewsSeen(up_to=up_to)
