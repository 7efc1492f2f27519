"""A board as its page draws it: each fact with what lies beside it, and the ways to the acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.assessments.names import ANSWERS, LISTS, Finding, PieceKind, Settled, Stance
from limen.domain.assessments.queries.cards import (
    BesideCard,
    BoardCard,
    BoardSheet,
    DiscrepancyCard,
    PieceCard,
)
from limen.domain.assessments.rules.acting import obstacles_to_laying
from limen.domain.assessments.rules.concluding import item_key
from limen.domain.citations.names import BROKEN, Key, key_from
from limen.domain.citations.queries.cards import Cited
from limen.domain.citations.queries.wording import unseen_words
from limen.foundation.refusals import Obstacle
from limen.law.weighing import Weighed
from limen.web.assessments.frame import of
from limen.web.casefile.frame import address
from limen.web.casefile.places import place_url
from limen.web.components import Tone, isolated, tag_mark
from limen.web.components.marks import day_words
from limen.web.requests import Request

Places = Mapping[Key, Cited]


def law_words(says: str, source: str, card: BoardCard, *, fingerprint: str = "") -> SafeString:
    """By which law a board asks, and in which edition: its own, if none is named. The words of a law stand
    apart: they are in its own language, and their numbers would run into those of a page that is written from
    the right."""
    told = _("%(says)s (%(source)s), as of %(day)s. Edition %(fingerprint)s")
    day, edition = day_words(card.governed_on), (fingerprint or card.fingerprint)[:12]
    parts = {"says": says, "source": source, "day": day, "fingerprint": edition}
    return SafeString(escape(told) % {name: isolated(part) for name, part in parts.items()})


@dataclass(frozen=True, kw_only=True)
class PlaceView:
    """A place that is named: what it is called, and where it is read; `url` is empty where it is not seen."""

    says: str
    url: str = ""
    marks: tuple[SafeString, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EvidenceView:
    piece: PieceCard
    place: PlaceView
    shows: str
    withdraw_url: str


@dataclass(frozen=True, kw_only=True)
class Column:
    """The evidence of one stance."""

    label: str
    rows: tuple[EvidenceView, ...]


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """An item of a list of the template, with its answer; empty while nobody gave one."""

    says: str
    source: str
    answer: str
    words: str


@dataclass(frozen=True, kw_only=True)
class LookView:
    """A list of the template, as far as somebody came, and where it is worked through."""

    label: str
    says: str
    piece: PieceCard | None
    items: tuple[ItemView, ...]
    url: str


@dataclass(frozen=True, kw_only=True)
class DiscrepancyView:
    card: DiscrepancyCard
    places: tuple[PlaceView, ...]
    put: str
    put_place: PlaceView | None
    desk_url: str
    explanation: str
    settled: str
    put_url: str
    view_url: str
    withdraw_url: str


@dataclass(frozen=True, kw_only=True)
class BesideView:
    """A fact, or the account as a whole, with everything beside it."""

    beside: BesideCard
    id: UUID
    element: str
    columns: tuple[Column, ...]
    looks: tuple[LookView, ...]
    discrepancies: tuple[DiscrepancyView, ...]
    finding: str
    troubles: tuple[Obstacle, ...]
    concludes: bool
    urls: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What drawing a board needs. `writes`: the person may change it."""

    request: Request
    sheet: BoardSheet
    places: Places
    writes: bool


def beside_view(drawing: Drawing, beside: BesideCard) -> BesideView:
    """A fact, or the account, drawn."""
    sheet = drawing.sheet
    id = beside.fact.id if beside.fact else sheet.card.id
    concludes = not obstacles_to_laying(
        PieceKind.CONCLUSION, of_fact=beside.fact is not None, concludes_on=sheet.template.concludes_on
    )
    drawn = beside.conclusion
    return BesideView(
        beside=beside,
        id=id,
        element=_element(sheet, beside),
        columns=tuple(_columns(drawing, beside)),
        looks=tuple(_looks(drawing, beside, id)) if concludes else (),
        discrepancies=tuple(_discrepancy(drawing, one) for one in beside.discrepancies),
        finding=str(Finding(drawn.conclusion.finding).label) if drawn else "",
        troubles=beside.troubles,
        concludes=concludes,
        urls=_urls(drawing, beside, id, concludes=concludes),
    )


def look_view(drawing: Drawing, kind: PieceKind, piece: PieceCard | None, url: str) -> LookView | None:
    """A list of the template, or None where it has none."""
    sheet, on = drawing.sheet, drawing.sheet.card.governed_on
    names = ANSWERS[kind]
    look = piece.look if piece else None
    items = []
    for which in LISTS[kind]:
        for one in sheet.template.items(which, on):
            key = item_key(which, one)
            answer = look.answers.get(key, "") if look else ""
            items.append(
                ItemView(
                    says=one.says,
                    source=one.source,
                    answer=str(names(answer).label) if answer else "",
                    words=look.words.get(key, "") if look else "",
                )
            )
    lists = [sheet.template.lists[which] for which in LISTS[kind] if which in sheet.template.lists]
    if not items:
        return None
    says = lists[0].says if len(lists) == 1 else ""
    return LookView(
        label=str(kind.label),
        says=says,
        piece=piece,
        items=tuple(items),
        url=url if drawing.writes else "",
    )


def place_view(drawing: Drawing, name: str) -> PlaceView:
    """What a name leads to, as far as this person may see it; words that are no name stay as they are."""
    key = key_from(name)
    if key is None:
        return PlaceView(says=name)
    found = drawing.places.get(key)
    if found is None:
        return PlaceView(says=unseen_words(key))
    marks = tuple(
        tag_mark(one.label, Tone.DANGER if one in BROKEN else Tone.ATTENTION) for one in found.states
    )
    url = place_url(drawing.request, drawing.sheet.card.case_id, key, found)
    return PlaceView(says=found.words, url=url, marks=marks)


def _element(sheet: BoardSheet, beside: BesideCard) -> str:
    if beside.fact is None:
        return ""
    on = sheet.card.governed_on
    named = {one.id: one.says for one in sheet.template.items(Weighed.ELEMENTS, on)}
    return named.get(beside.fact.fact.element, "")


def _columns(drawing: Drawing, beside: BesideCard) -> Iterator[Column]:
    for stance in Stance:
        rows = tuple(
            EvidenceView(
                piece=one,
                place=place_view(drawing, one.evidence.cites or one.evidence.source),
                shows=one.evidence.shows,
                withdraw_url=_withdraw(drawing, one),
            )
            for one in beside.evidence
            if one.evidence.stance == stance
        )
        if rows or stance is not Stance.NEUTRAL:
            yield Column(label=str(stance.label), rows=rows)


def _looks(drawing: Drawing, beside: BesideCard, id: UUID) -> Iterator[LookView]:
    for kind, piece, name in (
        (PieceKind.INDICATORS, beside.indicators, "board_weigh_indicators"),
        (PieceKind.CONDITIONS, beside.conditions, "board_answer_conditions"),
    ):
        found = look_view(drawing, kind, piece, of(drawing.request, name, drawing.sheet, id))
        if found is not None:
            yield found


def _discrepancy(drawing: Drawing, card: DiscrepancyCard) -> DiscrepancyView:
    held, sheet = card.piece.discrepancy, drawing.sheet
    on = sheet.card.governed_on
    named = {one.id: one.says for one in sheet.template.items(Weighed.EXPLANATIONS, on)}
    at_desk = bool(held.noted)
    put = day_words(date.fromisoformat(held.put_on)) if held.put_on else ""
    if card.noted and card.noted.put_at:
        put = day_words(card.noted.put_at.date())
    desk_url = ""
    if card.noted:
        desk_url = address(drawing.request, "interview", sheet.card.case_id, card.noted.interview_id)
    writes = drawing.writes
    return DiscrepancyView(
        card=card,
        places=tuple(place_view(drawing, name) for name in (held.first, held.second) if name),
        put=put if card.is_put else "",
        put_place=place_view(drawing, held.put_where) if held.put_where else None,
        desk_url=desk_url,
        explanation=named.get(held.explanation, ""),
        settled=str(Settled(held.settled).label) if held.settled else "",
        put_url=_of_piece(drawing, "board_put_discrepancy", card.piece) if writes and not at_desk else "",
        view_url=_of_piece(drawing, "board_view_discrepancy", card.piece) if writes and card.is_put else "",
        withdraw_url=_withdraw(drawing, card.piece),
    )


def _urls(drawing: Drawing, beside: BesideCard, id: UUID, *, concludes: bool) -> dict[str, str]:
    if not drawing.writes:
        return {}
    names = {"evidence": "board_link_evidence", "discrepancy": "board_note_discrepancy"}
    if concludes:
        names["conclude"] = "board_conclude"
    urls = {key: of(drawing.request, name, drawing.sheet, id) for key, name in names.items()}
    if beside.fact is not None:
        urls["restate"] = of(drawing.request, "board_restate_fact", drawing.sheet, id)
        urls["withdraw"] = of(drawing.request, "board_withdraw_piece", drawing.sheet, id)
    return urls


def _withdraw(drawing: Drawing, piece: PieceCard) -> str:
    return _of_piece(drawing, "board_withdraw_piece", piece) if drawing.writes else ""


def _of_piece(drawing: Drawing, name: str, piece: PieceCard) -> str:
    return of(drawing.request, name, drawing.sheet, piece.id)
