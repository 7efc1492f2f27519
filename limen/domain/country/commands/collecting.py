"""Collections of the library: made for a profile of claims, put right, filled and emptied, put away and
brought back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.country import rules
from limen.domain.country.events import (
    BroughtBack,
    CollectionChanged,
    CollectionMade,
    PutAway,
    PutIn,
    TakenOut,
)
from limen.domain.country.models import Collected, Collection
from limen.domain.country.names import Profile
from limen.domain.country.queries.reach import locked_collection, passages_within, report_within
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Hidden, Obstacle, Text, refuse_if


@command("country.make_collection")
def make_collection(profile: Profile, *, by: Actor, at: datetime) -> CollectionMade:
    """Make a collection, empty."""
    refuse_if(rules.obstacles_to_collecting(profile))
    row = Collection.objects.create(
        id=new_id(), organisation_id=by.organisation_id, made_by_id=by.id, made_at=at, **_columns(profile)
    )
    return CollectionMade(collection_id=row.pk, called=row.called)


@command("country.change_collection")
def change_collection(
    collection_id: UUID, profile: Profile, *, version: int, by: Actor, at: datetime
) -> CollectionChanged:
    """Say what a collection is for. `version` is what the actor had before them; raises `Conflict` when
    somebody else was faster."""
    row = locked_collection(collection_id, by=by)
    if row.version != version:
        theirs = Text(says=f"{row.called}. {row.claim}. {row.note}", by_name="", at=None)
        raise Conflict(theirs=theirs, base=None, version=row.version)
    refuse_if(_obstacles(row) or rules.obstacles_to_collecting(profile))
    Collection.objects.filter(pk=collection_id).update(**_columns(profile), version=version + 1)
    return CollectionChanged(collection_id=collection_id, called=profile.called.strip(), version=version + 1)


@command("country.put_in")
def put_in(
    collection_id: UUID, *, report_id: UUID, passage_id: UUID | None = None, by: Actor, at: datetime
) -> PutIn:
    """Put a report into a collection, or one passage of it. It may be another house's, if one may read it."""
    row = locked_collection(collection_id, by=by)
    refuse_if(_obstacles(row))
    report = report_within(report_id, by=by)
    inside = Collected.objects.filter(collection=row, report_id=report_id, taken_out_at=None)
    if passage_id is None:
        inside = inside.filter(passage=None)
    else:
        inside = inside.filter(passage_id=passage_id)
        if not passages_within(by).filter(report_id=report_id, pk=passage_id).exists():
            raise Hidden(f"passage {passage_id}")
    refuse_if(rules.obstacles_to_putting_in(report, is_in=inside.exists()))
    Collected.objects.create(
        id=new_id(),
        collection=row,
        report_id=report_id,
        passage_id=passage_id,
        put_in_by_id=by.id,
        put_in_at=at,
    )
    return PutIn(collection_id=collection_id, report_id=report_id, passage_id=passage_id)


@command("country.take_out")
def take_out(collection_id: UUID, *, collected_id: UUID, by: Actor, at: datetime) -> TakenOut:
    """Take a report or a passage out of a collection. That it was there stays."""
    row = locked_collection(collection_id, by=by)
    refuse_if(_obstacles(row))
    inside = Collected.objects.filter(collection=row, pk=collected_id, taken_out_at=None)
    one = inside.first()
    if one is None:
        raise Hidden(f"place {collected_id} of a collection")
    inside.update(taken_out_by_id=by.id, taken_out_at=at)
    return TakenOut(collection_id=collection_id, report_id=one.report_id, passage_id=one.passage_id)


@command("country.put_away")
def put_away(collection_id: UUID, *, by: Actor, at: datetime) -> PutAway:
    """Put a collection away: lists leave it out, and nothing in it is lost."""
    row = locked_collection(collection_id, by=by)
    refuse_if(_obstacles(row))
    Collection.objects.filter(pk=collection_id).update(put_away_by_id=by.id, put_away_at=at)
    return PutAway(collection_id=collection_id, called=row.called)


@command("country.bring_back")
def bring_back(collection_id: UUID, *, by: Actor, at: datetime) -> BroughtBack:
    """Bring it back, as it was."""
    row = locked_collection(collection_id, by=by)
    refuse_if(rules.obstacles_to_bringing_back(is_away=row.put_away_at is not None))
    Collection.objects.filter(pk=collection_id).update(put_away_by_id=None, put_away_at=None)
    return BroughtBack(collection_id=collection_id, called=row.called)


def _obstacles(row: Collection) -> list[Obstacle]:
    return rules.obstacles_to_changing_collection(is_away=row.put_away_at is not None)


def _columns(profile: Profile) -> dict[str, Any]:
    return {
        "called": profile.called.strip(),
        "country": profile.country,
        "claim": profile.claim.strip(),
        "note": profile.note.strip(),
        "look_again_on": profile.look_again_on,
        "level": profile.level,
    }
