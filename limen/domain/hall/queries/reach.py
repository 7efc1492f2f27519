"""The application's own wall around the hall: tickets by unit and role, the rest through the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from limen.domain.cases.models import Case
from limen.domain.cases.queries.reach import within_reach
from limen.domain.hall.models import Appointment, Display, Hours, Receipt, Ticket
from limen.domain.identity.models import Unit
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden

_AT_THE_DESK = "hall.take_ticket"
_RUNS_THE_HALL = "hall.set_hours"


def units_at_desk(by: Actor) -> tuple[UUID, ...]:
    """The units at whose desk the actor works."""
    return by.units_within(Reach.LIST) if by.may(_AT_THE_DESK) else ()


def units_run(by: Actor) -> tuple[UUID, ...]:
    """The units whose hall the actor runs."""
    return by.units_within(Reach.LIST) if by.may(_RUNS_THE_HALL) else ()


def tickets_within(by: Actor) -> QuerySet[Ticket]:
    """The tickets of those units."""
    return Ticket.objects.filter(unit_id__in=units_at_desk(by))


def hours_within(by: Actor) -> QuerySet[Hours]:
    """The opening hours of the actor's organisation: everybody there may know them."""
    return Hours.objects.filter(unit__organisation_id=by.organisation_id)


def displays_within(by: Actor) -> QuerySet[Display]:
    """The screens of the units whose hall the actor runs."""
    return Display.objects.filter(unit_id__in=units_run(by))


def appointments_within(by: Actor, *, at: datetime) -> QuerySet[Appointment]:
    """Appointments of cases of the actor's organisation that they may know of."""
    return Appointment.objects.filter(case__in=_cases(by, at))


def receipts_within(by: Actor, *, at: datetime) -> QuerySet[Receipt]:
    """Receipts of such cases, for people whom the actor may know of."""
    persons = persons_within(by, need=Reach.LIST, at=at)
    return Receipt.objects.filter(case__in=_cases(by, at), person__in=persons)


def _cases(by: Actor, at: datetime) -> QuerySet[Case]:
    ours = Q(organisation_id=by.organisation_id)
    return Case.objects.filter(ours, within_reach(by, need=Reach.LIST, at=at))


def unit_of_desk(unit_id: UUID, *, by: Actor) -> Unit:
    """A unit at whose desk the actor works, with its organisation. Raises `Hidden`."""
    found = Unit.objects.filter(pk=unit_id, pk__in=units_at_desk(by)).select_related("organisation").first()
    if found is None:
        raise Hidden(f"unit {unit_id}")
    return found


def unit_of_ours(unit_id: UUID, *, by: Actor) -> Unit:
    """A unit of the actor's organisation, with it. Raises `Hidden`."""
    ours = Unit.objects.filter(pk=unit_id, organisation_id=by.organisation_id)
    found = ours.select_related("organisation").first()
    if found is None:
        raise Hidden(f"unit {unit_id}")
    return found


@dataclass(frozen=True, kw_only=True)
class DeskUnit:
    """A unit at whose desk the actor works, and the zone in which its days begin."""

    id: UUID
    name: str
    zone: ZoneInfo
    language: str

    def today(self, at: datetime) -> date:
        """The day it is there."""
        return at.astimezone(self.zone).date()

    def begins(self, on: date) -> datetime:
        """The first instant of a day there."""
        return datetime.combine(on, time(), tzinfo=self.zone)


def desk_unit(unit_id: UUID, *, by: Actor) -> DeskUnit:
    """One unit at whose desk the actor works. Raises `Hidden`."""
    return _desk_card(unit_of_desk(unit_id, by=by))


def desk_units(by: Actor) -> list[DeskUnit]:
    """All of them, by name. One query."""
    rows = Unit.objects.filter(pk__in=units_at_desk(by)).select_related("organisation").order_by("name")
    return [_desk_card(row) for row in rows]


def _desk_card(row: Unit) -> DeskUnit:
    zone = ZoneInfo(row.organisation.time_zone)
    return DeskUnit(id=row.pk, name=row.name, zone=zone, language=row.organisation.language)
