"""Remarks, and answers to what the law asks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.decisions.commands import answering
from limen.domain.decisions.names import AnswerKind
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.rules.acting import obstacles_to_resolving, obstacles_to_writing
from limen.domain.decisions.rules.structure import Question
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.decisions.forms import AnswerForm, ReasonForm, RemarkForm
from limen.web.decisions.frame import act_page, of, opened
from limen.web.page import told
from limen.web.requests import Request, acts, today


def comment(request: Request, case_id: UUID, decision_id: UUID, section: str) -> HttpResponse:
    """Remark on words of a section."""
    case, sheet = opened(request, case_id, decision_id)
    found = sheet.structure.section(section)
    if found is None:
        raise Hidden(f"section {section}")
    form = RemarkForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = answering.comment(
            decision_id,
            section=section,
            quoted=form.cleaned_data["quoted"],
            says=form.cleaned_data["says"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        reads = not sheet.is_author and sheet.content.digest in sheet.opened
        return told(event, of(request, "decision_open_for_reading" if reads else "decision", sheet))
    return act_page(
        request,
        case,
        sheet,
        form,
        title=_("Remark on “%(section)s”") % {"section": found.says},
        button=_("Save the remark"),
        refused=obstacles_to_writing(sheet.card.state),
        template="web/decisions/remark.html",
        text=sheet.content.sections.get(section, ""),
    )


def resolve(request: Request, case_id: UUID, decision_id: UUID, comment_id: UUID) -> HttpResponse:
    """Say that a remark was dealt with."""
    case, sheet = opened(request, case_id, decision_id)
    found = next((one for one in sheet.comments if one.id == comment_id), None)
    if found is None:
        raise Hidden(f"comment {comment_id}")
    if acts(request):
        event = answering.resolve(comment_id, by=request.actor, at=request.at)
        return told(event, of(request, "decision", sheet))
    return act_page(
        request,
        case,
        sheet,
        None,
        title=_("The remark is dealt with"),
        button=_("It is dealt with"),
        lead=[*([f"“{found.quoted}”"] if found.quoted else []), found.says],
        refused=obstacles_to_resolving(sheet.card.state, is_resolved=found.resolved_at is not None),
    )


def answer(request: Request, case_id: UUID, decision_id: UUID, question: str) -> HttpResponse:
    """Answer what the law asks: it was considered, or it does not arise and why."""
    case, sheet = opened(request, case_id, decision_id)
    found = _question(sheet, question)
    last = next((one for one in reversed(sheet.answers) if one.question == question), None)
    given = {"kind": last.kind, "says": last.says} if last and last.kind is not AnswerKind.WAIVED else {}
    form = AnswerForm(request.POST or None, initial=given)
    if acts(request) and form.is_valid():
        event = answering.answer(
            decision_id,
            question=question,
            kind=AnswerKind(form.cleaned_data["kind"]),
            says=form.cleaned_data["says"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{of(request, 'decision', sheet)}#asked")
    return act_page(
        request,
        case,
        sheet,
        form,
        title=_("What the law asks"),
        button=_("Save the answer"),
        lead=[line for line in (found.says, found.source, found.note) if line],
        refused=obstacles_to_writing(sheet.card.state),
    )


def waive(request: Request, case_id: UUID, decision_id: UUID, question: str) -> HttpResponse:
    """Go without it, where the pack lets somebody."""
    case, sheet = opened(request, case_id, decision_id)
    found = _question(sheet, question)
    form = ReasonForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = answering.waive(
            decision_id,
            question=question,
            says=form.cleaned_data["why"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{of(request, 'decision', sheet)}#asked")
    refused = obstacles_to_writing(sheet.card.state)
    if not found.waiver:
        refused.append(Obstacle("waiver", _("The law does not let anybody waive this.")))
    return act_page(
        request,
        case,
        sheet,
        form,
        title=_("Waive what the law asks"),
        button=_("Waive it in my name"),
        lead=[line for line in (found.says, found.source, found.waiver) if line],
        refused=refused,
        kind="warning",
    )


def _question(sheet: DecisionSheet, id: str) -> Question:
    found = sheet.structure.question(id)
    if found is None:
        raise Hidden(f"question {id}")
    return found
