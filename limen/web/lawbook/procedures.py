"""A procedure: its stages as a picture, and the same as a list that needs no eyes."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.law.packs import Move, Procedure, Stage
from limen.web.components import Fact, Row, Table, day_mark
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.lawbook.diagram import picture_of
from limen.web.lawbook.frame import said, show_page, table
from limen.web.lawbook.values import settled_words
from limen.web.lawbook.words import PHASES, is_mirrored, paragraphs, plain, sure_mark
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class StageLine:
    """A stage, and the moves that lead out of it."""

    says: Text
    phase: Text
    about: Text
    is_first: bool
    is_last: bool
    moves: Table | None


def procedure(request: Request, book: Book, id: str) -> HttpResponse:
    """One procedure."""
    found = book.pack.procedures[id]
    facts = [Fact(term=_("Begins with"), value=book.says(found.stages[found.starts_at].says))]
    if found.regime in book.pack.regimes:
        link = book.link("regimes", found.regime, book.pack.regimes[found.regime].says)
        facts.append(Fact(term=_("Which law governs"), value=link))
    return show_page(
        request,
        book,
        "procedure",
        title=found.says,
        part="procedures",
        part_label=_("Procedures"),
        lead=(*said(book, found.about), settled_words(move.certainty for move in found.moves)),
        facts=facts,
        picture=picture_of(found, is_mirrored=is_mirrored()),
        stages=[_stage(book, found, stage) for stage in found.stages.values()],
    )


def _stage(book: Book, found: Procedure, stage: Stage) -> StageLine:
    return StageLine(
        says=book.says(stage.says),
        phase=PHASES.get(stage.phase, stage.phase),
        about=book.says(stage.about),
        is_first=stage.id == found.starts_at,
        is_last=stage.ends,
        moves=_moves(book, found, stage),
    )


def _moves(book: Book, found: Procedure, stage: Stage) -> Table | None:
    rows = [
        _row(book, found, move, number) for number, move in enumerate(found.moves, 1) if move.of == stage.id
    ]
    headers = (
        _("Move"),
        _("Leads to"),
        _("Needs"),
        _("Clocks it answers"),
        _("Holds"),
        _("Source"),
        _("How sure"),
    )
    caption = _("Moves from: %(stage)s") % {"stage": stage.says}
    return table(caption, headers, rows, tight=(6,)) if rows else None


def _row(book: Book, found: Procedure, move: Move, number: int) -> Row:
    says = format_html('<span class="lm-move">{}</span> {}', number, book.says(move.says))
    held = format_html(_("since {since}"), since=day_mark(move.since))
    if move.until is not None:
        held = format_html(_("{since} up to {until}"), since=day_mark(move.since), until=day_mark(move.until))
    return Row(
        cells=(
            format_html("{} <code>{}</code>", says, move.act),
            book.says(found.stages[move.to].says),
            paragraphs(*(book.says(plain(need)) for need in move.needs)),
            paragraphs(*(book.term_link(term) for term in move.terms)),
            held,
            book.says(move.source),
            sure_mark(move.certainty),
        )
    )
