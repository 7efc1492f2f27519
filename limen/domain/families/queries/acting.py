"""Who acts for some persons on a day: representatives, guardians and advisers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from limen.domain.families.models import Appointment
from limen.domain.families.names import AppointmentKind
from limen.domain.people.queries.reach import persons_and_how_far
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class ActingFor:
    """Somebody who acts for a person."""

    person_id: UUID
    kind: AppointmentKind
    name: str


def acting_for(person_ids: Iterable[UUID], *, on: date, by: Actor, at: datetime) -> list[ActingFor]:
    """Whoever represents or advises these persons on that day, of those whom the actor reads; a trusted adult
    represents nobody. Three queries."""
    _listed, read = persons_and_how_far(set(person_ids), by=by, at=at)
    rows = Appointment.objects.filter(person_id__in=read, ended_at=None, appointed_on__lte=on)
    rows = rows.filter(Q(until_on=None) | Q(until_on__gte=on)).exclude(kind=AppointmentKind.TRUSTED_ADULT)
    return [
        ActingFor(person_id=row.person_id, kind=AppointmentKind(row.kind), name=row.name)
        for row in rows.order_by("appointed_on", "id")
    ]
