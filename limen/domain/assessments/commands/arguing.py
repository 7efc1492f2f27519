"""The arguments for an applicant: writing down what was put forward, and why one needs no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from limen.domain.assessments.commands.laying import (
    Laid,
    forget_draft,
    lay,
    lay_on,
    place_named,
    say_again,
    what_was_laid,
)
from limen.domain.assessments.events import ArgumentLeft, ArgumentStated
from limen.domain.assessments.models import Piece
from limen.domain.assessments.names import Argument, PieceKind, slot_of
from limen.domain.assessments.queries.cards import PieceCard
from limen.domain.assessments.queries.reach import on_boards, piece_on
from limen.domain.assessments.rules import arguing
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if


@command("assessments.state_argument")
def state_argument(
    board_id: UUID,
    *,
    argument: Argument,
    put_on: date | None,
    on: date,
    piece_id: UUID | None = None,
    version: int = 0,
    by: Actor,
    at: datetime,
) -> ArgumentStated:
    """Write down what was argued, by whom, on the day `put_on`, and where it stands; or, with `piece_id`, say
    it better: why it needs no answer, if somebody said so, is to be said anew. `on` is today."""
    laid = lay_on(board_id, weighs=False, by=by, at=at)
    name, is_named, is_found = place_named(laid, argument.cites)
    refuse_if(
        arguing.obstacles_to_arguing(
            argument, put_on=put_on, today=on, is_named=is_named, is_found=is_found,
            is_new=piece_id is None, others=len(laid.sheet.arguments),
        )
    )  # fmt: skip
    kept = replace(argument, cites=name, argued_on=put_on.isoformat() if put_on else "", no_answer="")
    if piece_id is None:
        others = on_boards(Piece, by, at=at).filter(board=laid.board, kind=PieceKind.ARGUMENT)
        place = (others.aggregate(last=Max("place"))["last"] or 0) + 1
        found = lay(laid, PieceKind.ARGUMENT, kept, of=None, place=place)
    else:
        found = say_again(laid, _row(laid, piece_id), kept, version=version)
    forget_draft(laid, slot_of(PieceKind.ARGUMENT, piece_id))
    return ArgumentStated(**what_was_laid(laid, found))


@command("assessments.leave_argument")
def leave_argument(
    board_id: UUID, *, piece_id: UUID, why: str, version: int, by: Actor, at: datetime
) -> ArgumentLeft:
    """Say why an argument needs no answer in the decision: that it was taken back, or what it has nothing to
    do with. `version` is what whoever says so had before them."""
    laid = lay_on(board_id, weighs=False, by=by, at=at)
    row = _row(laid, piece_id)
    refuse_if(arguing.obstacles_to_leaving(why))
    before = _said(laid, piece_id)
    now = before.argument if before else Argument(says="")  # a withdrawn one is refused below
    found = say_again(laid, row, replace(now, no_answer=why.strip()), version=version)
    forget_draft(laid, slot_of(PieceKind.ARGUMENT, piece_id, act="leave"))
    return ArgumentLeft(**what_was_laid(laid, found))


def _row(laid: Laid, piece_id: UUID) -> Piece:
    found = piece_on(laid.board, piece_id, by=laid.by, at=laid.at)
    if found.kind != PieceKind.ARGUMENT:
        raise Hidden(f"argument {piece_id}")
    return found


def _said(laid: Laid, piece_id: UUID) -> PieceCard | None:
    return next((one for one in laid.sheet.arguments if one.id == piece_id), None)
