"""Row security: tells PostgreSQL who is acting, and takes it back afterwards.

What is handed over is the actor's ticket, never an id: the database looks it up itself, so a forged or
revoked one sees nothing. `set_config(..., true)` lasts until the end of the *transaction*, not of the
savepoint that set it; inside a larger transaction we therefore restore what was there. On an exception the
rollback does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from limen.foundation.actors import Actor

_shown: ContextVar[str] = ContextVar("shown_ticket", default="")


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Within the block, and only there, the database sees the rows of `actor`. Opens a transaction."""
    with showing(actor.ticket):
        yield


@contextmanager
def showing(ticket: str) -> Iterator[None]:
    """The same for a bare ticket, before it is known whose it is."""
    is_within = connection.in_atomic_block
    before = shown_ticket()
    with transaction.atomic():
        if ticket == before:
            yield
            return
        _show(ticket)
        token = _shown.set(ticket)
        try:
            yield
            # Only reached when nothing was raised: after an error the rollback restores the setting. The end
            # of our own transaction takes it back too, without being asked.
            if is_within:
                _show(before)
        finally:
            _shown.reset(token)


def takes_longer(seconds: int) -> None:
    """Let this transaction last so long, though the role is given less. For the few pages that do much at the
    wish of one person, and say so."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('transaction_timeout', %s, true)", [f"{seconds}s"])


@contextmanager
def gives_up_after(milliseconds: int) -> Iterator[None]:
    """The first question within the block that takes longer ends the block, quietly; what was asked before it
    holds. For what is nice to know and may be too much to count."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select current_setting('statement_timeout')")
            (before,) = cursor.fetchone()
            _limit(f"{milliseconds}ms")
            yield
            _limit(before)
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise


def _limit(statement_timeout: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('statement_timeout', %s, true)", [statement_timeout])


def shown_ticket() -> str:
    """The ticket that the database was shown; empty when nobody acts."""
    return _shown.get() if connection.in_atomic_block else ""


def _show(ticket: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('limen.ticket', %s, true)", [ticket])
