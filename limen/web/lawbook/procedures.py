"""A procedure: its stages as a picture, and the same as a list that needs no eyes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.law.packs import Move, Procedure, Stage
from limen.web.components import Fact, day_mark
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.lawbook.diagram import picture_of
from limen.web.lawbook.frame import said, show_page
from limen.web.lawbook.values import settled_words
from limen.web.lawbook.words import PHASES, is_mirrored, plain, sure_mark
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class MoveLine:
    """A move, by its number in the picture."""

    number: int
    says: Text
    to: Text
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class StageLine:
    """A stage, and the moves that lead out of it."""

    says: Text
    phase: Text
    about: Text
    is_first: bool
    is_last: bool
    moves: tuple[MoveLine, ...]


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
        moves=tuple(
            _move(book, found, move, number)
            for number, move in enumerate(found.moves, 1)
            if move.of == stage.id
        ),
    )


def _move(book: Book, found: Procedure, move: Move, number: int) -> MoveLine:
    facts = tuple(_facts(book, move))
    return MoveLine(
        number=number, says=book.says(move.says), to=book.says(found.stages[move.to].says), facts=facts
    )


def _facts(book: Book, move: Move) -> Iterator[Fact]:
    yield Fact(term=_("Act"), value=SafeString(plain(move.act)))
    if move.needs:
        yield Fact(term=_("Needs"), value=book.says(", ".join(plain(need) for need in move.needs)))
    if move.terms:
        yield Fact(term=_("Clocks it answers"), value=book.term_links(move.terms))
    days = format_html(_("since {since}"), since=day_mark(move.since))
    if move.until is not None:
        days = format_html(_("{since} up to {until}"), since=day_mark(move.since), until=day_mark(move.until))
    source = format_html("{} ({}) {}", book.says(move.source), days, sure_mark(move.certainty))
    yield Fact(term=_("Source"), value=source)
