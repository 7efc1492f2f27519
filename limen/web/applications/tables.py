"""The tables on the page of an application."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.applications.names import SETTLED
from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.applications.rules import told_values
from limen.domain.cases.queries.parties import PartyCard
from limen.domain.procedure.names import GATE_SAYS
from limen.domain.procedure.queries.standing import StageCard
from limen.law.applications import EvidenceItem, Need
from limen.law.packs import Procedure
from limen.web.casefile.frame import address, may
from limen.web.components import Column, Empty, Row, Table, Tone, day_mark, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.lawbook.words import paragraphs, sure_mark
from limen.web.requests import Request, today

NEEDS = {
    Need.TO_LODGE: lambda: _("Needed before lodging"),
    Need.TO_DECIDE: lambda: _("Needed before a decision"),
    Need.IF_AVAILABLE: lambda: _("If there is any"),
}


def people_table(request: Request, sheet: ApplicationSheet, parties: Sequence[PartyCard]) -> Table:
    """Everybody who is part of the case: whether the application is for them."""
    rows = []
    for one in parties:
        said = sheet.covered.get(one.person_id)
        mark: Text = tag_mark(_("Not said yet"), Tone.ATTENTION)
        if said is not None:
            mark = tag_mark(_("Yes"), Tone.ACTION) if said.is_covered else tag_mark(_("No"))
        if said is not None and said.is_separate:
            mark = format_html("{} {}", mark, tag_mark(_("Kept apart from the others"), Tone.ATTENTION))
        url = address(request, "cover", sheet.card.case_id, sheet.card.id, one.person_id)
        rows.append(
            Row(
                cells=(isolated(str(one.called)), one.part.label, mark),
                url=url if may(request, "applications.cover") else None,
            )
        )
    nobody = _("Nobody is part of this case yet. Add them under “People”.")
    return _table(_("For whom it is"), (_("Person"), _("Part in the case"), _("For them")), rows, nobody)


def evidence_table(request: Request, sheet: ApplicationSheet) -> Table:
    """What is asked for in this application, and where each piece stands."""
    asked = sheet.type.asked_for(told_values(sheet.answers), sheet.card.lodged_on or today(request))
    rows = [_evidence(request, sheet, item) for item in asked]
    headers = (_("What"), _("Need"), _("Where it stands"), _("Source"))
    return _table(_("Evidence"), headers, rows, _("The law in force asks for no evidence here."))


def _evidence(request: Request, sheet: ApplicationSheet, item: EvidenceItem) -> Row:
    card = sheet.evidence.get(item.id)
    tone = Tone.QUIET if item.need is Need.IF_AVAILABLE else Tone.ATTENTION
    stands: Text = tag_mark(_("Asked for"), tone)
    if card is not None:
        tone = Tone.DONE if card.state in SETTLED else Tone.ATTENTION
        stands = paragraphs(tag_mark(card.state.label, tone), isolated(card.words) if card.words else "")
    url = address(request, "take_evidence", sheet.card.case_id, sheet.card.id, item.id)
    return Row(
        cells=(
            isolated(item.says),
            NEEDS[item.need](),
            stands,
            paragraphs(isolated(item.source), sure_mark(item.certainty)),
        ),
        url=url if may(request, "applications.take_evidence") else None,
    )


def letters_table(request: Request, sheet: ApplicationSheet, names: dict[UUID, str]) -> Table:
    """Letters that were printed."""
    rows = [
        Row(
            cells=(
                card.letter.label,
                isolated(names.get(card.person_id, "")),
                card.language,
                moment_mark(card.printed_at, now=request.at, time_zone=request.person.time_zone),
            ),
            url=address(request, "application_letter", sheet.card.case_id, sheet.card.id, card.id),
        )
        for card in sheet.letters
    ]
    headers = (_("Letter"), _("For whom"), _("Language"), _("When"))
    return _table(_("Letters"), headers, rows, _("No letter was printed yet."))


def moves_table(procedure: Procedure) -> Table:
    """The moves of a procedure by the numbers of the picture."""
    rows = [
        Row(
            cells=(
                format_html('<span class="lm-move">{}</span> {}', number, isolated(move.says)),
                isolated(procedure.stages[move.of].says),
                isolated(procedure.stages[move.to].says),
                paragraphs(*(str(GATE_SAYS[gate]) for gate in move.needs)),
                isolated(move.source),
            )
        )
        for number, move in enumerate(procedure.moves, 1)
    ]
    headers = (_("Move"), _("From"), _("To"), _("Needs"), _("Source"))
    return _table(_("Stages and moves"), headers, rows, "")


def stages_table(request: Request, stages: Sequence[StageCard]) -> Table:
    """How the application came to where it stands, and what was confirmed on the way."""
    rows = [
        Row(
            cells=(
                format_html(
                    "{} {}", isolated(one.stage_says), tag_mark(_("Now"), Tone.ACTION) if one.is_now else ""
                ),
                isolated(one.act_says),
                day_mark(one.since_on),
                isolated(one.by_name),
                paragraphs(*(f"{GATE_SAYS.get(gate, gate)} {words}" for gate, words in one.confirmed)),
            )
        )
        for one in stages
    ]
    headers = (_("Stage"), _("By"), _("Since"), _("Who"), _("Confirmed"))
    return _table(
        _("Stages so far"), headers, rows, _("The procedure begins when the application is lodged.")
    )


def _table(caption: Text, headers: Sequence[Text], rows: Sequence[Row], nothing: Text) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(rows),
        empty=Empty(sentence=nothing),
        hide_caption=True,
    )
