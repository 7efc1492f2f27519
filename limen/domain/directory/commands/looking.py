"""Looking after what the directory says: verified, how much is free, who may see it, and withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.directory import rules
from limen.domain.directory.events import CapacityTold, Published, Verified, Withdrawn
from limen.domain.directory.models import Service
from limen.domain.directory.names.words import Level, Told
from limen.domain.directory.queries import keeping
from limen.domain.directory.queries.reach import own_service
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if


@command("directory.verify")
def verify(service_id: UUID, *, on: date, by: Actor, at: datetime) -> Verified:
    """Say that one looked, and that a service is as the directory says. `on` is today where one sits."""
    row = own_service(service_id, by=by)
    refuse_if(rules.obstacles_to_changing(row))
    said = {name: value for name, value in row.said.items() if name != "assurer_email"}
    said |= {"assured_date": on.isoformat(), "last_modified": keeping.written(at)}
    Service.objects.filter(pk=row.pk).update(said=said, verified_on=on, verified_by_id=by.id, changed_at=at)
    return Verified(service_id=row.pk, name=row.name)


@command("directory.say_capacity")
def say_capacity(service_id: UUID, told: Told, *, by: Actor, at: datetime) -> CapacityTold:
    """Say how much is free now. It is shown with the instant at which it was said."""
    row = own_service(service_id, by=by)
    refuse_if(rules.obstacles_to_telling(row, told))
    said = keeping.with_capacity(row.said, told, at=at)
    Service.objects.filter(pk=row.pk).update(said=said, changed_at=at)
    return CapacityTold(
        service_id=row.pk,
        name=row.name,
        unit=told.unit.strip(),
        available=told.available,
        maximum=told.maximum,
    )


@command("directory.publish")
def publish(service_id: UUID, level: Level, *, by: Actor, at: datetime) -> Published:
    """Say who may see a service: one's house, the installation, or everybody."""
    row = own_service(service_id, by=by)
    elsewhere = keeping.is_published_elsewhere(row, by=by)
    refuse_if(rules.obstacles_to_publishing(row, level, is_published_elsewhere=elsewhere))
    Service.objects.filter(pk=row.pk).update(level=level, changed_by_id=by.id, changed_at=at)
    return Published(service_id=row.pk, name=row.name, level=level.value)


@command("directory.withdraw")
def withdraw(service_id: UUID, *, why: str, by: Actor, at: datetime) -> Withdrawn:
    """Take a service out of the directory. It stays readable in the house, with the reason."""
    row = own_service(service_id, by=by)
    refuse_if(rules.obstacles_to_withdrawing(row, why=why))
    Service.objects.filter(pk=row.pk).update(
        withdrawn_by_id=by.id, withdrawn_at=at, withdrawn_why=why.strip()
    )
    return Withdrawn(service_id=row.pk, name=row.name, why=why.strip())
