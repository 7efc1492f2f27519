"""Finding services: by words, topic, language, nearness and whether they are open; and one with all of it.

Words, topics and languages are asked of the database. Whether one is open and how far it is are worked out of
what was found, of so many services at most; where there are more, the answer says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Avg, Q, QuerySet

from limen.domain.country.names import CONFIGS, PLAIN
from limen.domain.directory.models import Place, Service
from limen.domain.directory.names.nearness import Point, point_typed
from limen.domain.directory.names.words import Standing
from limen.domain.directory.queries.cards import (
    PlaceCard,
    ServiceCard,
    ServiceSheet,
    place_card,
    service_card,
)
from limen.domain.directory.queries.reach import places_within, service_within, services_within
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor

SHOWN, LOOKED_AT = 25, 1000
LONGEST_WORDS = 200


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Which services. `near` is what somebody typed: coordinates, a town or a postal code of the directory;
    `within` is in kilometres. `with_old` brings those of one's house that were withdrawn."""

    words: str = ""
    topic: str = ""
    language: str = ""
    near: str = ""
    within: float | None = None
    is_open: bool = False
    has_room: bool = False
    is_unverified: bool = False
    with_old: bool = False


@dataclass(frozen=True, kw_only=True)
class ServicesFound:
    """A page of services; `after` is how many stand before the next one, or 0. `is_cut`: there were more than
    are looked at. `is_nowhere`: the directory knows no such place."""

    cards: tuple[ServiceCard, ...] = ()
    in_all: int = 0
    after: int = 0
    is_cut: bool = False
    is_nowhere: bool = False


def services_found(sought: Sought, *, skip: int = 0, at: datetime, by: Actor) -> ServicesFound:
    """A page of services, the nearest first or else by name. Four queries at most."""
    near = point_near(sought.near, by=by)
    if sought.near.strip() and near is None:
        return ServicesFound(is_nowhere=True)
    rows = list(_rows(sought, by).select_related("provider").order_by("name", "id")[: LOOKED_AT + 1])
    places = _places([row.pk for row in rows], by)
    cards = [
        service_card(row, places[row.pk], near=near, organisation_id=by.organisation_id, at=at)
        for row in rows[:LOOKED_AT]
    ]
    kept = [card for card in cards if _suits(card, sought)]
    if near is not None:
        kept.sort(key=lambda card: (card.away is None, card.away or 0.0))
    skip = max(skip, 0)
    page = tuple(kept[skip : skip + SHOWN])
    after = skip + SHOWN if len(kept) > skip + SHOWN else 0
    return ServicesFound(cards=page, in_all=len(kept), after=after, is_cut=len(rows) > LOOKED_AT)


def service_sheet(service_id: UUID, *, at: datetime, by: Actor) -> ServiceSheet:
    """One service with its places. Raises `Hidden`. Four queries."""
    row = service_within(service_id, by=by)
    rows = places_within(by).filter(ended_at=None).order_by("number", "id")
    of_provider = Q(service=None, provider_id=row.provider_id)
    found = list(rows.filter(Q(service=row) | of_provider))
    places = [place for place in found if place.service_id is not None]
    people = {row.verified_by_id, row.changed_by_id, row.withdrawn_by_id} - {None}
    names = names_of({one for one in people if one}, by=by)
    return ServiceSheet(
        card=service_card(row, places, near=None, organisation_id=by.organisation_id, at=at),
        said=row.said,
        provider=row.provider.said,
        places=tuple(place_card(place) for place in places),
        sites=tuple(place_card(place) for place in found if place.service_id is None),
        language=row.language,
        time_zone=row.time_zone,
        verified_by=names.get(row.verified_by_id, "") if row.verified_by_id else "",
        changed_by=names.get(row.changed_by_id, ""),
        changed_at=row.changed_at,
        withdrawn_by=names.get(row.withdrawn_by_id, "") if row.withdrawn_by_id else "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
    )


def place_of(service_id: UUID, place_id: UUID, *, at: datetime, by: Actor) -> PlaceCard | None:
    """One place of a service, if the actor may know of it."""
    sheet = service_sheet(service_id, at=at, by=by)
    return next((place for place in sheet.places if place.id == place_id), None)


def topics_kept(*, by: Actor) -> list[str]:
    """All topics under which something stands, in order. One query."""
    found = services_within(by).filter(withdrawn_at=None).values_list("topics", flat=True)
    return sorted({topic for topics in found[:LOOKED_AT] for topic in topics})


def languages_kept(*, by: Actor) -> list[str]:
    """All languages in which somewhere one is served. One query."""
    found = services_within(by).filter(withdrawn_at=None).values_list("languages", flat=True)
    return sorted({code for codes in found[:LOOKED_AT] for code in codes})


def point_near(words: str, *, by: Actor) -> Point | None:
    """Where that is: coordinates as they were typed, else the middle of the places that the directory knows
    in a town of that name or with that postal code. No other host is asked. One query at most."""
    words = words.strip()[:LONGEST_WORDS]
    if not words or (point := point_typed(words)):
        return point if words else None
    named = Q(city__iexact=words) | Q(postal_code__iexact=words)
    known = places_within(by).filter(
        named, is_confidential=False, ended_at=None, latitude__isnull=False, longitude__isnull=False
    )
    middle = known.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if middle["latitude"] is None:
        return None
    return Point(latitude=middle["latitude"], longitude=middle["longitude"])


def _rows(sought: Sought, by: Actor) -> QuerySet[Service]:
    rows = services_within(by)
    if not sought.with_old:
        rows = rows.filter(withdrawn_at=None).exclude(standing=Standing.DEFUNCT)
    if sought.topic:
        rows = rows.filter(topics__contains=[sought.topic])
    if sought.language:
        rows = rows.filter(languages__contains=[sought.language])
    if words := sought.words.strip()[:LONGEST_WORDS]:
        rows = rows.filter(_having(words, by))
    return rows


def _having(words: str, by: Actor) -> Q:
    """Rows that have the words as the grammar of their language bends them, or as they are written."""
    languages = services_within(by).order_by().values_list("language", flat=True).distinct()
    asked = (
        Q(language=code)
        & Q(words=SearchQuery(words, config=CONFIGS.get(code, PLAIN), search_type="websearch"))
        for code in languages
    )
    return reduce(or_, asked, Q(name__icontains=words))


def _places(services: Sequence[UUID], by: Actor) -> dict[UUID, list[Place]]:
    found: dict[UUID, list[Place]] = defaultdict(list)
    rows = places_within(by).filter(service_id__in=services, ended_at=None).order_by("number", "id")
    for row in rows:
        if row.service_id is not None:
            found[row.service_id].append(row)
    return found


def _suits(card: ServiceCard, sought: Sought) -> bool:
    if sought.is_open and card.is_open is not True:
        return False
    if sought.has_room and not any(one.available > 0 for one in card.capacities):
        return False
    if sought.is_unverified and not card.is_unverified:
        return False
    return sought.within is None or (card.away is not None and card.away <= sought.within)
