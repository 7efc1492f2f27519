"""Signing with its gates, the papers, and setting a decision aside."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.decisions.commands import beginning, signing
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.reach import papers_of
from limen.domain.decisions.rules import acting
from limen.domain.decisions.rules.gates import unmet
from limen.domain.decisions.rules.structure import Before
from limen.foundation.refusals import Hidden
from limen.web.decisions.forms import ReasonForm, SignForm
from limen.web.decisions.frame import act_page, mend_url, of, opened
from limen.web.decisions.overview import GateView, text_of
from limen.web.page import told
from limen.web.requests import Request, acts, today

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sign(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Everything that stands before the signature, the text once more, and the signature."""
    case, sheet = opened(request, case_id, decision_id)
    form = SignForm(request.POST or None, initial={"digest": sheet.content.digest})
    if acts(request) and form.is_valid():
        event = signing.sign(
            decision_id,
            digest=form.cleaned_data["digest"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, of(request, "decision", sheet))
    gates = gates_of(sheet, Before.SIGNING)
    refused = acting.obstacles_to_signing(sheet.card.state, is_latest=True) or unmet(gates)
    return act_page(
        request,
        case,
        sheet,
        form,
        title=_("Sign the decision"),
        button=_("Sign it"),
        lead=[_("What it shows of the file is frozen with it. Afterwards only a new decision corrects it.")],
        refused=refused,
        template="web/decisions/sign.html",
        gates=[GateView(gate=one, url=mend_url(request, sheet, one)) for one in gates if not one.is_met],
        met=sum(one.is_met for one in gates),
        **text_of(request, sheet),
    )


def set_aside(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Give it up before it is signed."""
    case, sheet = opened(request, case_id, decision_id)
    form = ReasonForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = beginning.set_aside(decision_id, why=why, by=request.actor, at=request.at)
        return told(event, of(request, "decision", sheet))
    return act_page(
        request,
        case,
        sheet,
        form,
        title=_("Set the decision aside"),
        button=_("Set it aside"),
        lead=[_("Its versions stay readable. The persons can be decided about anew.")],
        refused=acting.obstacles_to_writing(sheet.card.state),
        kind="warning",
    )


def paper(request: Request, case_id: UUID, decision_id: UUID, form: str) -> HttpResponse:
    """A signed paper as it left the house, byte for byte."""
    _case, sheet = opened(request, case_id, decision_id)
    found = papers_of(decision_id, by=request.actor, at=request.at)
    if form not in ("pdf", "docx"):
        raise Hidden(f"paper {form}")
    content, kind = (found.pdf, "application/pdf") if form == "pdf" else (found.word, _WORD)
    answer = HttpResponse(bytes(content), content_type=kind)
    way = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="decision-{sheet.card.id}.{form}"'
    return answer
