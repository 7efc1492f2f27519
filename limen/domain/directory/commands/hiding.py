"""What others say of a confidential place is kept with the place, and comes back when it is confidential no
longer."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from limen.domain.directory.models import Place, Provider, Service
from limen.domain.directory.names.parts import drawn_out, ids_within, kept_under, put_back
from limen.domain.directory.names.words import Said

Row = Provider | Service | Place


def keep_apart(known_as: UUID, *, organisation_id: UUID) -> None:
    """Of a location of a house, wherever it stands there: what its provider, the services of that and their
    other places say of it goes with it, or comes back. To be called inside an act, after it was written."""
    rows = Place.objects.filter(organisation_id=organisation_id, known_as=known_as, ended_at=None)
    for place in rows.order_by("pk"):
        ids = ids_within(place.said, place.offer) if place.is_confidential else frozenset()
        kept: Said = {}
        for row, field in _beside(place):
            key = kept_under(type(row).__name__, row.pk, field)
            before: Said = getattr(row, field)
            said, out = drawn_out(put_back(before, place.kept_back.get(key, {})), ids)
            if said != before:
                type(row).objects.filter(pk=row.pk).update(**{field: said})
            if out:
                kept[key] = out
        Place.objects.filter(pk=place.pk).update(kept_back=kept)


def _beside(place: Place) -> Iterator[tuple[Row, str]]:
    yield Provider.objects.get(pk=place.provider_id), "said"
    for service in Service.objects.filter(provider_id=place.provider_id, withdrawn_at=None):
        yield service, "said"
    others = Place.objects.filter(provider_id=place.provider_id, ended_at=None)
    for other in others.exclude(known_as=place.known_as):
        yield other, "said"
        yield other, "offer"
