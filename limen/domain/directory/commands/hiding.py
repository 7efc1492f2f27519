"""What a service and its provider say of a confidential place is kept with the place, and comes back when the
place is confidential no longer."""

from __future__ import annotations

from uuid import UUID

from limen.domain.directory.models import Place, Provider, Service
from limen.domain.directory.names.parts import drawn_out, ids_within, put_back
from limen.domain.directory.names.words import Said


def keep_apart(known_as: UUID, *, organisation_id: UUID) -> None:
    """Of a location of a house, wherever it stands there: what others say of it goes with it, or comes back.
    To be called inside an act, after the place was written."""
    rows = Place.objects.filter(organisation_id=organisation_id, known_as=known_as, ended_at=None)
    for place in rows.select_related("service", "provider").order_by("pk"):
        kept: Said = {}
        ids = ids_within(place.said, place.offer) if place.is_confidential else frozenset()
        if place.service is not None:
            said, kept["service"] = drawn_out(
                put_back(place.service.said, place.kept_back.get("service", {})), ids
            )
            Service.objects.filter(pk=place.service.pk).update(said=said)
        provider = Provider.objects.get(pk=place.provider_id)
        said, kept["provider"] = drawn_out(put_back(provider.said, place.kept_back.get("provider", {})), ids)
        Provider.objects.filter(pk=provider.pk).update(said=said)
        Place.objects.filter(pk=place.pk).update(kept_back={k: v for k, v in kept.items() if v})
