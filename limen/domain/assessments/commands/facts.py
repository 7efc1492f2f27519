"""Stating facts, linking evidence to them, concluding, and withdrawing what does not count any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from limen.domain.assessments.commands.laying import (
    Laid,
    fact_on,
    forget_draft,
    in_its_place,
    lay,
    lay_on,
    place_named,
    say_again,
    what_was_laid,
)
from limen.domain.assessments.events import Concluded, EvidenceLinked, FactStated, PieceWithdrawn
from limen.domain.assessments.models import Piece
from limen.domain.assessments.names import Conclusion, Evidence, Fact, PieceKind, slot_of
from limen.domain.assessments.queries.cards import BesideCard
from limen.domain.assessments.queries.reach import on_boards, piece_on
from limen.domain.assessments.queries.sheets import around_of, beside_digest
from limen.domain.assessments.rules import acting
from limen.domain.assessments.rules.concluding import obstacles_to_concluding
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if
from limen.law.weighing import Weighed


@command("assessments.state_fact")
def state_fact(
    board_id: UUID,
    *,
    fact: Fact,
    piece_id: UUID | None = None,
    version: int = 0,
    by: Actor,
    at: datetime,
) -> FactStated:
    """State a material fact; or, with `piece_id`, say it better. `version` is what its writer had before
    them."""
    laid = lay_on(board_id, by=by, at=at)
    on = laid.sheet.card.governed_on
    elements = {one.id for one in laid.sheet.template.items(Weighed.ELEMENTS, on)}
    others = on_boards(Piece, by, at=at).filter(board=laid.board, kind=PieceKind.FACT)
    refuse_if(
        acting.obstacles_to_fact(
            fact, elements=elements, is_new=piece_id is None, others=len(laid.sheet.facts)
        )
    )
    if piece_id is None:
        place = (others.aggregate(last=Max("place"))["last"] or 0) + 1
        found = lay(laid, PieceKind.FACT, fact, of=None, place=place)
    else:
        piece = piece_on(laid.board, piece_id, by=by, at=at)
        if piece.kind != PieceKind.FACT:
            raise Hidden(f"fact {piece_id}")
        found = say_again(laid, piece, fact, version=version)
    forget_draft(laid, slot_of(PieceKind.FACT, piece_id))
    return FactStated(**what_was_laid(laid, found))


@command("assessments.link_evidence")
def link_evidence(
    board_id: UUID, *, of_id: UUID | None, evidence: Evidence, by: Actor, at: datetime
) -> EvidenceLinked:
    """Link a place in the file to a fact, or to the account as a whole: for it, against it, or neither. What
    was linked is not changed; it is withdrawn and linked anew."""
    laid = lay_on(board_id, by=by, at=at)
    of = fact_on(laid, of_id)
    name, is_named, is_found = place_named(laid, evidence.cites)
    refuse_if(acting.obstacles_to_evidence(evidence, is_named=is_named, is_found=is_found))
    version = lay(laid, PieceKind.EVIDENCE, replace(evidence, cites=name), of=of)
    forget_draft(laid, slot_of(PieceKind.EVIDENCE, of_id))
    return EvidenceLinked(**what_was_laid(laid, version))


@command("assessments.conclude")
def conclude(
    board_id: UUID,
    *,
    of_id: UUID | None,
    finding: str,
    reasons: str,
    version: int = 0,
    by: Actor,
    at: datetime,
) -> Concluded:
    """Conclude on a fact, or on the account where the template says so: accepted or not, with reasons. A
    conclusion against somebody is refused while something that must come before it is missing."""
    laid = lay_on(board_id, by=by, at=at)
    of = fact_on(laid, of_id)
    beside = _beside(laid, of_id)
    refuse_if(
        [
            *acting.obstacles_to_laying(
                PieceKind.CONCLUSION, of_fact=of is not None, concludes_on=laid.sheet.template.concludes_on
            ),
            *obstacles_to_concluding(finding, reasons, around_of(laid.sheet, beside)),
        ]
    )
    holds = Conclusion(finding=finding, reasons=reasons.strip(), beside=beside_digest(laid.sheet, beside))
    before = in_its_place(laid, PieceKind.CONCLUSION, of)
    if before is None:
        found = lay(laid, PieceKind.CONCLUSION, holds, of=of)
    else:
        found = say_again(laid, before, holds, version=version)
    forget_draft(laid, slot_of(PieceKind.CONCLUSION, of_id))
    return Concluded(**what_was_laid(laid, found))


@command("assessments.withdraw_piece")
def withdraw_piece(board_id: UUID, *, piece_id: UUID, why: str, by: Actor, at: datetime) -> PieceWithdrawn:
    """Take a fact, evidence, a discrepancy or a harm off the board. It stays readable, with who did it and
    why; and a draft that cites the fact is told."""
    laid = lay_on(board_id, weighs=False, by=by, at=at)
    piece = piece_on(laid.board, piece_id, by=by, at=at)
    kind = PieceKind(piece.kind)
    is_gone = piece.withdrawn_at is not None
    refuse_if(acting.obstacles_to_withdrawing(kind, is_withdrawn=is_gone, why=why))
    Piece.objects.filter(pk=piece_id).update(
        withdrawn_by_id=by.id, withdrawn_at=at, why_withdrawn=why.strip()
    )
    return PieceWithdrawn(
        case_id=laid.board.case_id,
        compartment=Compartment(laid.board.compartment),
        board_id=board_id,
        piece_id=piece_id,
        sort=kind.value,
        why=why.strip(),
    )


def _beside(laid: Laid, of_id: UUID | None) -> BesideCard:
    """What lies beside a fact, or beside the account. Raises `Hidden`."""
    if of_id is None:
        return laid.sheet.account
    found = next((one for one in laid.sheet.facts if one.fact and one.fact.id == of_id), None)
    if found is None:
        raise Hidden(f"fact {of_id}")
    return found
