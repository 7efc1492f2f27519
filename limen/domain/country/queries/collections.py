"""Collections of the library: which there are, and what is in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.country.models import Collected, Collection
from limen.domain.country.names import Level, Profile
from limen.domain.country.queries.cards import PassageCard, ReportCard, report_card
from limen.domain.country.queries.reach import collections_within, passages_within, reports_within
from limen.domain.country.queries.reports import passage_card
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST = 200


@dataclass(frozen=True, kw_only=True)
class CollectionCard:
    """A collection. `is_stale`: somebody should look whether it still is what one needs; `put_away_at`: since
    when lists leave it out."""

    id: UUID
    profile: Profile
    version: int
    is_stale: bool
    is_ours: bool
    put_away_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CollectedCard:
    """A report in a collection, or the passage of it that is meant."""

    id: UUID
    report: ReportCard
    passage: PassageCard | None


@dataclass(frozen=True, kw_only=True)
class CollectionSheet:
    """A collection with what is in it, as far as the asker may read it, the last published first."""

    card: CollectionCard
    collected: tuple[CollectedCard, ...]


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where a search stays within a collection: whole reports, and passages of others, by their ids."""

    reports: tuple[UUID, ...]
    passages: tuple[UUID, ...]


def collections(*, on: date, by: Actor, is_away: bool = False) -> list[CollectionCard]:
    """Collections by country and name, or those that were put away; 200 at most. One query."""
    rows = collections_within(by).filter(put_away_at__isnull=not is_away)
    rows = rows.order_by("country", "called", "id")[:MOST]
    return [_card(row, on=on, by=by) for row in rows]


def collection_sheet(collection_id: UUID, *, on: date, by: Actor) -> CollectionSheet:
    """One of them, with what is in it. Raises `Hidden`. Three queries."""
    row = _collection(collection_id, by)
    inside = list(_inside(row, by).select_related("report").defer("report__file_key"))
    passages = {one.pk: one for one in passages_within(by).filter(pk__in=[one.passage_id for one in inside])}
    cards = [
        CollectedCard(
            id=one.pk,
            report=report_card(one.report, organisation_id=by.organisation_id, on=on),
            passage=passage_card(passages[one.passage_id]) if one.passage_id in passages else None,
        )
        for one in inside
    ]
    return CollectionSheet(card=_card(row, on=on, by=by), collected=tuple(cards))


def places_of(collection_id: UUID, *, by: Actor) -> Places:
    """Where a search stays. Raises `Hidden`. Three queries."""
    inside = _inside(_collection(collection_id, by), by)
    return Places(
        reports=tuple(inside.filter(passage=None).values_list("report_id", flat=True)),
        passages=tuple(inside.exclude(passage=None).values_list("passage_id", flat=True)),
    )


def _collection(collection_id: UUID, by: Actor) -> Collection:
    row = collections_within(by).filter(pk=collection_id).first()
    if row is None:
        raise Hidden(f"collection {collection_id}")
    return row


def _inside(row: Collection, by: Actor) -> QuerySet[Collected]:
    rows = Collected.objects.filter(collection=row, taken_out_at=None)
    rows = rows.filter(report__in=reports_within(by).values("pk"))
    return rows.order_by("-report__published_on", "passage__page", "passage__number", "id")


def _card(row: Collection, *, on: date, by: Actor) -> CollectionCard:
    return CollectionCard(
        id=row.pk,
        profile=Profile(
            called=row.called,
            country=row.country,
            claim=row.claim,
            note=row.note,
            look_again_on=row.look_again_on,
            level=Level(row.level),
        ),
        version=row.version,
        is_stale=row.look_again_on is not None and row.look_again_on <= on,
        is_ours=row.organisation_id == by.organisation_id,
        put_away_at=row.put_away_at,
    )
