"""Arguments of the demonstration: one that a decision addresses, one that needs no answer, and one to which
nothing is said yet. Every word is invented."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.assessments.commands import arguing
from limen.domain.assessments.names import Arguer, Argument
from limen.foundation.actors import Actor


def argue_all(board: UUID, *, letter: str, told: str, by: Actor, at: datetime) -> UUID:
    """What was put forward for the shopkeeper: in her letter (the place `letter`), which the draft takes up,
    and when she was heard (`told`), which nothing hangs on any more."""
    taken_up = _argue(
        board,
        Argument(
            says="The capital is no refuge for her: the group has people there.",
            told="Sample words (invented): she could not work in the capital without being found.",
            by_whom=Arguer.REPRESENTATIVE,
            cites=letter,
        ),
        by=by,
        at=at,
    )
    over = _argue(
        board,
        Argument(
            says="The neighbour who filled in the form should be asked.",
            told="Sample words (invented): he would say that the wrong month is his.",
            by_whom=Arguer.APPLICANT,
            cites=told,
        ),
        by=by,
        at=at,
    )
    why = "Sample reason (invented): her explanation of the month is accepted; nothing hangs on him any more."
    arguing.leave_argument(board, piece_id=over, why=why, version=1, by=by, at=at)
    return taken_up


def argue_some(board: UUID, *, by: Actor, at: datetime) -> None:
    """An argument to which nothing is said yet."""
    told = Argument(
        says="Everybody whose name is on the list of the school is looked for.",
        told="Sample words (invented): two of his class were taken from their homes.",
        by_whom=Arguer.REPRESENTATIVE,
        source="Sample source (invented): submission of the law clinic",
    )
    _argue(board, told, by=by, at=at)


def _argue(board: UUID, told: Argument, *, by: Actor, at: datetime) -> UUID:
    return arguing.state_argument(board, argument=told, put_on=at.date(), on=at.date(), by=by, at=at).piece_id
