"""Saying whether an application is for somebody."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.applications import rules
from limen.domain.applications.commands import making
from limen.foundation.refusals import Hidden
from limen.web.applications.frame import home, opened, people
from limen.web.casefile.frame import Act, here, show_act
from limen.web.components import isolated
from limen.web.page import told
from limen.web.requests import Request, acts


class CoverForm(forms.Form):
    """For them, and whether what they tell is kept from the others."""

    is_covered = forms.ChoiceField(
        label=gettext_lazy("Is the application for this person?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    is_separate = forms.BooleanField(
        label=gettext_lazy("What this person tells is kept from the others whom it is for"),
        required=False,
    )
    why = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Needed when it is kept apart. A few words for colleagues."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


def cover(request: Request, case_id: UUID, application_id: UUID, person_id: UUID) -> HttpResponse:
    """In or out, and kept apart or not."""
    case, sheet = opened(request, case_id, application_id)
    party = next((one for one in people(request, case_id) if one.person_id == person_id), None)
    if party is None:
        raise Hidden(f"person {person_id} in case {case_id}")
    said = sheet.covered.get(person_id)
    initial = {
        "is_covered": ("yes" if said.is_covered else "no") if said else None,
        "is_separate": said.is_separate if said else False,
        "why": said.why if said else "",
    }
    form = CoverForm(request.POST or None, initial=initial)
    if acts(request) and form.is_valid():
        event = making.cover(
            application_id,
            person_id=person_id,
            is_covered=form.cleaned_data["is_covered"] == "yes",
            is_separate=form.cleaned_data["is_separate"],
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:application", case_id, application_id)
    act = Act(
        title=_("For whom it is"),
        button=_("Save"),
        back_url=home(request, sheet),
        lead=[isolated(str(party.called))],
        refused=rules.obstacles_to_answering(state=sheet.card.state, is_worked_on=case.is_worked_on),
    )
    return show_act(request, act, form, sheet=case)
