"""Recording the service of a decision on one person, and the letter that goes with it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.applications.queries.sheets import applications_of
from limen.domain.decisions.commands import serving
from limen.domain.decisions.names import ServiceWay
from limen.domain.decisions.queries.cards import ConcernedCard, DecisionSheet
from limen.domain.decisions.queries.papers import letter_paper, office_of
from limen.domain.decisions.rules.acting import obstacles_to_serving
from limen.domain.people.queries.kept import languages_of
from limen.foundation.refusals import Hidden, Obstacle
from limen.outside.printing import Typesetter
from limen.web.casefile.forms import offering, unchosen
from limen.web.decisions.forms import RemedyForm, ServeForm
from limen.web.decisions.frame import act_page, of, opened
from limen.web.hall.forms import language_choices
from limen.web.page import told
from limen.web.requests import Request, acts, today


def serve(request: Request, case_id: UUID, decision_id: UUID, person_id: UUID) -> HttpResponse:
    """Record how and on which day of law it reached a person; the clock of the remedy starts."""
    case, sheet = opened(request, case_id, decision_id)
    person = _person(sheet, person_id)
    spoken = languages_of(person_id, by=request.actor, at=request.at)
    initial = {"served_on": today(request), "language": spoken[0] if spoken else ""}
    form = offering(
        ServeForm(request.POST or None, initial=initial),
        language=unchosen(language_choices(get_language() or "en")),
    )
    remedy = _remedy_form(request, sheet, person)
    is_whole = form.is_valid() if form.is_bound else False
    if remedy is not None and is_whole:
        remedy.served_on = form.cleaned_data["served_on"].isoformat()
        is_whole = remedy.is_valid()
    if acts(request) and is_whole:
        words = form.cleaned_data
        event = serving.serve(
            decision_id,
            person_id=person_id,
            way=ServiceWay(words["way"]),
            served_on=words["served_on"],
            language=words["language"],
            proof=words["proof"],
            facts=remedy.facts() if remedy else {},
            calendar=remedy.cleaned_data.get("calendar", "") if remedy else "",
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, of(request, "decision", sheet))
    return act_page(
        request,
        case,
        sheet,
        form,
        title=_("Service on %(person)s") % {"person": person.called},
        button=_("Record the service"),
        lead=[_remedy_words(sheet, person)],
        refused=_refused(request, sheet, person_id),
        template="web/decisions/serve.html",
        remedy=remedy,
    )


def letter(request: Request, case_id: UUID, decision_id: UUID, person_id: UUID) -> HttpResponse:
    """The letter to a person, in a language they understand."""
    _case, sheet = opened(request, case_id, decision_id)
    found = next((one for one in sheet.services if one.person_id == person_id), None)
    if found is None:
        raise Hidden(f"the service of decision {decision_id} on {person_id}")
    office = office_of(case_id, by=request.actor)
    made = letter_paper(sheet, found, office=office, by=request.actor, at=request.at)
    answer = HttpResponse(Typesetter().paper(made), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return answer


def _refused(request: Request, sheet: DecisionSheet, person_id: UUID) -> list[Obstacle]:
    """Why no service on this person can be recorded, on whatever day and with whatever proof."""
    on = today(request)
    return obstacles_to_serving(
        sheet.card.state,
        is_concerned=True,
        is_served=person_id in {one.person_id for one in sheet.services},
        served_on=on,
        signed_on=on if sheet.signature else None,
        on=on,
        proof="-",
    )


def _person(sheet: DecisionSheet, person_id: UUID) -> ConcernedCard:
    found = next((one for one in sheet.card.persons if one.person_id == person_id), None)
    if found is None:
        raise Hidden(f"person {person_id} in decision {sheet.card.id}")
    return found


def _remedy_form(request: Request, sheet: DecisionSheet, person: ConcernedCard) -> RemedyForm | None:
    term = sheet.law.pack.terms.get(person.remedy) if person.remedy else None
    if term is None:
        return None
    law = sheet.law
    places = [] if law.pack.calendar else [(one.id, one.says) for one in law.library.calendars.values()]
    form = RemedyForm(request.POST or None, term=term, pack=law.pack, calendars=places)
    for fact, day in _days_on_record(request, sheet).items():
        if field := form.fields.get(f"fact-{fact}"):
            field.initial = day
    return form


def _days_on_record(request: Request, sheet: DecisionSheet) -> dict[str, date]:
    """What the application says already, so that nobody types it again; it can be put right in the form."""
    found = applications_of(sheet.card.case_id, by=request.actor, at=request.at)
    asked = next((one for one in found if one.id == sheet.card.application_id), None)
    days = {"made_on": asked.made_on, "lodged_on": asked.lodged_on} if asked else {}
    return {fact: day for fact, day in days.items() if day is not None}


def _remedy_words(sheet: DecisionSheet, person: ConcernedCard) -> str:
    term = sheet.law.pack.terms.get(person.remedy) if person.remedy else None
    if term is None:
        return _("The pack names no remedy for “%(outcome)s”: no clock starts.") % {
            "outcome": person.outcome_says
        }
    return _("The clock “%(term)s” starts on the day of service.") % {"term": term.says}
