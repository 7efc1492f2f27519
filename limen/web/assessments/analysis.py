"""The legal analysis of one person: the questions of the law in their order, about them and each harm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from limen.domain.assessments.names import PieceKind
from limen.domain.assessments.queries.analysing import (
    AnalysisSheet,
    QuestionCard,
    analysis_sheet,
    facts_of_board,
)
from limen.domain.assessments.queries.answering import answer_words
from limen.domain.assessments.queries.cards import BoardSheet, PieceCard
from limen.domain.assessments.queries.naming import concluded_words, places_on
from limen.domain.practice.names import element_tie
from limen.domain.practice.queries.topics import elements_learned_of
from limen.foundation.refusals import Hidden
from limen.law.analysis import Arises, Per, Question
from limen.web.assessments.arguing import arguments_view
from limen.web.assessments.frame import of, opened, working
from limen.web.assessments.members import members
from limen.web.assessments.opening import no_analysis
from limen.web.assessments.views import Drawing, PlaceView, law_words, place_view
from limen.web.casefile.frame import Offer, address, here, may, show_file
from limen.web.components import Column, Empty, Fact, Row, Table, Tone, isolated, tag_mark
from limen.web.components.shapes import Text
from limen.web.lawbook.analyses import BURDENS
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """A question about the person or about one harm, with its answer as far as there is one."""

    card: QuestionCard
    place: str
    about: str
    state: SafeString
    answer: str
    chosen: tuple[str, ...]
    places: tuple[PlaceView, ...]
    url: str


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """A question of the law, and each thing that it is asked about."""

    question: Question
    number: int
    burden: Text
    goes_through: str
    law: SafeString
    learned_url: str
    asked: tuple[AnswerView, ...]


@dataclass(frozen=True, kw_only=True)
class HarmView:
    """A harm that is feared, with the facts on which it rests."""

    piece: PieceCard
    places: tuple[PlaceView, ...]
    restate_url: str
    withdraw_url: str


def analysis(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """The questions in the order in which they are examined."""
    case, sheet = opened(request, case_id, board_id)
    if not sheet.card.analysis:
        return no_analysis(request, case, sheet)
    found = found_on(request, sheet)
    places = places_on(sheet, language=get_language() or "en", by=request.actor, at=request.at)
    refused = working(request, case, sheet)
    drawing = Drawing(request=request, sheet=sheet, places=places, writes=not refused)
    return show_file(
        request,
        case,
        "web/assessments/analysis.html",
        tab="case_boards",
        title=_("Legal analysis"),
        about=_about(request, sheet, found),
        law_says=found.analysis.about,
        offers=[
            Offer(
                label=_("State what is feared"), url=of(request, "board_state_harm", sheet), refused=refused,
                kind="primary",
            )
        ] if asks_of_harms(found) else [],
        glance=_glance(sheet, found),
        asks_of_harms=asks_of_harms(found),
        harms=[harm_view(drawing, one) for one in sheet.harms],
        questions=questions_of(drawing, found),
        members=members(request, sheet),
        arguments=None if sheet.is_weighed else arguments_view(drawing),
        open_url=address(request, "board_open_board", case_id) if not refused else "",
        withdrawn=_withdrawn(sheet),
        back_url=address(request, "case_boards", case_id),
        board_url=of(request, "board", sheet) if sheet.is_weighed else "",
        pdf_url=of(request, "board_pdf", sheet),
    )  # fmt: skip


def _withdrawn(sheet: BoardSheet) -> list[PieceCard]:
    """The harms that count no more; where this is all of the board, its arguments as well."""
    shown = (PieceKind.HARM,) if sheet.is_weighed else (PieceKind.HARM, PieceKind.ARGUMENT)
    return [one for one in sheet.withdrawn if one.kind in shown]


def found_on(request: Request, sheet: BoardSheet) -> AnalysisSheet:
    """The analysis of a board. Raises `Hidden` where its law has none."""
    found = analysis_sheet(sheet, by=request.actor)
    if found is None:
        raise Hidden(f"analysis of board {sheet.card.id}")
    return found


def asks_of_harms(found: AnalysisSheet) -> bool:
    """Whether any of its questions is asked of each harm."""
    return any(one.per is Per.HARM for one in found.analysis.questions.values())


def place_of(sheet: BoardSheet, card_question: str, harm_id: UUID | None) -> str:
    """The place of an answer on the page."""
    return f"q-{card_question}-{harm_id or sheet.card.id}"


def law_link(request: Request, sheet: BoardSheet, question: str = "", says: str = "") -> SafeString:
    """The way to the analysis in the law book, at a question."""
    args = [sheet.card.analysis_edition_id, "analyses", sheet.card.analysis]
    url = reverse(f"{here(request)}:edition_entry", args=args)
    return format_html('<a class="lm-link" href="{}">{}</a>', f"{url}#{question}" if question else url, says)


def _about(request: Request, sheet: BoardSheet, found: AnalysisSheet) -> list[Fact]:
    card = sheet.card
    law = law_words(found.analysis.says, found.analysis.source, card, fingerprint=found.fingerprint)
    later = [Fact(term=_("Analysis opened later by"), value=isolated(card.analysis_opened_by))]
    return [
        Fact(term=_("About whom"), value=isolated(card.called or _("somebody whom you may not know of"))),
        Fact(term=_("Application"), value=isolated(card.asked_for)),
        Fact(term=_("What is asked"), value=law_link(request, sheet, says=law)),
        *(later if card.analysis_opened_at else ()),
        Fact(term=_("Who may read it"), value=card.compartment.label),
    ]


def _glance(sheet: BoardSheet, found: AnalysisSheet) -> Table:
    """Every question in a line, the person and each harm beside each other. Nothing is counted up."""
    columns: dict[UUID | None, Text] = {None: _("The person")}
    columns |= {one.id: isolated(one.harm.says) for one in sheet.harms}
    rows = []
    for number, question in enumerate(_asked(sheet, found), 1):
        cells: list[Text] = [isolated(f"{number}. {question.says}")]
        for harm_id in columns:
            card = found.question(question.id, harm_id)
            cells.append(_state_link(sheet, card) if card else "–")
        rows.append(Row(cells=tuple(cells)))
    headers = (_("Question"), *columns.values())
    return Table(
        caption=_("At a glance"),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(rows),
        empty=Empty(sentence=_("The law of that day asks nothing."), advice=""),
    )


def _asked(sheet: BoardSheet, found: AnalysisSheet) -> tuple[Question, ...]:
    return found.analysis.asked_on(sheet.card.governed_on)


def _state_link(sheet: BoardSheet, card: QuestionCard) -> SafeString:
    place = place_of(sheet, card.question.id, card.harm.id if card.harm else None)
    return format_html('<a class="lm-link" href="#{}">{}</a>', place, state_words(card))


def state_words(card: QuestionCard) -> str:
    """How a question stands, in words."""
    if card.answer is not None:
        told = answer_words(card.answer)
        return _("%(answer)s – no longer arises") % {"answer": told} if card.is_left_over else told
    named = {
        Arises.OPEN: pgettext("state", "Open"),
        Arises.WAITING: _("Waits for another answer"),
        Arises.NOT: _("Does not arise"),
    }
    return named.get(card.arises, "")


def questions_of(drawing: Drawing, found: AnalysisSheet) -> list[QuestionView]:
    """The questions in their order, each with everything it is asked about."""
    sheet = drawing.sheet
    views, learned = [], _learned(drawing, found)
    for number, question in enumerate(_asked(sheet, found), 1):
        cards = [one for one in found.questions if one.question.id == question.id]
        through = cards[0].goes_through if cards else None
        views.append(
            QuestionView(
                question=question,
                number=number,
                burden=BURDENS[question.burden] if question.burden else "",
                goes_through=through.says if through else "",
                law=law_link(drawing.request, sheet, question.id, isolated(question.source)),
                learned_url=learned.get(question.id, ""),
                asked=tuple(_answer(drawing, one) for one in cards),
            )
        )
    return views


def _learned(drawing: Drawing, found: AnalysisSheet) -> dict[str, str]:
    """Where the practice notes stand that are tied to a question, for each that has any."""
    request, card = drawing.request, drawing.sheet.card
    if not may(request, "practice.ask"):
        return {}
    ties = {element_tie(card.pack, card.analysis, one.id): one.id for one in _asked(drawing.sheet, found)}
    learned, where = elements_learned_of(ties, by=request.actor), address(request, "practice")
    return {ties[tie]: f"{where}?{urlencode({'element': tie})}" for tie in learned}


def _answer(drawing: Drawing, card: QuestionCard) -> AnswerView:
    sheet, held = drawing.sheet, card.answer.answered if card.answer else None
    harm_id = card.harm.id if card.harm else None
    chosen = held.chosen.split() if held else []
    is_open = drawing.writes and card.arises in (Arises.OPEN, Arises.ANSWERED)
    tone = Tone.ATTENTION if card.is_left_over else Tone.QUIET
    about = harm_id or sheet.card.id
    return AnswerView(
        card=card,
        place=place_of(sheet, card.question.id, harm_id),
        about=card.harm.harm.says if card.harm else "",
        state=tag_mark(state_words(card), tone),
        answer=answer_words(card.answer) if card.answer else "",
        chosen=tuple(one.says for one in card.items if one.id in chosen),
        places=_places(drawing, held.cites) if held else (),
        url=of(drawing.request, "board_answer_question", sheet, card.question.id, about) if is_open else "",
    )


def _places(drawing: Drawing, names: str) -> tuple[PlaceView, ...]:
    """What something rests on; of a fact, what is concluded on it as well."""
    facts = facts_of_board(drawing.sheet)
    found = []
    for name in names.split():
        place = place_view(drawing, name)
        if name in facts:
            concluded = concluded_words(drawing.sheet, facts[name])
            place = replace(place, says=f"{place.says} – {concluded}")
        found.append(place)
    return tuple(found)


def harm_view(drawing: Drawing, piece: PieceCard) -> HarmView:
    """A harm that is feared, drawn."""

    def url(name: str) -> str:
        return of(drawing.request, name, drawing.sheet, piece.id) if drawing.writes else ""

    return HarmView(
        piece=piece,
        places=_places(drawing, piece.harm.facts),
        restate_url=url("board_restate_harm"),
        withdraw_url=url("board_withdraw_piece"),
    )
