"""The evidence boards of a file, and one of them, to be read at a glance and printed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.assessments.names import PieceKind
from limen.domain.assessments.queries.cards import BoardCard, BoardSheet
from limen.domain.assessments.queries.naming import concluded_words, places_on
from limen.domain.assessments.queries.sheets import boards_of
from limen.foundation.refusals import Obstacle
from limen.web.assessments.analysis import analysis
from limen.web.assessments.arguing import arguments_view
from limen.web.assessments.frame import of, opened, working
from limen.web.assessments.views import Drawing, LookView, beside_view, law_words, look_view
from limen.web.casefile.frame import Offer, address, may, read_sheet, show_file
from limen.web.components import Column, Empty, Fact, Row, Table, isolated, moment_mark
from limen.web.components.shapes import Text
from limen.web.requests import Request


def case_boards(request: Request, case_id: UUID) -> HttpResponse:
    """The boards of a case."""
    case = read_sheet(request, case_id)
    found = boards_of(case_id, by=request.actor, at=request.at)
    refused = []
    if not case.is_worked_on:
        refused.append(Obstacle("reach", _("You can read this case but not write in it.")))
    begin = Offer(
        label=_("Open an evidence board"),
        url=address(request, "board_open_board", case_id),
        refused=refused,
        kind="primary",
    )
    return show_file(
        request,
        case,
        "web/assessments/list.html",
        tab="case_boards",
        title=_("Evidence"),
        offers=[begin] if may(request, "assessments.open_board") and case.is_read else [],
        table=_table(request, found),
    )


def board(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """One board; where its law weighs nothing, the analysis is all of it."""
    case, sheet = opened(request, case_id, board_id)
    if not sheet.is_weighed:
        return analysis(request, case_id, board_id)
    language = get_language() or "en"
    places = places_on(sheet, language=language, by=request.actor, at=request.at)
    refused = working(request, case, sheet)
    drawing = Drawing(request=request, sheet=sheet, places=places, writes=not refused)
    return show_file(
        request,
        case,
        "web/assessments/board.html",
        tab="case_boards",
        title=_("Evidence board"),
        about=_about(sheet),
        offers=[
            Offer(
                label=_("State a fact"), url=of(request, "board_state_fact", sheet), refused=refused,
                kind="primary",
            )
        ],
        glance=_glance(sheet),
        facts=[beside_view(drawing, one) for one in sheet.facts],
        account=beside_view(drawing, sheet.account),
        arguments=arguments_view(drawing),
        looks=looks_of(drawing),
        withdrawn=sheet.withdrawn,
        analysis_url=of(request, "board_analysis", sheet),
        account_url=of(request, "board_account", sheet),
        pdf_url=of(request, "board_pdf", sheet),
        back_url=address(request, "case_boards", case_id),
    )  # fmt: skip


def looks_of(drawing: Drawing) -> list[LookView]:
    """The lists that are worked through for the person, drawn."""
    sheet, request = drawing.sheet, drawing.request
    asked = (
        (PieceKind.CIRCUMSTANCES, sheet.circumstances, "board_consider_circumstances"),
        (PieceKind.DISTORTIONS, sheet.distortions, "board_consider_distortions"),
    )
    found = [look_view(drawing, kind, piece, of(request, name, sheet)) for kind, piece, name in asked]
    return [one for one in found if one is not None]


def _about(sheet: BoardSheet) -> list[Fact]:
    card = sheet.card
    law = law_words(sheet.template.says, sheet.template.source, card)
    return [
        Fact(term=_("Whose account"), value=isolated(card.called or _("somebody whom you may not know of"))),
        Fact(term=_("Application"), value=isolated(card.asked_for)),
        Fact(term=_("How it is weighed"), value=law),
        Fact(term=_("Who may read it"), value=card.compartment.label),
        Fact(term=_("Opened by"), value=isolated(card.opened_by)),
    ]


def _glance(sheet: BoardSheet) -> Table:
    """Every fact in a line: what waits for the applicant, and what is concluded. Nothing is counted up."""
    headers = (_("Fact"), _("Not put to the applicant yet"), _("Conclusion"), _("What stands against it"))
    rows = [
        Row(
            cells=(
                isolated(f"{one.fact.place}. {one.fact.fact.says}"),
                isolated(
                    "; ".join(each.differs[:80] for each in one.discrepancies if not each.is_put) or "–"
                ),
                concluded_words(sheet, one),
                isolated(" ".join(each.says for each in one.troubles) or "–"),
            ),
            url=f"#fact-{one.fact.id}",
        )
        for one in sheet.facts
        if one.fact is not None
    ]
    return Table(
        caption=_("At a glance"),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(rows),
        empty=Empty(
            sentence=_("No fact is stated yet."),
            advice=_("Begin with what the applicant says happened, one fact at a time."),
        ),
    )


def _analysis_link(request: Request, card: BoardCard) -> Text:
    if not card.analysis:
        return "–"
    link = '<a class="lm-link" href="{}">{}<span class="govuk-visually-hidden"> – {}</span></a>'
    url = address(request, "board_analysis", card.case_id, card.id)
    return format_html(link, url, _("Questions and answers"), card.called)


def _table(request: Request, found: list[BoardCard]) -> Table:
    headers = (
        _("Whose account"), _("Application"), _("Legal analysis"), _("Who may read it"), _("Opened by"),
        _("Opened"),
    )  # fmt: skip
    return Table(
        caption=_("Evidence boards"),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(
            Row(
                cells=(
                    isolated(card.called or _("somebody whom you may not know of")),
                    isolated(card.asked_for),
                    _analysis_link(request, card),
                    card.compartment.label,
                    isolated(card.opened_by),
                    moment_mark(card.opened_at, now=request.at, time_zone=request.person.time_zone),
                ),
                url=address(request, "board", card.case_id, card.id),
            )
            for card in found
        ),
        empty=Empty(
            sentence=_("There is no evidence board that you could read here yet."),
            advice=_("Whoever works on the case can open one, once an application was lodged."),
        ),
        hide_caption=True,
    )
