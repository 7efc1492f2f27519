"""The legal analysis of a board: its questions in their order, for the person and for each harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from limen.domain.assessments.names import Answered
from limen.domain.assessments.queries.cards import BesideCard, BoardCard, BoardSheet, PieceCard
from limen.domain.assessments.rules.concluding import digest_beside
from limen.domain.citations.names import FactKey, key_from, short
from limen.domain.policy.queries import law_of
from limen.foundation.actors import Actor
from limen.law.analysis import Analysis, Answer, Arises, Asked, Question, Standing, standing
from limen.law.entries import Catalogue, Entry


@dataclass(frozen=True, kw_only=True)
class QuestionCard:
    """A question about the person, or about one harm: how it stands, what it waits for in words, the list
    that it goes through, and its answer. `is_changed`: something on which the answer rests changed since."""

    question: Question
    harm: PieceCard | None
    arises: Arises
    waits_for: tuple[str, ...]
    goes_through: Catalogue | None
    items: tuple[Entry, ...]
    answer: PieceCard | None
    is_changed: bool

    @property
    def waits(self) -> bool:
        """Whether somebody must still answer it."""
        return self.arises in {Arises.OPEN, Arises.WAITING}

    @property
    def is_left_over(self) -> bool:
        """Whether it was answered and does not stand so any more, because an earlier answer was changed."""
        return self.answer is not None and self.arises is not Arises.ANSWERED


@dataclass(frozen=True, kw_only=True)
class AnalysisSheet:
    """The analysis of one person, in the order of examination; `fingerprint` is that of its edition."""

    analysis: Analysis
    fingerprint: str
    questions: tuple[QuestionCard, ...]

    @property
    def unanswered(self) -> tuple[QuestionCard, ...]:
        """What must still be answered before all is said."""
        return tuple(one for one in self.questions if one.waits)

    def about(self, harm_id: UUID | None) -> tuple[QuestionCard, ...]:
        """The questions about one harm, or about the person."""
        return tuple(one for one in self.questions if (one.harm.id if one.harm else None) == harm_id)

    def question(self, id: str, harm_id: UUID | None) -> QuestionCard | None:
        """One of them."""
        return next((one for one in self.about(harm_id) if one.question.id == id), None)


def analysis_on(card: BoardCard, *, by: Actor) -> Analysis | None:
    """The analysis that was fixed when the board was opened, or later where there was none; or None."""
    law = law_of(card.analysis_edition_id, by=by) if card.analysis else None
    return law.pack.analyses[card.analysis] if law else None


def analysis_sheet(sheet: BoardSheet, *, by: Actor) -> AnalysisSheet | None:
    """The analysis of a board as it stands; None where its law has none. One query for an edition that was
    not read before."""
    analysis = analysis_on(sheet.card, by=by)
    if analysis is None:
        return None
    pack = law_of(sheet.card.analysis_edition_id, by=by).pack
    lists = {**pack.requirements, **pack.grounds}
    asked = analysis.asked_on(sheet.card.governed_on)
    answers = {_asked(one): one for one in sheet.answers}
    told = {key: Answer(one.answered.answer) for key, one in answers.items()}
    found = standing(asked, told, [str(one.id) for one in sheet.harms])
    cards = (_card(sheet, analysis, one, answers, lists) for one in found)
    return AnalysisSheet(analysis=analysis, fingerprint=pack.fingerprint, questions=tuple(cards))


def rests_digest(sheet: BoardSheet, question: Question, harm: PieceCard | None, told: Answered) -> str:
    """The digest of what an answer rests on, now: the harm, the facts with what is concluded on them, and
    the earlier answers on which its question depends."""
    names = f"{told.cites} {harm.harm.facts if harm else ''}"
    rests = {one.id: one for one in _facts_named(sheet, names)}
    rests |= {harm.id: harm} if harm else {}
    before = {name for way in question.only_when for name in way}
    of_harm = {harm.id if harm else None, None}
    rests |= {
        one.id: one
        for one in sheet.answers
        if one.question in before and (harm is None or one.of_id in of_harm)
    }
    return digest_beside((one.id, one.number, one.is_withdrawn) for one in rests.values())


def facts_of_board(sheet: BoardSheet) -> dict[str, BesideCard]:
    """The facts of a board by their names, with what lies beside each."""
    return {str(FactKey(of=short(one.fact.id))): one for one in sheet.facts if one.fact is not None}


def question_words(one: QuestionCard) -> str:
    """A question in a line, with the harm that it is about."""
    return f"{one.question.says} ({one.harm.harm.says})" if one.harm else one.question.says


def _facts_named(sheet: BoardSheet, names: str) -> Iterator[PieceCard]:
    known = facts_of_board(sheet)
    for name in names.split():
        key = key_from(name)
        beside = known.get(str(key)) if key else None
        if beside is None or beside.fact is None:
            continue
        drawn = (beside if sheet.concludes_on_facts else sheet.account).conclusion
        yield beside.fact
        if drawn is not None:
            yield drawn


def _asked(answer: PieceCard) -> Asked:
    return Asked(question=answer.question, about=str(answer.of_id or ""))


def _card(
    sheet: BoardSheet,
    analysis: Analysis,
    found: Standing,
    answers: Mapping[Asked, PieceCard],
    lists: Mapping[str, Catalogue],
) -> QuestionCard:
    question = analysis.questions[found.asked.question]
    harm = _harm(sheet, found.asked.about)
    answer = answers.get(found.asked)
    through = lists.get(question.chooses)
    on = sheet.card.governed_on
    is_changed = answer is not None and answer.answered.beside != rests_digest(
        sheet, question, harm, answer.answered
    )
    return QuestionCard(
        question=question,
        harm=harm,
        arises=found.arises,
        waits_for=tuple(_waits_for(sheet, analysis, found)),
        goes_through=through,
        items=tuple(one for one in through.items.values() if one.holds_on(on)) if through else (),
        answer=answer,
        is_changed=is_changed,
    )


def _waits_for(sheet: BoardSheet, analysis: Analysis, found: Standing) -> Iterator[str]:
    for one in found.waits_for:
        says = analysis.questions[one.question].says
        harm = _harm(sheet, one.about) if one.about != found.asked.about else None
        yield f"{says} ({harm.harm.says})" if harm else says


def _harm(sheet: BoardSheet, about: str) -> PieceCard | None:
    return next((one for one in sheet.harms if str(one.id) == about), None)
