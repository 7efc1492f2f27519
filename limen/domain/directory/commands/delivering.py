"""A file of services in the published form: sent, looked at service by service, and taken in one act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.directory import rules
from limen.domain.directory.commands.hiding import keep_apart
from limen.domain.directory.events import Delivered, TakenIn
from limen.domain.directory.models import Delivery, Place, Provider, Service
from limen.domain.directory.names.parts import Parts, PlacePart, taken_apart
from limen.domain.directory.names.words import Level, LineState, Said
from limen.domain.directory.queries import keeping
from limen.domain.directory.queries.deliveries import looked_at, written_line
from limen.domain.directory.queries.reach import PUBLISHES, locked_delivery, services_within
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if


@command("directory.deliver")
def deliver(file_name: str, services: Sequence[Any], *, level: Level, by: Actor, at: datetime) -> Delivered:
    """Write down what a look at a file of services finds. Nothing is in the directory by it yet; what cannot
    be taken is kept as it came, with the reasons. `level`: who may see what is new."""
    refuse_if(rules.obstacles_to_delivering(len(services), level, publishes=by.may(PUBLISHES)))
    lines = looked_at(services, by=by)
    row = Delivery.objects.create(
        organisation_id=by.organisation_id,
        file_name=file_name[-200:],
        level=level,
        lines=[written_line(line) for line in lines],
        sent_by_id=by.id,
        sent_at=at,
    )
    ready = sum(line.state in (LineState.NEW, LineState.CHANGED) for line in lines)
    return Delivered(delivery_id=row.pk, file_name=row.file_name, lines=len(lines), ready=ready)


@command("directory.take_in")
def take_in(delivery_id: UUID, *, by: Actor, at: datetime) -> TakenIn:
    """Take the services of a file that have no fault: those that are new, and those that say otherwise than
    what is kept. They are looked at again first. Who may see a service, and which location is confidential,
    stays as the house has set it."""
    delivery = locked_delivery(delivery_id, by=by)
    level = Level(delivery.level)
    refuse_if(rules.obstacles_to_delivering(0, level, publishes=by.may(PUBLISHES)))
    done = {LineState.NEW: 0, LineState.CHANGED: 0}
    lines = looked_at([line["said"] for line in delivery.lines], by=by)
    kept = []
    for line in lines:
        written = written_line(line)
        if line.state in done:
            done[line.state] += 1
            _keep(taken_apart(line.said), level, by=by, at=at)
            written["state"] = LineState.TAKEN.value
        kept.append(written)
    Delivery.objects.filter(pk=delivery.pk).update(lines=kept, taken_at=at)
    left = sum(line.state is LineState.WRONG for line in lines)
    return TakenIn(
        delivery_id=delivery.pk, added=done[LineState.NEW], changed=done[LineState.CHANGED], left=left
    )


def _keep(parts: Parts, level: Level, *, by: Actor, at: datetime) -> None:
    provider = _provider(parts, by)
    rows = services_within(by).filter(
        organisation_id=by.organisation_id, known_as=parts.known_as, withdrawn_at=None
    )
    row = rows.select_for_update(of=("self",)).first()
    columns: Said = keeping.columns_of(parts.said, parts.provider) | {
        "provider": provider, "changed_by_id": by.id, "changed_at": at,
    }  # fmt: skip
    if row is None:
        row = Service.objects.create(
            organisation_id=by.organisation_id, known_as=parts.known_as, level=level,
            kept_by_id=by.id, kept_at=at, **columns,
        )  # fmt: skip
    else:
        told_on = keeping.verified_in(parts.said)
        if told_on and (row.verified_on is None or told_on > row.verified_on):
            columns |= {"verified_on": told_on, "verified_by": None}
        Service.objects.filter(pk=row.pk).update(**columns, version=row.version + 1)
    confidential = _places(row, provider, parts, by=by, at=at)
    for known_as in confidential:
        keep_apart(known_as, organisation_id=by.organisation_id)


def _provider(parts: Parts, by: Actor) -> Provider:
    name = str(parts.provider["name"])[:300]
    row, is_new = Provider.objects.get_or_create(
        organisation_id=by.organisation_id,
        known_as=parts.provider_known_as,
        defaults={"name": name, "said": parts.provider},
    )
    if not is_new:
        Provider.objects.filter(pk=row.pk).update(name=name, said=parts.provider)
    return row


def _places(row: Service, provider: Provider, parts: Parts, *, by: Actor, at: datetime) -> list[UUID]:
    """Set the places as the file has them; those of the house's locations that are confidential."""
    confidential = []
    for service, found in ((row, parts.places), (None, parts.sites)):
        before = Place.objects.filter(
            organisation_id=by.organisation_id, provider=provider, service=service, ended_at=None
        )
        kept = {(place.known_as, place.offered_as): place for place in before}
        for number, part in enumerate(found):
            is_hidden = keeping.confidential_of(part.known_as, by=by)
            if is_hidden:
                confidential.append(part.known_as)
            place = kept.pop((part.known_as, part.offered_as), None)
            _set(place, row=service, provider=provider, part=part, number=number, is_hidden=is_hidden)
        gone = [place.pk for place in kept.values()]
        Place.objects.filter(pk__in=gone).update(ended_at=at)
    return confidential


def _set(
    place: Place | None,
    *,
    row: Service | None,
    provider: Provider,
    part: PlacePart,
    number: int,
    is_hidden: bool,
) -> None:
    columns = keeping.place_columns(part.said) | {
        "offer": part.offer, "number": number, "kept_back": {}, "is_confidential": is_hidden,
    }  # fmt: skip
    if place is not None:
        Place.objects.filter(pk=place.pk).update(**columns)
        return
    Place.objects.create(
        organisation_id=provider.organisation_id,
        provider=provider,
        service=row,
        known_as=part.known_as,
        offered_as=part.offered_as,
        **columns,
    )
