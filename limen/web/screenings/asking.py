"""Asking somebody whether they want to answer a questionnaire. No is an answer, and so is not now."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.queries.parties import parties_of
from limen.domain.screenings.commands import screening as screenings
from limen.domain.screenings.names import Consent, Manner
from limen.domain.screenings.queries.available import instruments_here
from limen.domain.screenings.rules import obstacles_to_working
from limen.instruments.definitions import Status
from limen.web.casefile.forms import offering, unchosen
from limen.web.casefile.frame import Act, address, read_sheet, show_act
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.requests import Request, acts
from limen.web.screenings.forms import AskForm


def people_of(request: Request, case_id: UUID) -> list[tuple[str, Text]]:
    """Those who are part of the case now, as choices."""
    found = parties_of(case_id, by=request.actor, at=request.at)
    return [(str(one.person_id), one.called) for one in found if one.called]


def ask(request: Request, case_id: UUID) -> HttpResponse:
    """Write down whom one asked and what they said; with a yes the questions follow."""
    sheet = read_sheet(request, case_id)
    people = people_of(request, case_id)
    given = {"manner": Manner.ALOUD, "person_id": people[0][0] if len(people) == 1 else ""}
    form = offering(
        AskForm(request.POST or None, initial=given),
        person_id=people,
        questionnaire=unchosen(_questionnaires()),
    )
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        instrument, _slash, language = said["questionnaire"].partition("/")
        event = screenings.ask(
            case_id,
            person_id=UUID(said["person_id"]),
            instrument=instrument,
            language=language,
            manner=Manner(said["manner"]),
            consent=Consent(said["consent"]),
            pathway=said["pathway"],
            by=request.actor,
            at=request.at,
        )
        if event.consent == Consent.GIVEN:
            return told(event, address(request, "screening_answer", case_id, event.screening_id))
        return told(event, address(request, "case_screenings", case_id))
    act = Act(
        title=_("Ask somebody to answer a questionnaire"),
        button=_("Write it down"),
        back_url=address(request, "case_screenings", case_id),
        lead=[
            _("Say first: who you are, why you ask, who will see it, and that they may stop at any time."),
            _("It finds who should be seen by a professional. It says nothing about what anybody has."),
        ],
        refused=obstacles_to_working(is_worked_on=sheet.is_worked_on),
    )
    return show_act(request, act, form, sheet=sheet)


def _questionnaires() -> list[tuple[str, Text]]:
    """Every questionnaire in every language in which it has words here, by name."""
    found: list[tuple[str, Text]] = []
    for id, one in sorted(instruments_here().by_id.items(), key=lambda pair: pair[1].says):
        for language, wording in sorted(one.wordings.items()):
            unsure = wording.status is Status.UNVALIDATED
            mark = _(" (translation not validated)") if unsure else ""
            found.append((f"{id}/{language}", f"{one.says} · {wording.title} · {language}{mark}"))
    return found
