"""The legal analysis: stating what is feared, and answering the questions of the law in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from limen.domain.assessments.commands.laying import (
    Laid,
    forget_draft,
    lay,
    lay_on,
    say_again,
    what_was_laid,
)
from limen.domain.assessments.events import HarmStated, QuestionAnswered
from limen.domain.assessments.models import Piece
from limen.domain.assessments.names import Answered, Harm, PieceKind, slot_of
from limen.domain.assessments.queries.analysing import (
    AnalysisSheet,
    QuestionCard,
    analysis_sheet,
    facts_of_board,
    rests_digest,
)
from limen.domain.assessments.queries.reach import on_boards, piece_on
from limen.domain.assessments.rules import acting, analysing
from limen.domain.assessments.rules.analysing import Named
from limen.domain.citations.names import OF_BOARDS, key_from
from limen.domain.citations.queries.resolving import cited
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, Refused, refuse_if


@command("assessments.state_harm")
def state_harm(
    board_id: UUID,
    *,
    harm: Harm,
    piece_id: UUID | None = None,
    version: int = 0,
    by: Actor,
    at: datetime,
) -> HarmStated:
    """State a harm that the person fears, and the facts on which it rests; or, with `piece_id`, say it
    better. `version` is what its writer had before them."""
    laid, _analysis = _laid(board_id, by=by, at=at)
    facts = _named(laid, harm.facts, only_facts=True)
    refuse_if(
        analysing.obstacles_to_harm(harm, facts=facts, is_new=piece_id is None, others=len(laid.sheet.harms))
    )
    kept = replace(harm, facts=facts.kept)
    if piece_id is None:
        others = on_boards(Piece, by, at=at).filter(board=laid.board, kind=PieceKind.HARM)
        place = (others.aggregate(last=Max("place"))["last"] or 0) + 1
        found = lay(laid, PieceKind.HARM, kept, of=None, place=place)
    else:
        found = say_again(laid, _harm(laid, piece_id), kept, version=version)
    forget_draft(laid, slot_of(PieceKind.HARM, piece_id))
    return HarmStated(**what_was_laid(laid, found))


@command("assessments.answer_question")
def answer_question(
    board_id: UUID,
    *,
    of_id: UUID | None,
    answered: Answered,
    version: int = 0,
    by: Actor,
    at: datetime,
) -> QuestionAnswered:
    """Answer a question of the law about the person, or about the harm `of_id`: met or not, with reasons and
    with what it rests on. Refused while it waits for another one, and where it does not arise."""
    laid, analysis = _laid(board_id, by=by, at=at)
    harm = _harm(laid, of_id) if of_id else None
    if harm is not None:
        refuse_if(acting.obstacles_to_changing(is_withdrawn=harm.withdrawn_at is not None))
    card = analysis.question(answered.question, of_id)
    if card is None:
        raise Hidden(f"question {answered.question} about {of_id}")
    links = _named(laid, answered.cites)
    refuse_if(
        analysing.obstacles_to_arising(card.arises, card.waits_for)
        or analysing.obstacles_to_answering(
            answered,
            items={one.id for one in card.items},
            through=card.goes_through.says if card.goes_through else "",
            must_choose=card.question.must_choose or "",
            links=links,
        )
    )
    kept = _kept(laid, card, answered, links)
    if card.answer is None:
        found = lay(laid, PieceKind.ANSWER, kept, of=harm, question=card.question.id)
    else:
        before = piece_on(laid.board, card.answer.id, by=by, at=at)
        found = say_again(laid, before, kept, version=version)
    forget_draft(laid, slot_of(PieceKind.ANSWER, of_id, act=card.question.id))
    return QuestionAnswered(**what_was_laid(laid, found), question=card.question.id)


def _laid(board_id: UUID, *, by: Actor, at: datetime) -> tuple[Laid, AnalysisSheet]:
    laid = lay_on(board_id, weighs=False, by=by, at=at)
    found = analysis_sheet(laid.sheet, by=by)
    refuse_if(analysing.obstacles_to_analysing(has_analysis=found is not None))
    if found is None:  # refused above
        raise Refused([])
    return laid, found


def _kept(laid: Laid, card: QuestionCard, answered: Answered, links: Named) -> Answered:
    """As it is written down: what was chosen in the order of the law, and what it rests on."""
    chosen = set(answered.chosen.split())
    told = replace(
        answered,
        reasons=answered.reasons.strip(),
        chosen=" ".join(one.id for one in card.items if one.id in chosen),
        cites=links.kept,
    )
    return replace(told, beside=rests_digest(laid.sheet, card.question, card.harm, told))


def _named(laid: Laid, text: str, *, only_facts: bool = False) -> Named:
    """What was written where names are asked for. A fact is one of this very board."""
    keys = [key_from(name) for name in text.split()]
    known = [key for key in keys if key is not None]
    facts = facts_of_board(laid.sheet)
    places = [key for key in known if not isinstance(key, OF_BOARDS)]
    there = cited(places, laid.board.case_id, language="en", by=laid.by, at=laid.at) if places else {}
    return Named(
        names=tuple(dict.fromkeys(map(str, known))),
        are_names=len(known) == len(keys) and not (only_facts and places),
        are_found=all(str(key) in facts or key in there for key in known),
    )


def _harm(laid: Laid, piece_id: UUID) -> Piece:
    found = piece_on(laid.board, piece_id, by=laid.by, at=laid.at)
    if found.kind != PieceKind.HARM:
        raise Hidden(f"harm {piece_id}")
    return found
