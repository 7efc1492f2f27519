"""The frame of the pages of one decision: the case it is in, its sheet, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.decisions.names import DecisionState
from limen.domain.decisions.queries.cards import DecisionCard, DecisionSheet
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.gates import Gate, Mend
from limen.domain.decisions.rules.texts import Block, Run, RunKind
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.frame import Act, address, read_sheet, show_act
from limen.web.components import Tone, isolated, tag_mark
from limen.web.components.shapes import Text
from limen.web.decisions.citing import SourceView, drawn_citation
from limen.web.requests import Request, today

_TONES = {
    DecisionState.DRAFT: Tone.QUIET,
    DecisionState.WITH_READER: Tone.ACTION,
    DecisionState.RETURNED: Tone.ATTENTION,
    DecisionState.APPROVED: Tone.ACTION,
    DecisionState.SIGNED: Tone.ATTENTION,
    DecisionState.SERVED: Tone.DONE,
    DecisionState.VOID: Tone.QUIET,
}


def opened(request: Request, case_id: UUID, decision_id: UUID) -> tuple[CaseSheet, DecisionSheet]:
    """The decision and the case it is in. Raises `Hidden` when it is in another one."""
    case = read_sheet(request, case_id)
    sheet = decision_sheet(decision_id, on=today(request), by=request.actor, at=request.at)
    if sheet.card.case_id != case_id:
        raise Hidden(f"decision {decision_id} in case {case_id}")
    return case, sheet


def of(request: Request, name: str, sheet: DecisionSheet, *more: object) -> str:
    """The address of a page of this decision."""
    return address(request, name, sheet.card.case_id, sheet.card.id, *more)


def act_page(
    request: Request,
    case: CaseSheet,
    sheet: DecisionSheet,
    form: forms.Form | None,
    *,
    title: Text,
    button: Text,
    lead: Sequence[Text] = (),
    refused: Sequence[Obstacle] = (),
    kind: str = "primary",
    template: str = "web/casefile/act.html",
    **context: Any,
) -> HttpResponse:
    """The page of an act on this decision."""
    act = Act(
        title=title,
        button=button,
        back_url=of(request, "decision", sheet),
        lead=lead,
        refused=refused,
        kind=kind,
    )
    return show_act(request, act, form, sheet=case, template=template, **context)


def called(card: DecisionCard) -> SafeString:
    """Whom a decision is about, for a list."""
    names = [one.called or _("somebody whom you may not know of") for one in card.persons]
    return format_html_join(", ", "{}", ((isolated(name),) for name in names))


def state_mark(state: DecisionState) -> SafeString:
    """Its state, as a tag."""
    return tag_mark(state.label, _TONES[state])


def drawn(blocks: Sequence[Block], cited: Mapping[str, SourceView]) -> SafeString:
    """Paragraphs as a page shows them: fields as chips, citations as links, standard paragraphs with whose
    they are."""
    return format_html_join("", "{}", ((_paragraph(block, cited),) for block in blocks))


def _paragraph(block: Block, cited: Mapping[str, SourceView]) -> SafeString:
    words = format_html(
        '<p dir="auto">{}</p>', format_html_join("", "{}", ((_run(run, cited),) for run in block.runs))
    )
    if not block.of:
        return words
    label = _("Standard paragraph: %(source)s") % {"source": block.of}
    return format_html(
        '<div class="lm-standard"><p class="lm-standard__of">{}</p>{}</div>', isolated(label), words
    )


def _run(run: Run, cited: Mapping[str, SourceView]) -> SafeString:
    match run.kind:
        case RunKind.FIELD:
            return format_html('<span class="lm-chip" title="{}">{}</span>', run.name, run.says)
        case RunKind.UNKNOWN:
            return format_html('<mark class="lm-chip lm-chip--unknown">{}</mark>', run.says)
        case RunKind.SOURCE:
            return format_html('<cite class="lm-source">[{}]</cite>', run.says)
        case RunKind.CITED:
            return drawn_citation(run.name, cited)
        case RunKind.WORDS:
            return conditional_escape(run.says)


def mend_url(request: Request, sheet: DecisionSheet, gate: Gate) -> str:
    """Where a gate is mended."""
    match gate.mend:
        case Mend.SECTION:
            section = gate.at or sheet.structure.sections[0].id
            return of(request, "decision_save_version", sheet, section)
        case Mend.OUTCOME:
            return of(request, "decision_set_outcome", sheet, gate.at)
        case Mend.QUESTION:
            return of(request, "decision_answer", sheet, gate.at)
        case Mend.COMMENTS:
            return f"{of(request, 'decision', sheet)}#remarks"
        case Mend.BOARD:
            return address(request, "board", sheet.card.case_id, gate.at)
        case Mend.ANALYSIS:
            board, _space, place = gate.at.partition(" ")
            page = address(request, "board_analysis", sheet.card.case_id, board)
            return f"{page}#q-{place}" if place else page
        case Mend.ARGUMENT:
            board, _space, place = gate.at.partition(" ")
            page = address(request, "board", sheet.card.case_id, board)
            return f"{page}#piece-{place}" if place else f"{page}#arguments"
        case Mend.READER:
            return of(request, "decision_submit", sheet)
