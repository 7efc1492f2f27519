"""The acts around a record: take it over, put what does not fit, close it, read it back, correct, confirm."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.interviews.commands import reading_back, recording
from limen.domain.interviews.names import CorrectionKind, ReadHow
from limen.domain.interviews.queries.cards import InterviewSheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import show_act
from limen.web.components import Fact, isolated
from limen.web.hall.forms import language_choices
from limen.web.interviews.forms import (
    AnswerForm,
    CloseForm,
    CorrectionForm,
    InconsistencyForm,
    ReadBackForm,
    WhyForm,
)
from limen.web.interviews.frame import act_on, after, looked_at, opened, working
from limen.web.requests import Request, acts


def take_over(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Hold an open record in somebody else's place."""
    sheet, found = opened(request, case_id, interview_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = recording.take_over(
            interview_id, why=form.cleaned_data["why"], by=request.actor, at=request.at
        )
        return after(request, event, case_id, interview_id)
    says = _("%(name)s holds this record now. What they have typed is kept; from then on you write.")
    lead = [says % {"name": found.holder}] if found.holder else []
    act = act_on(
        request, found.card, _("Take over the record"), _("Take it over"), lead=lead, refused=working(sheet)
    )
    return show_act(request, act, form, sheet=sheet)


def note_inconsistency(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Note what does not fit together."""
    sheet, card = looked_at(request, case_id, interview_id)
    form = InconsistencyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = recording.note_inconsistency(
            interview_id,
            inconsistency_id=new_id(),
            words=form.cleaned_data["words"],
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id, interview_id)
    act = act_on(request, card, _("Note what does not fit together"), _("Note it"), refused=working(sheet))
    return show_act(request, act, form, sheet=sheet)


def put_inconsistency(
    request: Request, case_id: UUID, interview_id: UUID, inconsistency_id: UUID
) -> HttpResponse:
    """Put it to the applicant, and write down the answer."""
    sheet, found = opened(request, case_id, interview_id)
    one = next((one for one in found.inconsistencies if one.id == inconsistency_id), None)
    if one is None:
        raise Hidden(f"inconsistency {inconsistency_id} of interview {interview_id}")
    form = AnswerForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = recording.put_inconsistency(
            inconsistency_id, answer=form.cleaned_data["answer"], by=request.actor, at=request.at
        )
        return after(request, event, case_id, interview_id)
    act = act_on(
        request, found.card, _("Put it to the applicant"), _("Keep the answer"), refused=working(sheet)
    )
    facts = [Fact(term=_("What does not fit together"), value=isolated(one.words))]
    return show_act(request, act, form, sheet=sheet, facts=facts)


def close_record(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Close the record: its words stay from now on."""
    sheet, found = opened(request, case_id, interview_id)
    form = CloseForm(request.POST or None)
    if not found.not_put:
        del form.fields["why_not_put"]
    if acts(request) and form.is_valid():
        event = recording.close_record(
            interview_id,
            why_not_put=form.cleaned_data.get("why_not_put", ""),
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id, interview_id)
    lead = [_("Its words stay as they are from now on, and the journal keeps their hash.")]
    if found.not_put:
        lead.append(_("Inconsistencies that were not put to the applicant: %d.") % found.not_put)
    act = act_on(request, found.card, _("Close the record"), _("Close it"), lead=lead, refused=working(sheet))
    return show_act(request, act, form, sheet=sheet)


def read_back(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Write down how the applicant learnt what the record says."""
    sheet, card = looked_at(request, case_id, interview_id)
    initial = {"reader": card.interpreter, "language": card.language or ""}
    languages = [("", _("Not said")), *language_choices(get_language() or "en")]
    form = offering(ReadBackForm(request.POST or None, initial=initial), language=languages)
    if acts(request) and form.is_valid():
        given = form.cleaned_data
        event = reading_back.read_back(
            interview_id,
            how=ReadHow(given["how"]),
            reader=given["reader"],
            language=given["language"] or None,
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id, interview_id)
    lead = [_("Comments and corrections are set beside the words, before or after this.")]
    act = act_on(
        request, card, _("Read the record back"), _("Write it down"), lead=lead, refused=working(sheet)
    )
    return show_act(request, act, form, sheet=sheet)


def correct(request: Request, case_id: UUID, interview_id: UUID, block_id: UUID) -> HttpResponse:
    """Set a comment or a correction beside the words of a block."""
    sheet, found = opened(request, case_id, interview_id)
    block = next((one for one in found.blocks if one.id == block_id), None)
    if block is None:
        raise Hidden(f"block {block_id} of interview {interview_id}")
    initial = {"sort": CorrectionKind.CORRECTION, "said_by": block.speaker.label}
    form = CorrectionForm(request.POST or None, initial=initial)
    if acts(request) and form.is_valid():
        given = form.cleaned_data
        event = reading_back.correct(
            block_id,
            correction_id=new_id(),
            sort=CorrectionKind(given["sort"]),
            words=given["words"],
            said_by=given["said_by"],
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id, interview_id)
    act = act_on(
        request,
        found.card,
        _("Set something beside the record"),
        _("Set it beside"),
        lead=[_("The words of the record stay as they are.")],
        refused=working(sheet),
    )
    facts = [Fact(term=block.kind.label, value=isolated(block.words))]
    return show_act(request, act, form, sheet=sheet, facts=facts)


def confirm(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Write down that the applicant confirmed the record."""
    sheet, found = opened(request, case_id, interview_id)
    if acts(request):
        event = reading_back.confirm(interview_id, by=request.actor, at=request.at)
        return after(request, event, case_id, interview_id)
    act = act_on(
        request,
        found.card,
        _("The applicant confirms the record"),
        _("Write it down"),
        lead=_what_is_confirmed(found),
        refused=working(sheet),
    )
    return show_act(request, act, None, sheet=sheet)


def refuse_confirmation(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Write down that the applicant did not confirm it, and why."""
    sheet, found = opened(request, case_id, interview_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = reading_back.refuse_confirmation(interview_id, why=why, by=request.actor, at=request.at)
        return after(request, event, case_id, interview_id)
    act = act_on(
        request,
        found.card,
        _("The applicant does not confirm the record"),
        _("Write it down"),
        lead=[*_what_is_confirmed(found), _("The refusal is kept with its reasons and stops nothing.")],
        refused=working(sheet),
    )
    return show_act(request, act, form, sheet=sheet)


def _what_is_confirmed(found: InterviewSheet) -> list[str]:
    if not found.digest:
        return []
    return [_("The record with the hash %(hash)s, as it was read back.") % {"hash": found.digest[:16]}]
