"""Noting what became of a piece of evidence."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.applications import rules
from limen.domain.applications.commands import evidence as acting
from limen.domain.applications.names import EvidenceState
from limen.foundation.refusals import Hidden
from limen.law.applications import EvidenceItem
from limen.web.applications.frame import home, opened
from limen.web.applications.tables import NEEDS
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, here, show_act
from limen.web.components import Fact, isolated
from limen.web.lawbook.words import paragraphs, sure_mark
from limen.web.page import told
from limen.web.requests import Request, acts


class EvidenceForm(forms.Form):
    """Where it stands, and the reference or the reason."""

    state = forms.ChoiceField(label=gettext_lazy("What became of it"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("Reference or reason"),
        help_text=gettext_lazy("What it is and where it lies; or why it is not there."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def take_evidence(request: Request, case_id: UUID, application_id: UUID, item: str) -> HttpResponse:
    """Received, accepted or not, not to be had, or done without where the law lets one."""
    case, sheet = opened(request, case_id, application_id)
    of = sheet.type.evidence.get(item)
    if of is None:
        raise Hidden(f"evidence {item} of application {application_id}")
    states = [one for one in EvidenceState if of.may_be_waived or one is not EvidenceState.WAIVED]
    form = offering(
        EvidenceForm(request.POST or None, initial={"state": EvidenceState.RECEIVED}),
        state=[(one.value, one.label) for one in states],
    )
    if acts(request) and form.is_valid():
        event = acting.take_evidence(
            application_id,
            item=item,
            state=EvidenceState(form.cleaned_data["state"]),
            words=form.cleaned_data["words"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:application", case_id, application_id)
    act = Act(
        title=_("Evidence"),
        button=_("Save"),
        back_url=home(request, sheet),
        refused=rules.obstacles_to_answering(state=sheet.card.state, is_worked_on=case.is_worked_on),
    )
    return show_act(request, act, form, sheet=case, facts=_facts(of))


def _facts(of: EvidenceItem) -> list[Fact]:
    facts = [
        Fact(term=_("What"), value=isolated(of.says)),
        Fact(term=_("Need"), value=NEEDS[of.need]()),
        Fact(term=_("Source"), value=paragraphs(isolated(of.source), sure_mark(of.certainty))),
    ]
    if of.note:
        facts.append(Fact(term=_("Remark"), value=isolated(of.note)))
    if not of.may_be_waived:
        facts.append(
            Fact(term=_("Done without"), value=_("The law in force does not let anybody do without it."))
        )
    return facts
