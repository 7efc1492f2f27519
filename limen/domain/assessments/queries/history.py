"""What a piece of a board said before: each version with who wrote it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.assessments.models import Version
from limen.domain.assessments.names import HELD, Held, PieceKind
from limen.domain.assessments.queries.reach import on_boards
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST = 100


@dataclass(frozen=True, kw_only=True)
class VersionCard:
    """A version of a piece: what it said, and who said so."""

    number: int
    holds: Held
    by_name: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class PieceHistory:
    """A piece with its versions, the latest first."""

    id: UUID
    kind: PieceKind
    of_id: UUID | None
    is_withdrawn: bool
    versions: tuple[VersionCard, ...]


def piece_history(board_id: UUID, piece_id: UUID, *, by: Actor, at: datetime) -> PieceHistory:
    """What a piece of that board says and said, withdrawn or not; the latest 100 versions. Raises `Hidden`.
    Two queries."""
    rows = on_boards(Version, by, at=at).filter(board_id=board_id, piece_id=piece_id).select_related("piece")
    found = list(rows.order_by("-number")[:MOST])
    if not found:
        raise Hidden(f"piece {piece_id} of board {board_id}")
    names = names_of({row.written_by_id for row in found}, by=by)
    piece = found[0].piece
    kind = PieceKind(piece.kind)
    return PieceHistory(
        id=piece.pk,
        kind=kind,
        of_id=piece.of_id,
        is_withdrawn=piece.withdrawn_at is not None,
        versions=tuple(
            VersionCard(
                number=row.number,
                holds=HELD[kind].from_kept(row.content),
                by_name=names.get(row.written_by_id, ""),
                written_at=row.written_at,
            )
            for row in found
        ),
    )
