"""The appointment of an interview: plan it, move it, call it off, or write down that it was missed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands import planning
from limen.domain.interviews.names import InterviewKind, InterviewState
from limen.domain.interviews.queries.cards import InterviewSheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Obstacle
from limen.web.casefile.allocating import people_of_its_unit
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, read_sheet, show_act
from limen.web.choosing import filled, offer_people
from limen.web.hall.forms import language_choices
from limen.web.interviews.forms import KnownForm, MeetingForm, MoveForm, PlanForm, WhyForm
from limen.web.interviews.frame import act_on, after, looked_at, opened, when_said, working
from limen.web.requests import Request, acts


def plan(request: Request, case_id: UUID) -> HttpResponse:
    """Plan an interview of a case."""
    sheet = read_sheet(request, case_id)
    parts = [(part.value, str(part.label)) for part in Compartment if part in request.actor.clearances]
    initial = {"officer_id": str(request.actor.id), "compartment": Compartment.GENERAL}
    form = filled(lambda given: PlanForm(given, initial=initial), request, "officer_id")
    offering(form, compartment=parts, language=_languages())
    offer_people(request, form, "officer_id", people_of_its_unit(request, sheet))
    _without_video(form)
    if acts(request) and form.is_valid():
        interview_id = new_id()
        event = planning.plan(
            case_id,
            interview_id=interview_id,
            about=InterviewKind(form.cleaned_data["about"]),
            told=form.told(request.person.time_zone),
            officer_id=UUID(form.cleaned_data["officer_id"]),
            compartment=Compartment(form.cleaned_data["compartment"]),
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id, interview_id)
    act = Act(
        title=_("Plan an interview"),
        button=_("Plan it"),
        back_url=address(request, "case_interviews", case_id),
        refused=working(sheet),
    )
    return show_act(request, act, form, sheet=sheet)


def reschedule(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Move an interview to another time or place."""
    sheet, found = opened(request, case_id, interview_id)
    form = offering(MoveForm(request.POST or None, initial=_as_planned(found)), language=_languages())
    _without_video(form)
    if acts(request) and form.is_valid():
        told = form.told(found.card.zone, link=found.card.link)
        event = planning.reschedule(
            interview_id, told=told, why=form.cleaned_data["why"], by=request.actor, at=request.at
        )
        return after(request, event, case_id, interview_id)
    act = act_on(
        request,
        found.card,
        _("Move the interview"),
        _("Move it"),
        refused=_changing(sheet.is_worked_on, found),
    )
    return show_act(request, act, form, sheet=sheet)


def cancel(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Call an interview off."""
    sheet, card = looked_at(request, case_id, interview_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = planning.cancel(interview_id, why=why, by=request.actor, at=request.at)
        return after(request, event, case_id, interview_id)
    lead = [_("The interview of %(when)s.") % {"when": when_said(card)}]
    act = act_on(request, card, _("Call the interview off"), _("Call it off"), lead=lead)
    return show_act(request, act, form, sheet=sheet)


def mark_missed(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Write down that somebody did not come."""
    sheet, card = looked_at(request, case_id, interview_id)
    form = KnownForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = planning.mark_missed(interview_id, why=why, by=request.actor, at=request.at)
        return after(request, event, case_id, interview_id)
    lead = [_("Nothing follows from it by itself: the applicant may have had good reasons.")]
    act = act_on(request, card, _("The interview was missed"), _("Write it down"), lead=lead)
    return show_act(request, act, form, sheet=sheet)


def _as_planned(found: InterviewSheet) -> dict[str, object]:
    card = found.card
    return {
        "starts_on": card.local.date(),
        "starts_at": card.local.time(),
        "minutes": card.minutes,
        "place": card.place,
        "by_video": bool(card.link),
        "language": card.language or "",
        "interpreter": card.interpreter,
        "interpreter_wishes": found.interpreter_wishes,
        "sound": found.sound,
        "present": "\n".join(found.present),
    }


def _changing(is_worked_on: bool, found: InterviewSheet) -> list[Obstacle]:
    """Why the appointment cannot be changed now, whatever it would say."""
    if not is_worked_on:
        return [Obstacle("reach", _("You can read this case but not write in it."))]
    if found.card.state is not InterviewState.PLANNED:
        return [Obstacle("state", _("The interview is not ahead any more."))]
    return []


def _languages() -> list[tuple[str, str]]:
    return [("", _("Not said")), *language_choices(get_language() or "en")]


def _without_video(form: MeetingForm) -> None:
    """Where no meeting server is named there is nothing to tick."""
    if not settings.MEETINGS:
        del form.fields["by_video"]
