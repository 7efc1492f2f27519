"""Booking an appointment for the next step of a case, moving it, and what becomes of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from limen.domain.cases.models import Case
from limen.domain.cases.queries.sheets import locked_case
from limen.domain.hall import rules
from limen.domain.hall.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    AppointmentMoved,
)
from limen.domain.hall.models import Appointment
from limen.domain.hall.names import AppointmentState, Purpose, Visit
from limen.domain.hall.queries.appointments import locked_appointment
from limen.domain.hall.queries.hours import day_open, locked_day
from limen.domain.hall.queries.reach import unit_of_ours
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if


@command("hall.book")
def book(
    case_id: UUID, *, unit_id: UUID, visit: Visit, appointment_id: UUID, by: Actor, at: datetime
) -> AppointmentBooked:
    """Book an appointment with a unit of the organisation, where its hours leave room. The day is locked
    first, so that two who book at the same moment are not both given the last place."""
    case = locked_case(case_id, by=by, at=at)
    _keep(case, unit_id=unit_id, visit=visit, appointment_id=appointment_id, by=by, at=at)
    return AppointmentBooked(
        case_id=case_id,
        appointment_id=appointment_id,
        unit_id=unit_id,
        purpose=visit.purpose,
        starts_at=visit.starts_at,
        minutes=visit.minutes,
        place=visit.place.strip(),
        words=visit.says.strip(),
        language=visit.language,
        wants_interpreter=visit.wants_interpreter,
    )


@command("hall.move_appointment")
def move_appointment(
    appointment_id: UUID, *, starts_at: datetime, new_id: UUID, why: str = "", by: Actor, at: datetime
) -> AppointmentMoved:
    """Move an appointment to another time with the same unit. The old one is kept, and says that it was."""
    old = locked_appointment(appointment_id, by=by, at=at)
    case = locked_case(old.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending(old))
    _end(old, AppointmentState.MOVED, why=why, by=by, at=at)
    visit = Visit(
        purpose=Purpose(old.purpose),
        starts_at=starts_at,
        minutes=old.minutes,
        place=old.place,
        says=old.says,
        language=old.language,
        wants_interpreter=old.wants_interpreter,
    )
    _keep(case, unit_id=old.unit_id, visit=visit, appointment_id=new_id, instead_of=old.pk, by=by, at=at)
    return AppointmentMoved(
        case_id=old.case_id,
        appointment_id=appointment_id,
        new_id=new_id,
        purpose=visit.purpose,
        was_at=old.starts_at,
        starts_at=starts_at,
        why=why.strip(),
    )


@command("hall.cancel")
def cancel(appointment_id: UUID, *, why: str, by: Actor, at: datetime) -> AppointmentCancelled:
    """Cancel an appointment, and say why."""
    row = locked_appointment(appointment_id, by=by, at=at)
    refuse_if(rules.obstacles_to_cancelling(row, why=why))
    _end(row, AppointmentState.CANCELLED, why=why, by=by, at=at)
    return AppointmentCancelled(
        case_id=row.case_id,
        appointment_id=appointment_id,
        purpose=Purpose(row.purpose),
        starts_at=row.starts_at,
        why=why.strip(),
    )


@command("hall.mark_kept")
def mark_kept(appointment_id: UUID, *, by: Actor, at: datetime) -> AppointmentKept:
    """Write down that they came."""
    row = locked_appointment(appointment_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending(row))
    _end(row, AppointmentState.KEPT, why="", by=by, at=at)
    return AppointmentKept(
        case_id=row.case_id,
        appointment_id=appointment_id,
        purpose=Purpose(row.purpose),
        starts_at=row.starts_at,
    )


@command("hall.mark_missed")
def mark_missed(appointment_id: UUID, *, says: str = "", by: Actor, at: datetime) -> AppointmentMissed:
    """Write down that nobody came, with what is known of why. Nothing follows from it by itself."""
    row = locked_appointment(appointment_id, by=by, at=at)
    refuse_if(rules.obstacles_to_marking_missed(row, at=at))
    _end(row, AppointmentState.MISSED, why=says, by=by, at=at)
    return AppointmentMissed(
        case_id=row.case_id,
        appointment_id=appointment_id,
        purpose=Purpose(row.purpose),
        starts_at=row.starts_at,
        words=says.strip(),
    )


def _keep(
    case: Case,
    *,
    unit_id: UUID,
    visit: Visit,
    appointment_id: UUID,
    instead_of: UUID | None = None,
    by: Actor,
    at: datetime,
) -> None:
    unit = unit_of_ours(unit_id, by=by)
    zone = unit.organisation.time_zone
    on = visit.starts_at.astimezone(ZoneInfo(zone)).date()
    locked_day(unit_id, on)
    slots = day_open(unit_id, on=on, minutes=visit.minutes, by=by).slots
    refuse_if(rules.obstacles_to_booking(visit, phase=case.phase, slots=slots, at=at))
    row = Appointment(
        id=appointment_id,
        case_id=case.pk,
        unit_id=unit_id,
        purpose=visit.purpose,
        says=visit.says.strip(),
        place=visit.place.strip(),
        starts_at=visit.starts_at,
        zone=zone,
        minutes=visit.minutes,
        language=visit.language,
        wants_interpreter=visit.wants_interpreter,
        instead_of_id=instead_of,
        booked_by_id=by.id,
        booked_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error


def _end(row: Appointment, state: AppointmentState, *, why: str, by: Actor, at: datetime) -> None:
    Appointment.objects.filter(pk=row.pk).update(state=state, why=why.strip(), ended_by_id=by.id, ended_at=at)
