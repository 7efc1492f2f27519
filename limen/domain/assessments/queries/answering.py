"""Answers of legal analyses as they are cited, and the names under which they rest on something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.assessments.names import Outcome
from limen.domain.assessments.queries.analysing import (
    AnalysisSheet,
    QuestionCard,
    analysis_sheet,
    question_words,
)
from limen.domain.assessments.queries.cards import BoardSheet, PieceCard
from limen.domain.assessments.queries.sheets import board_sheets
from limen.domain.citations.names import AnswerKey, CitedState, Key, key_from, short
from limen.domain.citations.queries.cards import Cited
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class CitableAnswer:
    """An answer that can be cited: the question, and what was answered."""

    key: AnswerKey
    says: str
    answered: str


def answers_citable(case_id: UUID, words: str, *, by: Actor, at: datetime) -> list[CitableAnswer]:
    """The answers of the analyses of a case whose question or reasons have these words in them."""
    asked = words.strip().casefold()
    return [
        CitableAnswer(
            key=AnswerKey(of=short(one.answer.id)),
            says=question_words(one),
            answered=answer_words(one.answer),
        )
        for sheet in board_sheets(case_id, by=by, at=at)
        for one in _answered(analysis_sheet(sheet, by=by))
        if one.answer is not None
        and asked in f"{question_words(one)} {one.answer.answered.reasons}".casefold()
    ]


def cited_answers(sheets: Iterable[BoardSheet], *, by: Actor) -> Iterator[Cited]:
    """Each answer once; where two ids end alike, neither is meant."""
    found: dict[str, list[Cited]] = {}
    for sheet in sheets:
        analysis = analysis_sheet(sheet, by=by)
        for one in _answered(analysis):
            if one.answer is not None:
                found.setdefault(short(one.answer.id), []).append(_cited(sheet, one, one.answer))
        for answer in sheet.left_over:
            words = _("an answer of the legal analysis, about a harm that was withdrawn")
            states = (CitedState.HARM_WITHDRAWN,)
            found.setdefault(short(answer.id), []).append(_made(sheet, answer, words, words, states))
    yield from (ones[0] for ones in found.values() if len(ones) == 1)


def answer_keys(sheet: BoardSheet) -> Iterator[Key]:
    """The names on which answers of this board rest."""
    for one in sheet.answers:
        yield from (key for name in one.answered.cites.split() if (key := key_from(name)) is not None)


def answer_words(answer: PieceCard) -> str:
    """What was answered, in a word or two."""
    return str(Outcome(answer.answered.answer).label)


def _answered(analysis: AnalysisSheet | None) -> list[QuestionCard]:
    return [one for one in analysis.questions if one.answer is not None] if analysis else []


def _cited(sheet: BoardSheet, one: QuestionCard, answer: PieceCard) -> Cited:
    told = {"question": question_words(one), "answer": answer_words(answer), "digest": answer.digest}
    words = _("legal analysis: %(question)s – %(answer)s") % told
    line = _("Legal analysis, %(question)s: %(answer)s. SHA-256: %(digest)s") % told
    states = [CitedState.NOT_ARISING] if one.is_left_over else []
    if one.is_changed:
        states.append(CitedState.CHANGED)
    return _made(sheet, answer, words, line, tuple(states))


def _made(
    sheet: BoardSheet, answer: PieceCard, words: str, line: str, states: tuple[CitedState, ...]
) -> Cited:
    return Cited(
        key=AnswerKey(of=short(answer.id)),
        compartment=sheet.card.compartment,
        words=words,
        line=line,
        around="",
        states=states,
        thing_id=sheet.card.id,
        part_id=answer.id,
    )
