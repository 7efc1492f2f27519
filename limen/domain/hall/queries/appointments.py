"""Appointments: those of a day of a unit, those of a case, one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from limen.domain.cases.queries.reach import cases_assigned_to
from limen.domain.hall.models import Appointment
from limen.domain.hall.names import AppointmentState, Purpose
from limen.domain.hall.queries.reach import appointments_within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class AppointmentCard:
    """An appointment as a list shows it. `zone` is where it takes place."""

    id: UUID
    case_id: UUID
    reference: str
    called: str
    unit_id: UUID
    unit: str
    purpose: Purpose
    says: str
    place: str
    starts_at: datetime
    zone: ZoneInfo
    minutes: int
    language: str | None
    wants_interpreter: bool
    state: AppointmentState
    why: str

    @property
    def local(self) -> datetime:
        """When it begins, by the clock on the wall there."""
        return self.starts_at.astimezone(self.zone)


@dataclass(frozen=True, kw_only=True)
class Key:
    """Where a page of a day ends."""

    starts_at: datetime
    id: UUID


def appointments_of_day(
    unit_id: UUID, *, begins: datetime, by: Actor, at: datetime, after: Key | None = None
) -> list[AppointmentCard]:
    """The appointments of a unit on a day that begins at an instant, as far as the actor may know of their
    cases, by time: one more than a page, when there are more. One query."""
    rows = appointments_within(by, at=at).filter(
        unit_id=unit_id, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1)
    )
    if after is not None:
        later = Q(starts_at__gt=after.starts_at) | Q(starts_at=after.starts_at, id__gt=after.id)
        rows = rows.filter(starts_at__gte=after.starts_at).filter(later)
    rows = rows.exclude(state=AppointmentState.MOVED).select_related("case", "unit")
    return [appointment_card(row) for row in rows.order_by("starts_at", "id")[: PAGE + 1]]


def appointments_of_case(case_id: UUID, *, by: Actor, at: datetime) -> list[AppointmentCard]:
    """Every appointment a case ever had, the latest first; 50 at most. One query."""
    rows = appointments_within(by, at=at).filter(case_id=case_id).select_related("case", "unit")
    return [appointment_card(row) for row in rows.order_by("-starts_at", "-id")[:PAGE]]


def next_appointment(case_id: UUID, *, by: Actor, at: datetime) -> AppointmentCard | None:
    """The next appointment that is booked, if there is one. One query."""
    rows = appointments_within(by, at=at).filter(
        case_id=case_id, state=AppointmentState.BOOKED, starts_at__gt=at
    )
    row = rows.select_related("case", "unit").order_by("starts_at", "id").first()
    return appointment_card(row) if row else None


def appointments_of_mine(
    *, begins: datetime, ends: datetime, by: Actor, at: datetime, at_most: int = PAGE
) -> list[AppointmentCard]:
    """The appointments between two instants in the cases that were given to the actor by name, by time. One
    query."""
    rows = appointments_within(by, at=at).filter(
        case__in=cases_assigned_to(by), starts_at__gte=begins, starts_at__lt=ends
    )
    rows = rows.exclude(state__in=[AppointmentState.MOVED, AppointmentState.CANCELLED])
    found = rows.select_related("case", "unit").order_by("starts_at", "id")[:at_most]
    return [appointment_card(row) for row in found]


def appointment_sheet(appointment_id: UUID, *, by: Actor, at: datetime) -> AppointmentCard:
    """One appointment. Raises `Hidden`."""
    row = appointments_within(by, at=at).filter(pk=appointment_id).select_related("case", "unit").first()
    if row is None:
        raise Hidden(f"appointment {appointment_id}")
    return appointment_card(row)


def locked_appointment(appointment_id: UUID, *, by: Actor, at: datetime) -> Appointment:
    """One appointment, locked for the rest of the act. What has ended changes no more: the database locks it
    for nobody, and nobody needs it to. Raises `Hidden`."""
    rows = appointments_within(by, at=at).filter(pk=appointment_id)
    row = rows.select_for_update(of=("self",)).first() or rows.first()
    if row is None:
        raise Hidden(f"appointment {appointment_id}")
    return row


def appointment_card(row: Appointment) -> AppointmentCard:
    """A loaded appointment, with its case and unit, as a card."""
    return AppointmentCard(
        id=row.id,
        case_id=row.case_id,
        reference=row.case.reference,
        called=row.case.called,
        unit_id=row.unit_id,
        unit=row.unit.name,
        purpose=Purpose(row.purpose),
        says=row.says,
        place=row.place,
        starts_at=row.starts_at,
        zone=ZoneInfo(row.zone),
        minutes=row.minutes,
        language=row.language,
        wants_interpreter=row.wants_interpreter,
        state=AppointmentState(row.state),
        why=row.why,
    )
