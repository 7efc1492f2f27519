"""The events of an account: stating one, and adding how a source tells it."""

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
    place_named,
    say_again,
    what_was_laid,
)
from limen.domain.assessments.events import HappeningStated, TellingAdded
from limen.domain.assessments.models import Piece
from limen.domain.assessments.names import Happening, PieceKind, Telling, slot_of
from limen.domain.assessments.queries.reach import on_boards, piece_on
from limen.domain.assessments.rules import acting, telling
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if


@command("assessments.state_happening")
def state_happening(
    board_id: UUID,
    *,
    happening: Happening,
    piece_id: UUID | None = None,
    version: int = 0,
    by: Actor,
    at: datetime,
) -> HappeningStated:
    """State an event of which the account tells; or, with `piece_id`, say it better."""
    laid = lay_on(board_id, by=by, at=at)
    others = on_boards(Piece, by, at=at).filter(board=laid.board, kind=PieceKind.HAPPENING)
    refuse_if(
        telling.obstacles_to_happening(happening, is_new=piece_id is None, others=len(laid.sheet.happenings))
    )
    if piece_id is None:
        place = (others.aggregate(last=Max("place"))["last"] or 0) + 1
        found = lay(laid, PieceKind.HAPPENING, happening, of=None, place=place)
    else:
        found = say_again(laid, _happening(laid, piece_id), happening, version=version)
    forget_draft(laid, slot_of(PieceKind.HAPPENING, piece_id))
    return HappeningStated(**what_was_laid(laid, found))


@command("assessments.add_telling")
def add_telling(board_id: UUID, *, of_id: UUID, told: Telling, by: Actor, at: datetime) -> TellingAdded:
    """Add how one source tells an event. What was added is not changed; it is withdrawn and added anew."""
    laid = lay_on(board_id, by=by, at=at)
    of = _happening(laid, of_id)
    refuse_if(acting.obstacles_to_changing(is_withdrawn=of.withdrawn_at is not None))
    name, is_named, is_found = place_named(laid, told.cites)
    refuse_if(telling.obstacles_to_telling(told, is_named=is_named, is_found=is_found))
    version = lay(laid, PieceKind.TELLING, replace(telling.with_its_days(told), cites=name), of=of)
    forget_draft(laid, slot_of(PieceKind.TELLING, of_id))
    return TellingAdded(**what_was_laid(laid, version))


def _happening(laid: Laid, piece_id: UUID) -> Piece:
    found = piece_on(laid.board, piece_id, by=laid.by, at=laid.at)
    if found.kind != PieceKind.HAPPENING:
        raise Hidden(f"event {piece_id}")
    return found
