"""Asking an interpreter to come, letting them go, and what they answer. They see the booking, no case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.identity.names import Role
from limen.domain.identity.queries.people import my_units, names_of, people_of_units
from limen.domain.interviews import rules
from limen.domain.interviews.events import (
    BookingAnswered,
    InterpreterBooked,
    InterpreterReleased,
    UnderstandingReported,
)
from limen.domain.interviews.models import Booking, Interview
from limen.domain.interviews.names import Appointment, BookingState
from limen.domain.interviews.queries.bookings import (
    LIVE,
    locked_booking,
    locked_own_booking,
    walls_around,
)
from limen.domain.interviews.queries.reach import locked_interview
from limen.domain.interviews.rules.bookings import (
    obstacles_to_answering,
    obstacles_to_booking,
    obstacles_to_releasing,
    obstacles_to_saying,
)
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if


@command("interviews.book_interpreter")
def book_interpreter(
    interview_id: UUID, *, booking_id: UUID, interpreter_id: UUID, by: Actor, at: datetime
) -> InterpreterBooked:
    """Ask somebody who interprets here to come to an interview. Their name stands in the appointment."""
    row = locked_interview(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)))
    names = names_of({interpreter_id}, by=by)
    if interpreter_id not in names:
        raise Hidden(f"colleague {interpreter_id}")
    units = tuple(unit.id for unit in my_units(by))
    here = people_of_units(units, by=by, at=at, roles=(Role.INTERPRETER,))
    refuse_if(
        obstacles_to_booking(
            state=row.state,
            language=row.language,
            is_booked=Booking.objects.filter(interview=row, state__in=LIVE).exists(),
            is_interpreter=interpreter_id in {one.id for one in here},
            is_walled=walls_around(row.case_id).filter(member_id=interpreter_id).exists(),
        )
    )
    Booking(
        id=booking_id,
        interview=row,
        case_id=row.case_id,
        compartment=row.compartment,
        interpreter_id=interpreter_id,
        officer_id=row.officer_id,
        starts_at=row.starts_at,
        zone=row.zone,
        minutes=row.minutes,
        place=row.place,
        link=row.link,
        language=row.language or "",
        asked_by_id=by.id,
        asked_at=at,
    ).save(force_insert=True)
    Interview.objects.filter(pk=row.pk).update(interpreter=names[interpreter_id])
    return InterpreterBooked(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        booking_id=booking_id,
        interpreter_id=interpreter_id,
        interpreter_name=names[interpreter_id],
        starts_at=row.starts_at,
    )


@command("interviews.release_interpreter")
def release_interpreter(booking_id: UUID, *, why: str, by: Actor, at: datetime) -> InterpreterReleased:
    """Let an interpreter go, and say why. Their name leaves the appointment."""
    row = locked_booking(booking_id, by=by, at=at)
    refuse_if(
        [
            *rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)),
            *obstacles_to_releasing(row, why=why),
        ]
    )
    name = names_of({row.interpreter_id}, by=by).get(row.interpreter_id, "")
    Booking.objects.filter(pk=row.pk).update(state=BookingState.ENDED)
    Interview.objects.filter(pk=row.interview_id, interpreter=name).update(interpreter="")
    return InterpreterReleased(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=row.interview_id,
        booking_id=booking_id,
        interpreter_name=name,
        why=why.strip(),
    )


@command("interviews.answer_booking")
def answer_booking(booking_id: UUID, *, accepts: bool, why: str, by: Actor, at: datetime) -> BookingAnswered:
    """Say whether one comes. A no is possible until the interview begins, with a reason."""
    row = locked_own_booking(booking_id, by=by)
    refuse_if(obstacles_to_answering(row, accepts=accepts, why=why, at=at))
    state = BookingState.ACCEPTED if accepts else BookingState.DECLINED
    Booking.objects.filter(pk=row.pk).update(state=state, answered_at=at, why=why.strip())
    return BookingAnswered(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=row.interview_id,
        booking_id=booking_id,
        officer_id=row.officer_id,
        is_accepted=accepts,
        why=why.strip(),
    )


@command("interviews.say_understanding")
def say_understanding(
    booking_id: UUID, *, understands: bool, is_free: bool, words: str, by: Actor, at: datetime
) -> UnderstandingReported:
    """Say on the day, having met: whether both understand each other, and whether there is no tie to anybody
    concerned. Nothing follows by itself; the officer is told."""
    row = locked_own_booking(booking_id, by=by)
    refuse_if(obstacles_to_saying(row, understands=understands, is_free=is_free, words=words, at=at))
    Booking.objects.filter(pk=row.pk).update(
        understands=understands, is_free=is_free, said_at=at, why=words.strip()
    )
    return UnderstandingReported(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=row.interview_id,
        booking_id=booking_id,
        officer_id=row.officer_id,
        understands=understands,
        is_free=is_free,
        words=words.strip(),
    )


def move_bookings(row: Interview, told: Appointment) -> None:
    """Within the act that moves an interview: whoever is booked is asked anew, or not needed any more when
    somebody else is named now or no language is."""
    for booking in Booking.objects.filter(interview=row, state__in=LIVE).select_related("interpreter"):
        if told.interpreter.strip() != booking.interpreter.name or not told.language:
            Booking.objects.filter(pk=booking.pk).update(state=BookingState.ENDED)
            continue
        Booking.objects.filter(pk=booking.pk).update(
            state=BookingState.ASKED,
            answered_at=None,
            why="",
            starts_at=told.starts_at,
            zone=told.zone,
            minutes=told.minutes,
            place=told.place.strip(),
            link=told.link,
            language=told.language,
        )


def end_bookings(row: Interview) -> None:
    """Within the act that calls an interview off, or finds it missed: nobody needs to come any more."""
    Booking.objects.filter(interview=row, state__in=LIVE).update(state=BookingState.ENDED)
