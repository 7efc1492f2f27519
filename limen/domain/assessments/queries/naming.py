"""What names on a board lead to, and what the name of a piece of one leads to for whoever cites it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from limen.domain.assessments.names import Finding, PieceKind
from limen.domain.assessments.queries.answering import answer_keys, cited_answers
from limen.domain.assessments.queries.arguing import argument_keys, cited_arguments
from limen.domain.assessments.queries.cards import BesideCard, BoardSheet, PieceCard
from limen.domain.assessments.queries.sheets import board_sheets
from limen.domain.citations.names import OF_BOARDS, CitedState, FactKey, Key, key_from, short
from limen.domain.citations.queries.cards import Cited
from limen.domain.citations.queries.resolving import cited
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class CitableFact:
    """A fact that can be cited, and what was concluded."""

    key: FactKey
    says: str
    concluded: str


def cited_and_facts(
    keys: Iterable[Key], case_id: UUID, *, language: str, by: Actor, at: datetime
) -> dict[Key, Cited]:
    """What each of these names leads to, facts, answers and arguments of boards as well; one that leads
    nowhere, or to what the actor may not see, is left out. The boards of the case are read when one of these
    is among them."""
    asked = tuple(keys)
    found = cited(asked, case_id, language=language, by=by, at=at)
    laid = {key for key in asked if isinstance(key, OF_BOARDS)}
    if not laid:
        return found
    with translation.override(language):
        sheets = board_sheets(case_id, by=by, at=at)
        every = (*_facts(sheets), *cited_answers(sheets, by=by), *cited_arguments(sheets))
        return found | {one.key: one for one in every if one.key in laid}


def facts_citable(case_id: UUID, words: str, *, by: Actor, at: datetime) -> list[CitableFact]:
    """The facts of the boards of a case that have these words in them."""
    asked = words.strip().casefold()
    found = [
        CitableFact(
            key=FactKey(of=short(fact.id)), says=fact.fact.says, concluded=concluded_words(sheet, one)
        )
        for sheet in board_sheets(case_id, by=by, at=at)
        for one in sheet.facts
        if (fact := one.fact) is not None
    ]
    return [one for one in found if asked in one.says.casefold()]


def places_on(sheet: BoardSheet, *, language: str, by: Actor, at: datetime) -> dict[Key, Cited]:
    """What the names on a board lead to, for the actor; its own facts are among them. Four queries at
    most."""
    keys = tuple(dict.fromkeys((*_keys(sheet), *answer_keys(sheet), *argument_keys(sheet))))
    found = cited(keys, sheet.card.case_id, language=language, by=by, at=at)
    with translation.override(language):
        return found | {one.key: one for one in _facts([sheet])}


def concluded_words(sheet: BoardSheet, beside: BesideCard) -> str:
    """What was concluded on a fact, or on the account where that is what the law asks."""
    asked = beside if sheet.concludes_on_facts else sheet.account
    if asked.conclusion is None:
        return _("nothing concluded yet")
    return str(Finding(asked.conclusion.conclusion.finding).label)


def _keys(sheet: BoardSheet) -> Iterator[Key]:
    for beside in (*sheet.facts, sheet.account):
        names = [one.evidence.cites for one in beside.evidence]
        for one in beside.discrepancies:
            held = one.piece.discrepancy
            names += [held.first, held.second, held.put_where]
        yield from (key for name in names if (key := key_from(name)) is not None)
    for each in sheet.happenings:
        yield from (key for one in each.tellings if (key := key_from(one.telling.cites)) is not None)


def _facts(sheets: Iterable[BoardSheet]) -> Iterator[Cited]:
    """Each fact once; where two ids end alike, neither is meant."""
    found: dict[str, list[Cited]] = {}
    for sheet in sheets:
        laid = [(one.fact, one) for one in sheet.facts if one.fact is not None]
        gone = [(one, None) for one in sheet.withdrawn if one.kind is PieceKind.FACT]
        for fact, beside in (*laid, *gone):
            found.setdefault(short(fact.id), []).append(_cited(sheet, fact, beside))
    yield from (ones[0] for ones in found.values() if len(ones) == 1)


def _cited(sheet: BoardSheet, fact: PieceCard, beside: BesideCard | None) -> Cited:
    says = fact.fact.says
    words = _("fact %(place)d: %(says)s") % {"place": fact.place, "says": says}
    if beside is None:
        return _made(sheet, fact, words, words, (CitedState.FACT_WITHDRAWN,))
    asked = beside if sheet.concludes_on_facts else sheet.account
    line = _("Evidence board, fact %(place)d: %(says)s. %(concluded)s. SHA-256: %(digest)s") % {
        "place": fact.place,
        "says": says,
        "concluded": concluded_words(sheet, beside),
        "digest": asked.conclusion.digest if asked.conclusion else fact.digest,
    }
    states = [] if asked.is_settled else [CitedState.NOT_CONCLUDED]
    if asked.is_changed:
        states.append(CitedState.CHANGED)
    return _made(sheet, fact, words, line, tuple(states))


def _made(sheet: BoardSheet, fact: PieceCard, words: str, line: str, states: tuple[CitedState, ...]) -> Cited:
    return Cited(
        key=FactKey(of=short(fact.id)),
        compartment=sheet.card.compartment,
        words=words,
        line=line,
        around="",
        states=states,
        thing_id=sheet.card.id,
        part_id=fact.id,
    )
