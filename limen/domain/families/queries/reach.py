"""The application's own wall around families, and what an act needs of a row before it changes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from limen.domain.families.models import Appointment, Dweller, Relationship
from limen.domain.people.queries.reach import persons_and_how_far, persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden


def relationships_seen(relationship_ids: Iterable[UUID], *, by: Actor, at: datetime) -> frozenset[UUID]:
    """Those of these relationships of which the actor reads both persons. Three queries."""
    rows = Relationship.objects.filter(pk__in=list(relationship_ids)).values_list("pk", "person", "other")
    pairs = {pk: {person, other} for pk, person, other in rows}
    _, read = persons_and_how_far(set().union(*pairs.values()), by=by, at=at)
    return frozenset(pk for pk, pair in pairs.items() if pair <= read)


def written_of(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> frozenset[UUID]:
    """Those of these persons about whom the actor may write, in their own organisation. One query."""
    written = persons_within(by, need=Reach.WORK, at=at).filter(organisation_id=by.organisation_id)
    return frozenset(written.filter(pk__in=list(person_ids)).values_list("pk", flat=True))


def must_see(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> frozenset[UUID]:
    """Those of these persons whose file the actor reads. Raises `Hidden` when one is not even listed, or is
    of another organisation: what is shared is read, and written about at home."""
    wanted = set(person_ids)
    listed, read = persons_and_how_far(wanted, by=by, at=at)
    ours = {pk for pk, row in listed.items() if row.organisation_id == by.organisation_id}
    if ours != wanted:
        raise Hidden(f"persons {wanted}")
    return read


def locked_relationship(relationship_id: UUID, *, by: Actor, at: datetime) -> Relationship | None:
    """A relationship that the actor may change, locked for the rest of the act; None when they only see it.

    Raises `Hidden` when they do not even do that.
    """
    if relationship_id not in relationships_seen([relationship_id], by=by, at=at):
        raise Hidden(f"relationship {relationship_id}")
    row = Relationship.objects.filter(pk=relationship_id).select_for_update(of=("self",)).first()
    if row is None or not written_of([row.person_id, row.other_id], by=by, at=at):
        return None
    return row


def locked_dweller(dweller_id: UUID, *, by: Actor, at: datetime) -> Dweller | None:
    """Somebody's time in a household, as `locked_relationship` gives a relationship."""
    seen = Dweller.objects.filter(pk=dweller_id).first()
    if seen is None or not persons_and_how_far([seen.person_id], by=by, at=at)[1]:
        raise Hidden(f"dweller {dweller_id}")
    if not written_of([seen.person_id], by=by, at=at):
        return None
    return Dweller.objects.filter(pk=dweller_id).select_for_update(of=("self",)).first()


def locked_appointment(appointment_id: UUID, *, by: Actor, at: datetime) -> Appointment | None:
    """An appointment, as `locked_relationship` gives a relationship."""
    seen = Appointment.objects.filter(pk=appointment_id).first()
    if seen is None or not persons_and_how_far([seen.person_id], by=by, at=at)[1]:
        raise Hidden(f"appointment {appointment_id}")
    if not written_of([seen.person_id], by=by, at=at):
        return None
    return Appointment.objects.filter(pk=appointment_id).select_for_update(of=("self",)).first()


def household_is_seen(household_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether the actor reads anybody who lives or lived there. Three queries."""
    people = Dweller.objects.filter(household_id=household_id).values_list("person_id", flat=True)
    _, read = persons_and_how_far(set(people), by=by, at=at)
    return bool(read)
