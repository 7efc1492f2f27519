"""The acts on appointments: book, move, cancel, and what became of one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet, case_sheet
from limen.domain.hall import rules
from limen.domain.hall.commands import appointments as acts_on
from limen.domain.hall.names import AppointmentState, Purpose, Visit
from limen.domain.hall.queries.appointments import AppointmentCard, appointment_sheet
from limen.domain.hall.queries.hours import hours_of
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Offer, address, here, may, show_act, show_file
from limen.web.components import Fact, isolated
from limen.web.components.marks import day_words
from limen.web.hall.appointments import (
    act_of,
    day_asked,
    page_language,
    purpose_said,
    slots_of,
    when_said,
)
from limen.web.hall.forms import BookForm, MoveForm, SaysForm, WhyForm, instant_of, language_choices
from limen.web.hall.frame import language_said, opened
from limen.web.page import told
from limen.web.requests import Request, acts


def book(request: Request, case_id: UUID) -> HttpResponse:
    """Book an appointment with the unit of the case, on a day that one can leaf through."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    unit = opened(request, sheet.unit_id)
    on = day_asked(request.GET.get("day", ""), unit.today(request.at) + timedelta(days=1))
    hours = hours_of(sheet.unit_id, by=request.actor)
    usual = hours.opening.minutes if hours else 30
    minutes = _minutes(request.GET.get("minutes", ""), usual)
    times, says = slots_of(request, sheet.unit_id, on, minutes)
    initial = {"purpose": Purpose.INTERVIEW, "place": hours.opening.place if hours else ""}
    languages = [("", _("Not said")), *language_choices(page_language())]
    form = offering(BookForm(request.POST or None, initial=initial), starts_at=times, language=languages)
    if acts(request) and form.is_valid():
        given = form.cleaned_data
        visit = Visit(
            purpose=Purpose(given["purpose"]),
            starts_at=instant_of(given["starts_at"]),
            minutes=minutes,
            place=given["place"],
            says=given["says"],
            language=given["language"] or None,
            wants_interpreter=given["wants_interpreter"],
        )
        event = acts_on.book(
            case_id,
            unit_id=sheet.unit_id,
            visit=visit,
            appointment_id=new_id(),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:case_appointments", case_id)
    refused = [Obstacle("times", says)] if says else []
    act = act_of(request, case_id, _("Book an appointment"), _("Book"), refused=refused)
    url = f"{address(request, 'book', case_id)}?minutes={minutes}"
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/hall/book.html",
        day_said=day_words(on),
        day=on,
        minutes=minutes,
        before_url=f"{url}&day={on - timedelta(days=1)}",
        after_url=f"{url}&day={on + timedelta(days=1)}",
    )


def appointment(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    """One appointment, and what one can do with it."""
    sheet, card = _opened(request, case_id, appointment_id)
    facts = [
        Fact(term=_("When"), value=f"{when_said(card)} ({card.zone.key})"),
        Fact(term=_("What for"), value=purpose_said(card)),
        Fact(term=_("Where"), value=isolated(card.place)),
        Fact(term=_("Unit"), value=isolated(card.unit)),
        Fact(term=_("Language"), value=language_said(card.language) or _("not said")),
        Fact(term=_("Interpreter"), value=_("needed") if card.wants_interpreter else _("not asked for")),
        Fact(term=_("State"), value=card.state.label),
    ]
    if card.why:
        facts.append(Fact(term=_("Why"), value=isolated(card.why)))
    return show_file(
        request,
        sheet,
        "web/hall/appointment.html",
        tab="case_appointments",
        title=_("Appointment"),
        facts=facts,
        offers=_offers(request, card),
        back_url=address(request, "case_appointments", case_id),
    )


def move_appointment(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    """Move an appointment to another time with the same unit."""
    sheet, card = _opened(request, case_id, appointment_id)
    unit = opened(request, card.unit_id)
    on = day_asked(request.GET.get("day", ""), max(card.local.date(), unit.today(request.at)))
    times, says = slots_of(request, card.unit_id, on, card.minutes)
    form = offering(MoveForm(request.POST or None), starts_at=times)
    if acts(request) and form.is_valid():
        event = acts_on.move_appointment(
            appointment_id,
            starts_at=instant_of(form.cleaned_data["starts_at"]),
            new_id=new_id(),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:case_appointments", case_id)
    refused = _ended(card) + ([Obstacle("times", says)] if says else [])
    act = act_of(request, case_id, _("Move the appointment"), _("Move it"), refused=refused)
    url = address(request, "move_appointment", case_id, appointment_id)
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/hall/book.html",
        day_said=day_words(on),
        day=on,
        before_url=f"{url}?day={on - timedelta(days=1)}",
        after_url=f"{url}?day={on + timedelta(days=1)}",
    )


def cancel(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    """Cancel an appointment, and say why."""
    sheet, card = _opened(request, case_id, appointment_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        return _done(
            request, acts_on.cancel(appointment_id, why=why, by=request.actor, at=request.at), case_id
        )
    act = act_of(request, case_id, _("Cancel the appointment"), _("Cancel it"), refused=_ended(card))
    return show_act(request, act, form, sheet=sheet)


def mark_kept(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    """Write down that they came."""
    sheet, card = _opened(request, case_id, appointment_id)
    if acts(request):
        return _done(request, acts_on.mark_kept(appointment_id, by=request.actor, at=request.at), case_id)
    act = act_of(
        request, case_id, _("They came to the appointment"), _("Write it down"), refused=_ended(card)
    )
    return show_act(request, act, None, sheet=sheet)


def mark_missed(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    """Write down that nobody came. Nothing follows from it by itself."""
    sheet, card = _opened(request, case_id, appointment_id)
    form = SaysForm(request.POST or None)
    if acts(request) and form.is_valid():
        says = form.cleaned_data["says"]
        event = acts_on.mark_missed(appointment_id, says=says, by=request.actor, at=request.at)
        return _done(request, event, case_id)
    lead = [_("Nothing follows from this by itself: somebody decides what comes next.")]
    early = (
        [Obstacle("early", _("The appointment has not begun yet."))] if request.at < card.starts_at else []
    )
    act = act_of(
        request, case_id, _("Nobody came"), _("Write it down"), lead=lead, refused=_ended(card) + early
    )
    return show_act(request, act, form, sheet=sheet)


def _opened(request: Request, case_id: UUID, appointment_id: UUID) -> tuple[CaseSheet, AppointmentCard]:
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    card = appointment_sheet(appointment_id, by=request.actor, at=request.at)
    if card.case_id != case_id:
        raise Hidden(f"appointment {appointment_id} of case {case_id}")
    return sheet, card


def _offers(request: Request, card: AppointmentCard) -> list[Offer]:
    ways = (
        ("mark_kept", _("They came")),
        ("mark_missed", _("Nobody came")),
        ("move_appointment", _("Move it")),
        ("cancel", _("Cancel it")),
    )
    return [
        Offer(label=label, url=address(request, name, card.case_id, card.id), refused=_ended(card))
        for name, label in ways
        if may(request, f"hall.{name}")
    ]


def _ended(card: AppointmentCard) -> list[Obstacle]:
    return [] if card.state is AppointmentState.BOOKED else [rules.no_longer_booked()]


def _done(request: Request, event: Event, case_id: UUID) -> HttpResponse:
    return told(event, f"{here(request)}:case_appointments", case_id)


def _minutes(text: str, otherwise: int) -> int:
    if not (text.isascii() and text.isdigit()):
        return otherwise
    return min(rules.LONGEST, max(rules.SHORTEST, int(text[:4])))
