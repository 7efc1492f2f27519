"""Printing the acknowledgement, asking for what is missing, and the papers themselves."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.applications import rules
from limen.domain.applications.commands import letters as acting
from limen.domain.applications.queries.letters import letter_paper
from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.people.queries.kept import languages_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.law.applications import Need
from limen.outside.printing import Typesetter, all_words
from limen.reference.locales import locale_of
from limen.web.applications.frame import home, language, opened, people
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, here, show_act
from limen.web.components import Fact, isolated
from limen.web.lawbook.words import paragraphs
from limen.web.page import told
from limen.web.requests import Request, acts, today


class LetterForm(forms.Form):
    """For whom, and in which language."""

    person_id = forms.ChoiceField(label=gettext_lazy("For whom"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("Those in which the law in force has a text."),
        widget=forms.RadioSelect,
    )


def acknowledge(request: Request, case_id: UUID, application_id: UUID) -> HttpResponse:
    """Print that the application was lodged."""
    case, sheet = opened(request, case_id, application_id)
    form = _form(request, sheet, sheet.type.acknowledgement)
    if acts(request) and form.is_valid():
        event = acting.acknowledge(
            application_id,
            person_id=UUID(form.cleaned_data["person_id"]),
            language=form.cleaned_data["language"],
            letter_id=new_id(),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:application", case_id, application_id)
    act = Act(
        title=_("Acknowledgement"),
        button=_("Print it"),
        back_url=home(request, sheet),
        refused=rules.obstacles_to_acknowledging(state=sheet.card.state, is_party=True),
    )
    return show_act(request, act, form, sheet=case)


def ask_for_missing(request: Request, case_id: UUID, application_id: UUID) -> HttpResponse:
    """Print a letter that asks for what is not in yet."""
    case, sheet = opened(request, case_id, application_id)
    items = rules.missing_evidence(
        sheet.type, sheet.answers, sheet.states, on=today(request), needs=(Need.TO_LODGE, Need.TO_DECIDE)
    )
    form = _form(request, sheet, sheet.type.missing_evidence)
    if acts(request) and form.is_valid():
        event = acting.ask_for_missing(
            application_id,
            person_id=UUID(form.cleaned_data["person_id"]),
            language=form.cleaned_data["language"],
            letter_id=new_id(),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:application", case_id, application_id)
    act = Act(
        title=_("Ask for what is missing"),
        button=_("Print the letter"),
        back_url=home(request, sheet),
        refused=rules.obstacles_to_asking_for_missing(is_anything_missing=bool(items), is_party=True),
    )
    named = Fact(term=_("The letter asks for"), value=paragraphs(*(isolated(one.says) for one in items)))
    return show_act(request, act, form, sheet=case, facts=[named] if items else [])


def application_letter(
    request: Request, case_id: UUID, application_id: UUID, letter_id: UUID
) -> HttpResponse:
    """The paper itself, made again from what it said."""
    opened(request, case_id, application_id)
    paper = letter_paper(letter_id, by=request.actor, at=request.at)
    if paper.application_id != application_id:
        raise Hidden(f"letter {letter_id} of application {application_id}")
    answer = HttpResponse(Typesetter().letter(paper.letter), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return answer


def _form(request: Request, sheet: ApplicationSheet, text: str) -> LetterForm:
    """Those of the case, the ones whom it is for first; the languages of the text, theirs first chosen."""
    parties = people(request, sheet.card.case_id)
    covered = [one for one in parties if (said := sheet.covered.get(one.person_id)) and said.is_covered]
    first = next(iter(covered or parties), None)
    written = [code for code in sheet.law.pack.letters.get(text, {}) if code != "says"]
    spoken = languages_of(first.person_id, by=request.actor, at=request.at) if first else ()
    theirs = (short for code in spoken if (short := _short(code)) in written)
    initial = {
        "person_id": first.person_id if first else None,
        "language": next(theirs, next(iter(written), "")),
    }
    return offering(
        LetterForm(request.POST or None, initial=initial),
        person_id=[(str(one.person_id), isolated(str(one.called))) for one in parties],
        language=[(code, _named(code)) for code in written],
    )


def _short(code: str) -> str:
    """The code of two letters of a language of ISO 639-3 in which papers are printed."""
    return next((words.language for words in all_words().values() if code in words.reads), "")


def _named(code: str) -> str:
    return str(locale_of(language()).languages.get(code, code))
