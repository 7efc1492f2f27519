"""The versions of a piece of a board: who wrote each, when, and what it changed, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.assessments.names import (
    ANSWERS,
    LISTS,
    Answered,
    Arguer,
    Finding,
    Held,
    Look,
    Outcome,
    PieceKind,
    Settled,
    Stance,
)
from limen.domain.assessments.queries.analysing import analysis_sheet
from limen.domain.assessments.queries.cards import BoardSheet
from limen.domain.assessments.queries.history import piece_history
from limen.domain.assessments.rules.concluding import item_key
from limen.foundation.actors import Actor
from limen.law.weighing import Weighed
from limen.web.assessments.frame import of, opened
from limen.web.casefile.frame import show_file
from limen.web.components.marks import day_words
from limen.web.requests import Request

# What is said of a piece, as its form calls it. What is kept for the machine alone is not among it.
_CALLED: Mapping[str, Promise] = {
    "says": gettext_lazy("In a line"),
    "told": gettext_lazy("As it was told"),
    "element": gettext_lazy("What it bears on"),
    "stance": gettext_lazy("How it bears on the fact"),
    "cites": gettext_lazy("Place in the file"),
    "source": gettext_lazy("Or another source, in words"),
    "shows": gettext_lazy("What it shows, in your own words"),
    "differs": gettext_lazy("What differs"),
    "first": gettext_lazy("Where the one stands"),
    "second": gettext_lazy("Where the other stands"),
    "put_on": gettext_lazy("Day on which it was put"),
    "put_where": gettext_lazy("Where that stands"),
    "answer": gettext_lazy("What the applicant answered"),
    "explanation": gettext_lazy("How it was explained"),
    "settled": gettext_lazy("After hearing the answer"),
    "view": gettext_lazy("Why, in your own words"),
    "finding": gettext_lazy("Conclusion"),
    "reasons": gettext_lazy("Reasons"),
    "place": gettext_lazy("Where"),
    "argued_on": gettext_lazy("Day on which it was put forward"),
    "by_whom": gettext_lazy("Who put it forward"),
    "who": gettext_lazy("Name or office, where it helps"),
    "no_answer": gettext_lazy("Why it needs no answer in the decision"),
    "day": gettext_lazy("When, as it was told"),
    "facts": gettext_lazy("Facts on which it rests"),
    "answered": gettext_lazy("Answer"),
    "chosen": gettext_lazy("What of it"),
    "rests_on": gettext_lazy("It rests on:"),
}
_OF_ANALYSIS = (PieceKind.HARM, PieceKind.ANSWER)
_LABELS = {"stance": Stance, "by_whom": Arguer, "finding": Finding, "settled": Settled}
_ITEMS = {"element": Weighed.ELEMENTS, "explanation": Weighed.EXPLANATIONS}


@dataclass(frozen=True, kw_only=True)
class Change:
    """A part of what a piece says: what it is called, what it said before (empty at first), and now."""

    called: str
    before: str
    now: str


@dataclass(frozen=True, kw_only=True)
class VersionView:
    number: int
    by_name: str
    written_at: datetime
    changes: tuple[Change, ...]


def board_versions(request: Request, case_id: UUID, board_id: UUID, piece_id: UUID) -> HttpResponse:
    """What a piece says, and what it said before."""
    case, sheet = opened(request, case_id, board_id)
    found = piece_history(board_id, piece_id, by=request.actor, at=request.at)
    items = _items_of_law(sheet, request.actor) if found.kind is PieceKind.ANSWER else {}
    older: list[Mapping[str, str]] = [_said(sheet, found.kind, one.holds, items) for one in found.versions]
    older.append({})
    back = "board_analysis" if found.kind in _OF_ANALYSIS else "board"
    back = "board_account" if found.kind in (PieceKind.HAPPENING, PieceKind.TELLING) else back
    return show_file(
        request,
        case,
        "web/assessments/versions.html",
        tab="case_boards",
        title=_("Versions: %(kind)s") % {"kind": found.kind.label},
        kind=found.kind.label,
        is_withdrawn=found.is_withdrawn,
        versions=[
            VersionView(
                number=one.number,
                by_name=one.by_name,
                written_at=one.written_at,
                changes=tuple(_changes(older[place + 1], older[place])),
            )
            for place, one in enumerate(found.versions)
        ],
        back_url=of(request, back, sheet),
    )


def _items_of_law(sheet: BoardSheet, by: Actor) -> dict[tuple[str, str], str]:
    """What the lists say that the questions of the analysis go through, by question and item."""
    found = analysis_sheet(sheet, by=by)
    cards = found.questions if found else ()
    return {(card.question.id, one.id): one.says for card in cards for one in card.items}


def _said(
    sheet: BoardSheet, kind: PieceKind, held: Held, items: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """All that it says, by what each part is called; `items` are those of the law's lists."""
    if isinstance(held, Look):
        return dict(_answered(sheet, kind, held))
    if isinstance(held, Answered):
        return dict(_of_law(held, items))
    return {
        str(_CALLED[name]): _word(sheet, name, str(value))
        for name, value in held.kept().items()
        if name in _CALLED and value
    }


def _answered(sheet: BoardSheet, kind: PieceKind, held: Look) -> Iterator[tuple[str, str]]:
    names = ANSWERS[kind]
    for which in LISTS[kind]:
        for item in sheet.template.items(which, sheet.card.governed_on):
            key = item_key(which, item)
            if given := held.answers.get(key, ""):
                words = held.words.get(key, "")
                yield item.says, f"{names(given).label}. {words}" if words else str(names(given).label)


def _of_law(held: Answered, items: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, str]]:
    """An answer to a question of the law: what was answered, what of its list, why, and on what it rests."""
    yield str(_CALLED["answered"]), str(Outcome(held.answer).label)
    chosen = [items.get((held.question, one), one) for one in held.chosen.split()]
    yield str(_CALLED["chosen"]), "; ".join(chosen)
    yield str(_CALLED["reasons"]), held.reasons
    yield str(_CALLED["rests_on"]), held.cites


def _word(sheet: BoardSheet, name: str, value: str) -> str:
    """A value as a person reads it."""
    if name in _LABELS:
        return str(_LABELS[name](value).label)
    if name in _ITEMS:
        items = sheet.template.items(_ITEMS[name], sheet.card.governed_on)
        return next((one.says for one in items if one.id == value), value)
    return day_words(date.fromisoformat(value)) if name in ("put_on", "argued_on") else value


def _changes(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    for called in dict.fromkeys((*now, *before)):
        if before.get(called, "") != now.get(called, ""):
            yield Change(called=called, before=before.get(called, ""), now=now.get(called, ""))
