"""How far the boards of a case have come, for whoever asks before a decision or a move."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.assessments.names import PieceKind
from limen.domain.assessments.queries.analysing import AnalysisSheet, analysis_sheet, question_words
from limen.domain.assessments.queries.cards import BesideCard, BoardSheet
from limen.domain.assessments.queries.sheets import board_sheets
from limen.domain.citations.names import ArgumentKey, PassageKey, key_from, short
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """A question of the legal analysis that nobody has answered: `says` in words, `question` its id, and the
    harm that it is about."""

    question: str
    harm_id: UUID | None
    says: str


@dataclass(frozen=True, kw_only=True)
class ArgumentStanding:
    """An argument that was put forward: `key` is how a decision cites it, `is_left` whether somebody said why
    it needs no answer."""

    id: UUID
    key: ArgumentKey
    says: str
    is_left: bool


@dataclass(frozen=True, kw_only=True)
class BoardStanding:
    """A board: where a conclusion is missing or cannot stand as it lies, and what waits for an answer, both
    in words; `unanswered`: what is not answered in its legal analysis, where it has one; `rests_on`: the
    passages of the library that are evidence on it; `arguments` what was put forward for the person, and when
    an argument was last withdrawn."""

    board_id: UUID
    application_id: UUID
    person_id: UUID
    called: str
    is_weighed: bool
    is_analysed: bool
    has_facts: bool
    not_concluded: tuple[str, ...]
    not_put: tuple[str, ...]
    unanswered: tuple[Unanswered, ...]
    rests_on: tuple[PassageKey, ...] = ()
    arguments: tuple[ArgumentStanding, ...] = ()
    argument_withdrawn_at: datetime | None = None


def boards_standing(
    case_id: UUID, *, among: Container[Compartment], by: Actor, at: datetime
) -> list[BoardStanding]:
    """The boards of a case in these compartments, so that everybody who reads them is told the same. One
    query where there is none."""
    found = board_sheets(case_id, by=by, at=at)
    return [_standing(one, analysis_sheet(one, by=by)) for one in found if one.card.compartment in among]


def _standing(sheet: BoardSheet, analysis: AnalysisSheet | None) -> BoardStanding:
    return BoardStanding(
        board_id=sheet.card.id,
        application_id=sheet.card.application_id,
        person_id=sheet.card.person_id,
        called=sheet.card.called,
        is_weighed=sheet.is_weighed,
        is_analysed=analysis is not None,
        has_facts=bool(sheet.facts),
        not_concluded=tuple(_said(one) for one in sheet.open_conclusions) if sheet.is_weighed else (),
        not_put=tuple(one.differs for one in sheet.not_put),
        unanswered=tuple(
            Unanswered(
                question=one.question.id,
                harm_id=one.harm.id if one.harm else None,
                says=question_words(one),
            )
            for one in (analysis.unanswered if analysis else ())
        ),
        rests_on=_passages(sheet),
        arguments=tuple(
            ArgumentStanding(
                id=one.id,
                key=ArgumentKey(of=short(one.id)),
                says=one.argument.says,
                is_left=bool(one.argument.no_answer),
            )
            for one in sheet.arguments
        ),
        argument_withdrawn_at=_last_withdrawn(sheet),
    )


def _last_withdrawn(sheet: BoardSheet) -> datetime | None:
    gone = (one.withdrawn_at for one in sheet.withdrawn if one.kind is PieceKind.ARGUMENT)
    return max((one for one in gone if one is not None), default=None)


def _passages(sheet: BoardSheet) -> tuple[PassageKey, ...]:
    linked = (one for beside in (*sheet.facts, sheet.account) for one in beside.evidence)
    keys = (key_from(one.evidence.cites) for one in linked)
    return tuple(dict.fromkeys(key for key in keys if isinstance(key, PassageKey)))


def _said(beside: BesideCard) -> str:
    return beside.fact.fact.says if beside.fact else _("the account as a whole")
