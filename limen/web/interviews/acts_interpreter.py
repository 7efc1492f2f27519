"""Asking an interpreter to come to an interview, and letting them go."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.interviews.commands import bookings
from limen.domain.interviews.queries.bookings import BookingCard, bookings_of, interpreters_for
from limen.domain.interviews.queries.cards import InterviewCard
from limen.domain.interviews.rules.bookings import obstacles_to_booking
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import show_act
from limen.web.components import isolated
from limen.web.interviews.forms import BookForm, WhyForm
from limen.web.interviews.frame import act_on, after, language_said, looked_at, when_said, working
from limen.web.requests import Request, acts


def book_interpreter(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Ask somebody who interprets here to come."""
    sheet, card = looked_at(request, case_id, interview_id)
    people = interpreters_for(card, by=request.actor, at=request.at)
    said = {"language": language_said(card.language)}
    without = _("%(name)s (does not say that they speak %(language)s)")
    choices = [
        (str(one.id), one.name if one.speaks else without % {"name": one.name, **said}) for one in people
    ]
    form = offering(BookForm(request.POST or None), interpreter_id=choices)
    if acts(request) and form.is_valid():
        event = bookings.book_interpreter(
            interview_id,
            booking_id=new_id(),
            interpreter_id=UUID(form.cleaned_data["interpreter_id"]),
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id, interview_id)
    nobody = Obstacle(
        "nobody", _("Nobody interprets here yet. An administrator gives somebody the role of interpreter.")
    )
    refused = working(sheet) or ([] if people else [nobody]) or _to_booking(request, card)
    lead = [
        _("The interview of %(when)s. They answer whether they come, and you are told.")
        % {"when": when_said(card)}
    ]
    act = act_on(request, card, _("Ask an interpreter"), _("Ask"), lead=lead, refused=refused)
    return show_act(request, act, form if people else None, sheet=sheet)


def release_interpreter(
    request: Request, case_id: UUID, interview_id: UUID, booking_id: UUID
) -> HttpResponse:
    """Let an interpreter go, who was asked or had accepted."""
    sheet, card = looked_at(request, case_id, interview_id)
    booking = _booking(request, interview_id, booking_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = bookings.release_interpreter(
            booking_id, why=form.cleaned_data["why"], by=request.actor, at=request.at
        )
        return after(request, event, case_id, interview_id)
    lead = [isolated(booking.interpreter)]
    title, button = _("Let the interpreter go"), _("Let them go")
    act = act_on(request, card, title, button, lead=lead, refused=working(sheet))
    return show_act(request, act, form, sheet=sheet)


def _booking(request: Request, interview_id: UUID, booking_id: UUID) -> BookingCard:
    for one in bookings_of(interview_id, by=request.actor, at=request.at):
        if one.id == booking_id:
            return one
    raise Hidden(f"booking {booking_id}")


def _to_booking(request: Request, card: InterviewCard) -> list[Obstacle]:
    """Why nobody can be asked now, whoever it would be."""
    is_booked = any(one.is_live for one in bookings_of(card.id, by=request.actor, at=request.at))
    return obstacles_to_booking(
        state=card.state,
        language=card.language,
        is_booked=is_booked,
        is_interpreter=True,
        is_walled=False,
    )
