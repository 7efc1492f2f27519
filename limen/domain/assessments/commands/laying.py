"""What every act on a board does: lock it, keep a version of a piece, and refuse to overwrite a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from limen.domain.assessments.models import Board, Piece, Version
from limen.domain.assessments.names import HELD, ONE_EACH, Held, PieceKind
from limen.domain.assessments.queries.cards import BoardSheet
from limen.domain.assessments.queries.reach import board_drafts, locked_board, on_boards, piece_on
from limen.domain.assessments.queries.sheets import board_sheet
from limen.domain.assessments.rules import acting
from limen.domain.citations.names import OF_BOARDS, key_from
from limen.domain.citations.queries.resolving import cited
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Hidden, Text, refuse_if


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A board that is locked for the act, as it lies, and who acts when."""

    board: Board
    sheet: BoardSheet
    by: Actor
    at: datetime


def lay_on(board_id: UUID, *, weighs: bool = True, by: Actor, at: datetime) -> Laid:
    """The board, locked. `weighs`: the act is one of weighing, which the law of the board must know. Raises
    `Hidden` and `Refused`."""
    board = locked_board(board_id, by=by, at=at)
    refuse_if(acting.obstacles_to_weighing(is_weighed=bool(board.template) or not weighs))
    Board.objects.filter(pk=board_id).update(version=F("version") + 1)
    return Laid(board=board, sheet=board_sheet(board_id, by=by, at=at), by=by, at=at)


def fact_on(laid: Laid, of_id: UUID | None) -> Piece | None:
    """The fact that something is laid beside; None is the account as a whole. Raises `Hidden`, and `Refused`
    when it was withdrawn."""
    if of_id is None:
        return None
    found = piece_on(laid.board, of_id, by=laid.by, at=laid.at)
    if found.kind != PieceKind.FACT:
        raise Hidden(f"fact {of_id}")
    refuse_if(acting.obstacles_to_changing(is_withdrawn=found.withdrawn_at is not None))
    return found


def in_its_place(laid: Laid, kind: PieceKind, of: Piece | None) -> Piece | None:
    """The piece of a kind of which there is one there."""
    rows = on_boards(Piece, laid.by, at=laid.at).filter(board=laid.board, kind=kind, of=of)
    return rows.first() if kind in ONE_EACH else None


def lay(
    laid: Laid,
    kind: PieceKind,
    holds: Held,
    *,
    of: Piece | None,
    piece_id: UUID | None = None,
    place: int = 0,
    question: str = "",
) -> Version:
    """A new piece with its first version."""
    piece = Piece.objects.create(
        id=piece_id or new_id(),
        board=laid.board,
        case_id=laid.board.case_id,
        compartment=laid.board.compartment,
        kind=kind,
        of=of,
        place=place,
        question=question,
        number=1,
        laid_by_id=laid.by.id,
        laid_at=laid.at,
    )
    return _version(laid, piece, holds, 1)


def say_again(laid: Laid, piece: Piece, holds: Held, *, version: int) -> Version:
    """The next version of a piece. `Conflict` when `version`, which the writer had before them, is not the
    latest any more."""
    refuse_if(acting.obstacles_to_changing(is_withdrawn=piece.withdrawn_at is not None))
    if piece.number != version:
        raise _conflict(laid, piece, version)
    Piece.objects.filter(pk=piece.pk).update(number=version + 1)
    return _version(laid, piece, holds, version + 1)


def forget_draft(laid: Laid, slot: str) -> None:
    """What was typed there is said now."""
    board_drafts(laid.board.pk, slot, by=laid.by, at=laid.at).delete()


def place_named(laid: Laid, name: str) -> tuple[str, bool, bool]:
    """What was written where a citation name is asked for, as it is kept; whether it is a name at all, and
    whether it leads to something here. What is weighed rests on no piece of a board."""
    key = key_from(name)
    if key is None or isinstance(key, OF_BOARDS):
        return "", False, False
    found = cited([key], laid.board.case_id, language="en", by=laid.by, at=laid.at)
    return str(key), True, key in found


def what_was_laid(laid: Laid, found: Version) -> dict[str, Any]:
    """What every event of a board says."""
    return {
        "case_id": laid.board.case_id,
        "compartment": Compartment(laid.board.compartment),
        "board_id": laid.board.pk,
        "piece_id": found.piece_id,
        "of_id": found.piece.of_id,
        "number": found.number,
        "digest": found.digest,
    }


def _version(laid: Laid, piece: Piece, holds: Held, number: int) -> Version:
    return Version.objects.create(
        id=new_id(),
        board=laid.board,
        case_id=laid.board.case_id,
        compartment=laid.board.compartment,
        piece=piece,
        number=number,
        content=holds.kept(),
        digest=holds.digest,
        written_by_id=laid.by.id,
        written_at=laid.at,
    )


def _conflict(laid: Laid, piece: Piece, version: int) -> Conflict:
    rows = on_boards(Version, laid.by, at=laid.at).filter(piece=piece, number__in=(piece.number, version))
    found = {row.number: row for row in rows}
    names = names_of({row.written_by_id for row in found.values()}, by=laid.by)

    def text(row: Version) -> Text:
        says = HELD[PieceKind(piece.kind)].from_kept(row.content).as_text
        return Text(says=says, by_name=names.get(row.written_by_id, ""), at=row.written_at)

    base = found.get(version)
    return Conflict(theirs=text(found[piece.number]), base=text(base) if base else None, version=piece.number)
