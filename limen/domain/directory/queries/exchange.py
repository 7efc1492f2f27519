"""The directory in the published form: of a house, and what anybody may read without signing in. A
confidential place is in neither."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from limen.domain.country.names import CONFIGS, PLAIN
from limen.domain.directory.models import Service
from limen.domain.directory.names.parts import put_together
from limen.domain.directory.names.words import Said
from limen.domain.directory.queries.reach import places_within, services_within
from limen.foundation.actors import Actor

_SERVICES = """select known_as, said, provider, places, sites, time_zone, in_all
    from access.published_services(%s, %s, %s, %s, %s, %s, %s, %s, %s)"""
_PROVIDERS = "select known_as, said, sites, in_all from access.published_providers(%s, %s, %s)"
_JSON = frozenset({"said", "provider", "places", "sites"})  # Django's connection gives them as text
LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class PublicSought:
    """Which of the published services."""

    id: UUID | None = None
    words: str = ""
    language: str = ""
    topic: str = ""
    since: datetime | None = None
    provider_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PublicService:
    """One that anybody may read: the whole of it, and the time zone of its hours."""

    said: Said
    time_zone: str


@dataclass(frozen=True, kw_only=True)
class Published:
    """A page of what anybody may read; `in_all` is how many there are."""

    services: tuple[PublicService, ...] = ()
    providers: tuple[Said, ...] = ()
    in_all: int = 0


def exported(*, by: Actor) -> list[Said]:
    """All services of the actor's house that are not withdrawn. Two queries."""
    rows = services_within(by).filter(organisation_id=by.organisation_id, withdrawn_at=None)
    return _whole(list(rows.select_related("provider").order_by("name", "id")), by)


def published(sought: PublicSought, *, skip: int, at_most: int) -> Published:
    """A page of published services, by name. Asked without anybody. One query."""
    grammars = sorted({*CONFIGS.values(), PLAIN})
    rows = _asked(
        _SERVICES,
        [sought.id, sought.words[:LONGEST], grammars, sought.language[:3], sought.topic[:LONGEST],
         sought.since, sought.provider_id, skip, at_most],
    )  # fmt: skip
    services = tuple(
        PublicService(said=put_together(said, provider, places, [one for one, _ in sites]), time_zone=zone)
        for _id, said, provider, places, sites, zone, _in_all in rows
    )
    return Published(services=services, in_all=rows[0][-1] if rows else 0)


def published_providers(wanted: UUID | None, *, skip: int, at_most: int) -> Published:
    """A page of those who offer them. One query."""
    rows = _asked(_PROVIDERS, [wanted, skip, at_most])
    providers = tuple(
        said | ({"locations": [one for one, _ in sites]} if sites else {}) for _id, said, sites, _ in rows
    )
    return Published(providers=providers, in_all=rows[0][-1] if rows else 0)


def _whole(rows: Sequence[Service], by: Actor) -> list[Said]:
    places: dict[tuple[UUID | None, UUID], list[tuple[Said, Said]]] = defaultdict(list)
    open_ones = places_within(by).filter(organisation_id=by.organisation_id, ended_at=None)
    for place in open_ones.filter(is_confidential=False).order_by("number", "id"):
        places[place.service_id, place.provider_id].append((place.said, place.offer))
    return [
        put_together(
            row.said,
            row.provider.said,
            places[row.pk, row.provider_id],
            [location for location, _offer in places[None, row.provider_id]],
        )
        for row in rows
    ]


def _asked(question: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        names = [column.name for column in cursor.description or ()]
        return [
            tuple(json.loads(one) if name in _JSON else one for name, one in zip(names, row, strict=True))
            for row in cursor.fetchall()
        ]
