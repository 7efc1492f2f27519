"""The application's own wall around boards: read with the file, inside their compartment, never shared."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.assessments.models import Board, Draft, OfBoard, Piece
from limen.domain.assessments.rules.acting import obstacles_to_working
from limen.domain.cases.queries.reach import cases_read_by, cases_worked_on_by
from limen.domain.cases.queries.sheets import is_worked_on
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden, refuse_if

B = TypeVar("B", bound=OfBoard)


def within_boards(by: Actor, *, at: datetime) -> Q:
    """Rows of files that the actor reads, inside the compartments they are cleared for."""
    return Q(case__in=cases_read_by(by, at=at), compartment__in=by.clearances)


def boards_seen_by(by: Actor, *, at: datetime) -> QuerySet[Board]:
    """Every board that the actor may read."""
    return Board.objects.filter(within_boards(by, at=at))


def on_boards(model: type[B], by: Actor, *, at: datetime) -> QuerySet[B]:
    """Rows under such boards."""
    return model._default_manager.filter(within_boards(by, at=at))


def locked_board(board_id: UUID, *, by: Actor, at: datetime) -> Board:
    """A board that the actor writes on, locked for the rest of the act. Raises `Hidden`, and `Refused` when
    they only read it."""
    seen = boards_seen_by(by, at=at).filter(pk=board_id)
    row = seen.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"board {board_id}")
    reach = is_worked_on(row.case_id, by=by, at=at)
    refuse_if(obstacles_to_working(is_worked_on=reach, compartment=row.compartment, by=by))
    return row


def piece_on(board: Board, piece_id: UUID, *, by: Actor, at: datetime) -> Piece:
    """A piece of that board. Raises `Hidden`."""
    row = on_boards(Piece, by, at=at).filter(pk=piece_id, board_id=board.pk).first()
    if row is None:
        raise Hidden(f"piece {piece_id} of board {board.pk}")
    return row


def board_drafts(board_id: UUID, slot: str, *, by: Actor, at: datetime) -> QuerySet[Draft]:
    """What the actor was typing in one place of a board; one row at most."""
    return Draft.objects.filter(
        board_id=board_id,
        slot=slot,
        member_id=by.id,
        board__in=boards_seen_by(by, at=at),
        case__in=cases_worked_on_by(by, at=at),
    )
