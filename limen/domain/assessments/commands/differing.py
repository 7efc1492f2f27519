"""Discrepancies: noting what differs, putting it to the applicant, saying what one makes of the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from limen.domain.assessments.commands.laying import (
    Laid,
    fact_on,
    forget_draft,
    lay,
    lay_on,
    say_again,
    what_was_laid,
)
from limen.domain.assessments.events import DiscrepancyNoted, DiscrepancyPut, DiscrepancyViewed
from limen.domain.assessments.models import Piece
from limen.domain.assessments.names import Discrepancy, PieceKind, slot_of
from limen.domain.assessments.queries.cards import DiscrepancyCard
from limen.domain.assessments.queries.reach import piece_on
from limen.domain.assessments.rules import acting
from limen.domain.citations.names import OF_BOARDS, Key, key_from
from limen.domain.citations.queries.resolving import cited
from limen.domain.identity.names import Compartment
from limen.domain.interviews.queries.standing import inconsistencies_noted
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if
from limen.law.weighing import Weighed


@command("assessments.note_discrepancy")
def note_discrepancy(
    board_id: UUID, *, of_id: UUID | None, found: Discrepancy, by: Actor, at: datetime
) -> DiscrepancyNoted:
    """Note what differs and where. It is no finding yet. `found.noted` names an inconsistency of an interview
    for which it stands."""
    laid = lay_on(board_id, by=by, at=at)
    of = fact_on(laid, of_id)
    names = [name for name in (found.first.strip(), found.second.strip()) if name]
    keys = [key for name in names if (key := key_from(name)) and not isinstance(key, OF_BOARDS)]
    there = cited(keys, laid.board.case_id, language="en", by=by, at=at) if keys else {}
    refuse_if(
        acting.obstacles_to_noting(
            found,
            are_named=len(keys) == len(names),
            are_found=all(key in there for key in keys),
            is_noted_seen=_is_seen_by_all(laid, found.noted),
        )
    )
    kept = Discrepancy(
        differs=found.differs.strip(),
        first=_as_name(found.first),
        second=_as_name(found.second),
        noted=found.noted,
    )
    version = lay(laid, PieceKind.DISCREPANCY, kept, of=of)
    forget_draft(laid, slot_of(PieceKind.DISCREPANCY, of_id))
    return DiscrepancyNoted(**what_was_laid(laid, version))


@command("assessments.put_discrepancy")
def put_discrepancy(
    board_id: UUID,
    *,
    piece_id: UUID,
    put_on: date | None,
    put_where: str,
    answer: str,
    explanation: str,
    version: int,
    on: date,
    by: Actor,
    at: datetime,
) -> DiscrepancyPut:
    """Write down when and where it was put to the applicant, what they answered, and how they explained it.
    `on` is today."""
    laid = lay_on(board_id, by=by, at=at)
    piece, card = _card(laid, piece_id)
    governed_on = laid.sheet.card.governed_on
    refuse_if(
        acting.obstacles_to_putting(
            put_on=put_on,
            put_where=put_where,
            answer=answer,
            explanation=explanation,
            explanations={one.id for one in laid.sheet.template.items(Weighed.EXPLANATIONS, governed_on)},
            is_at_the_desk=bool(card.piece.discrepancy.noted),
            today=on,
        )
    )
    kept = replace(
        card.piece.discrepancy,
        put_on=put_on.isoformat() if put_on else "",
        put_where=put_where.strip(),
        answer=answer.strip(),
        explanation=explanation,
    )
    found = say_again(laid, piece, kept, version=version)
    forget_draft(laid, slot_of(PieceKind.DISCREPANCY, piece_id, act="put"))
    return DiscrepancyPut(**what_was_laid(laid, found))


@command("assessments.view_discrepancy")
def view_discrepancy(
    board_id: UUID,
    *,
    piece_id: UUID,
    settled: str,
    view: str,
    version: int,
    explanation: str = "",
    by: Actor,
    at: datetime,
) -> DiscrepancyViewed:
    """Say what one makes of it once the applicant was heard. `explanation`: how it was explained, where that
    was not said when it was put."""
    laid = lay_on(board_id, by=by, at=at)
    piece, card = _card(laid, piece_id)
    refuse_if(acting.obstacles_to_viewing(is_put=card.is_put, settled=settled, view=view))
    kept = replace(
        card.piece.discrepancy,
        settled=settled,
        view=view.strip(),
        explanation=explanation or card.piece.discrepancy.explanation,
    )
    found = say_again(laid, piece, kept, version=version)
    forget_draft(laid, slot_of(PieceKind.DISCREPANCY, piece_id, act="view"))
    return DiscrepancyViewed(**what_was_laid(laid, found))


def _card(laid: Laid, piece_id: UUID) -> tuple[Piece, DiscrepancyCard]:
    """A discrepancy on the board. Raises `Hidden`, and `Refused` when it was withdrawn."""
    piece = piece_on(laid.board, piece_id, by=laid.by, at=laid.at)
    refuse_if(acting.obstacles_to_changing(is_withdrawn=piece.withdrawn_at is not None))
    every = (*laid.sheet.facts, laid.sheet.account)
    for one in (each for beside in every for each in beside.discrepancies):
        if one.piece.id == piece_id:
            return piece, one
    raise Hidden(f"discrepancy {piece_id}")


def _is_seen_by_all(laid: Laid, noted: str) -> bool:
    """Whether everybody who reads the board may read that inconsistency."""
    if not noted:
        return True
    shared = {Compartment.GENERAL, Compartment(laid.board.compartment)}
    there = inconsistencies_noted(laid.board.case_id, by=laid.by, at=laid.at)
    return any(str(one.id) == noted and one.compartment in shared for one in there)


def _as_name(text: str) -> str:
    key: Key | None = key_from(text)
    return str(key) if key else ""
