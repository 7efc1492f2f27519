"""Keeping a service in the directory, revising it, and saying where it is offered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.directory import rules
from limen.domain.directory.commands.hiding import keep_apart
from limen.domain.directory.events import Kept, PlaceSet, Revised
from limen.domain.directory.models import Place, Provider, Service
from limen.domain.directory.names.words import Offered, Said, Whereabouts
from limen.domain.directory.queries import keeping
from limen.domain.directory.queries.reach import PUBLISHES, own_place, own_service
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("directory.keep")
def keep(offered: Offered, where: Whereabouts | None = None, *, by: Actor, at: datetime) -> Kept:
    """Put a service into the directory of one's house, with a place if one is said."""
    refuse_if(rules.obstacles_to_keeping(offered, publishes=by.may(PUBLISHES)))
    provider = _saved(offered.provider, by)
    said = keeping.said_of(offered, {}, at=at)
    row = Service(
        organisation_id=by.organisation_id,
        provider=provider,
        known_as=UUID(said["id"]),
        level=offered.level,
        language=offered.language,
        time_zone=offered.time_zone,
        kept_by_id=by.id,
        kept_at=at,
        changed_by_id=by.id,
        changed_at=at,
        **keeping.columns_of(said, provider.said),
    )
    if where is not None:
        refuse_if(rules.obstacles_to_setting_place(row, where))
    row.save(force_insert=True)
    if where is not None:
        _new_place(row, where)
    return Kept(service_id=row.pk, name=row.name)


@command("directory.revise")
def revise(service_id: UUID, offered: Offered, *, version: int, by: Actor, at: datetime) -> Revised:
    """Say what is so. `version` is the one the actor had before them; if somebody else was faster, nothing is
    changed, and `Conflict` says who. Who may see it stays as it is."""
    row = own_service(service_id, by=by)
    _refuse_if_changed(row, version, by)
    publishes = by.may(PUBLISHES) or offered.level == row.level
    refuse_if(rules.obstacles_to_revising(row, offered, publishes=publishes))
    provider = _saved(offered.provider, by)
    columns = keeping.columns_of(keeping.said_of(offered, row.said, at=at), provider.said)
    columns |= {"provider": provider, "language": offered.language, "time_zone": offered.time_zone}
    _change(row, columns, by=by, at=at)
    if provider.pk != row.provider_id:
        Place.objects.filter(service=row).update(provider=provider)
    return Revised(service_id=row.pk, name=columns["name"], version=row.version + 1)


@command("directory.set_place")
def set_place(
    service_id: UUID, where: Whereabouts, *, place_id: UUID | None, version: int, by: Actor, at: datetime
) -> PlaceSet:
    """Say where a service is offered: a new place, or one of its places otherwise. A location that is
    confidential is so wherever the house keeps it."""
    row = own_service(service_id, by=by)
    _refuse_if_changed(row, version, by)
    refuse_if(rules.obstacles_to_setting_place(row, where))
    if place_id is None:
        place = _new_place(row, where)
    else:
        place = own_place(place_id, service_id=service_id, by=by)
        columns = keeping.place_columns(keeping.location_of(where, place.said))
        Place.objects.filter(pk=place.pk).update(**columns)
        same = Place.objects.filter(organisation_id=by.organisation_id, known_as=place.known_as)
        same.update(is_confidential=where.is_confidential)
    said: Said = {**row.said, "last_modified": keeping.written(at)}
    _change(row, {"said": said}, by=by, at=at)
    keep_apart(place.known_as, organisation_id=by.organisation_id)
    return PlaceSet(
        service_id=row.pk,
        place_id=place.pk,
        name=row.name,
        is_confidential=where.is_confidential,
        version=row.version + 1,
    )


def _saved(name: str, by: Actor) -> Provider:
    provider = keeping.own_provider(name, by=by)
    if provider._state.adding:
        provider.save(force_insert=True)
    return provider


def _new_place(row: Service, where: Whereabouts) -> Place:
    said = keeping.location_of(where, {})
    offered_as = new_id()
    return Place.objects.create(
        organisation_id=row.organisation_id,
        provider_id=row.provider_id,
        service=row,
        known_as=UUID(said["id"]),
        offered_as=offered_as,
        offer={"id": str(offered_as)},
        is_confidential=where.is_confidential,
        number=Place.objects.filter(service=row).count(),
        **keeping.place_columns(said),
    )


def _change(row: Service, columns: dict[str, Any], *, by: Actor, at: datetime) -> None:
    Service.objects.filter(pk=row.pk).update(
        **columns, version=row.version + 1, changed_by_id=by.id, changed_at=at
    )


def _refuse_if_changed(row: Service, version: int, by: Actor) -> None:
    if row.version == version:
        return
    name = names_of({row.changed_by_id}, by=by).get(row.changed_by_id, "")
    theirs = Text(says=row.name, by_name=name, at=row.changed_at)
    raise Conflict(theirs=theirs, base=None, version=row.version)
