"""The application's own wall around the directory: by organisation and level, for those who work on cases."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.directory.models import Delivery, Place, Provider, Service
from limen.domain.directory.names.words import Level
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

READS, KEEPS, PUBLISHES = "directory.read", "directory.keep", "directory.publish"


def services_within(by: Actor) -> QuerySet[Service]:
    """Services that the actor may know of: those of their house, and those that others let out and have not
    withdrawn."""
    if not by.may(READS):
        return Service.objects.none()
    others = ~Q(level=Level.OWN) & Q(withdrawn_at=None)
    return Service.objects.filter(others | Q(organisation_id=by.organisation_id)).defer("words")


def providers_within(by: Actor) -> QuerySet[Provider]:
    """Whoever offers them, and all of one's own house."""
    if not by.may(READS):
        return Provider.objects.none()
    known = Q(pk__in=services_within(by).values("provider_id"))
    return Provider.objects.filter(known | Q(organisation_id=by.organisation_id))


def places_within(by: Actor) -> QuerySet[Place]:
    """Where they are. A confidential place is known in its own house alone."""
    if not by.may(READS):
        return Place.objects.none()
    of_service = Q(service__in=services_within(by).values("pk"))
    of_provider = Q(service=None, provider__in=providers_within(by).values("pk"))
    others = Q(is_confidential=False, ended_at=None) & (of_service | of_provider)
    return Place.objects.filter(others | Q(organisation_id=by.organisation_id))


def service_within(service_id: UUID, *, by: Actor) -> Service:
    """One service. Raises `Hidden`."""
    row = services_within(by).select_related("provider").filter(pk=service_id).first()
    if row is None:
        raise Hidden(f"service {service_id}")
    return row


def own_service(service_id: UUID, *, by: Actor) -> Service:
    """A service of the actor's own house, locked for the rest of the act. Raises `Hidden`."""
    rows = services_within(by).filter(pk=service_id, organisation_id=by.organisation_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"service {service_id}")
    return row


def own_place(place_id: UUID, *, service_id: UUID, by: Actor) -> Place:
    """A place of a service of the actor's own house, locked for the rest of the act. Raises `Hidden`."""
    rows = places_within(by).filter(pk=place_id, service_id=service_id, organisation_id=by.organisation_id)
    row = rows.filter(ended_at=None).select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"place {place_id}")
    return row


def deliveries_within(by: Actor) -> QuerySet[Delivery]:
    """Files that were sent to one's own house, for those who keep its directory."""
    if not by.may(KEEPS):
        return Delivery.objects.none()
    return Delivery.objects.filter(organisation_id=by.organisation_id)


def locked_delivery(delivery_id: UUID, *, by: Actor) -> Delivery:
    """One that was not taken yet, locked for the rest of the act. Raises `Hidden`."""
    row = deliveries_within(by).filter(pk=delivery_id, taken_at=None).select_for_update().first()
    if row is None:
        raise Hidden(f"delivery {delivery_id}")
    return row
