"""Arguments on a board as the tests need them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from limen.domain.assessments.commands import arguing
from limen.domain.assessments.events import ArgumentLeft, ArgumentStated
from limen.domain.assessments.names import Argument
from limen.domain.citations.names import ArgumentKey, short, written
from tests.cast import Player
from tests.domain.assessments.weighed import Weighed

SAYS = "The school is no refuge."


def argue(
    weighed: Weighed, says: str = SAYS, *, put_on: date | str | None = "today", piece: UUID | None = None,
    version: int = 0, by: Player | None = None, **more: Any,
) -> ArgumentStated:  # fmt: skip
    """Written down by Berg, or by somebody else; as the representative put it today, in a letter."""
    told = Argument(
        says=says, told="As it was put.", by_whom=more.pop("by_whom", "representative"),
        source=more.pop("source", "Letter of today"), **more,
    )  # fmt: skip
    today = weighed.now.date()
    return arguing.state_argument(
        weighed.id, argument=told, put_on=today if isinstance(put_on, str) else put_on, on=today,
        piece_id=piece, version=version, by=by.actor if by else weighed.by, at=weighed.now,
    )  # fmt: skip


def leave(
    weighed: Weighed, piece: UUID, why: str = "Taken back.", *, version: int = 1, by: Player | None = None
) -> ArgumentLeft:
    """Somebody says why it needs no answer."""
    actor = by.actor if by else weighed.by
    return arguing.leave_argument(
        weighed.id, piece_id=piece, why=why, version=version, by=actor, at=weighed.now
    )


def cite(piece: UUID) -> str:
    """As a text cites it."""
    return written(ArgumentKey(of=short(piece)))
