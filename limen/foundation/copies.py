"""Lists read from a standby: a copy of the database that follows the primary and is a little behind it.

A copy is asked only when somebody says that a question may be (`rows_of_a_copy`), and only then believed when

- it has replayed everything that this browser has been told was written (its own writings are never missing),
- it is at most `COPY_MAY_LAG` seconds behind,
- the primary confirms for each row that it is there for this person now: a wall put up a moment ago holds.

Else, and whenever the copy is away, the primary answers. What is shown is noted on the primary as ever.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

import structlog
from django.conf import settings
from django.db import Error, connection, connections, transaction
from django.db.models import Model, QuerySet

from limen.foundation.rows import shown_ticket

M = TypeVar("M", bound=Model)
Row = tuple[Any, ...]

ALIAS = "copy"
_AWAY_SECONDS = 5.0  # after an error the copy is left alone for so long
_SAMPLE_SECONDS = 1.0

_BELIEVED = (
    "select pg_last_wal_replay_lsn() >= greatest(%s::pg_lsn, %s::pg_lsn),"
    " set_config('limen.ticket', %s, true)"
)

_log = structlog.get_logger("limen.copies")
_seen: ContextVar[str | None] = ContextVar("seen_writings", default=None)


class _Primary:
    """Where the primary's log was, and when: what was written before a moment, a copy must have replayed."""

    def __init__(self) -> None:
        self._lock, self._samples = threading.Lock(), deque[tuple[float, str]]()
        self._away_until = 0.0

    def place_within(self, seconds: float) -> str:
        """A place in the log that the primary passed at most so many seconds ago."""
        now = time.monotonic()
        with self._lock:
            newest = self._samples[-1][0] if self._samples else -_SAMPLE_SECONDS
        if now - newest >= min(_SAMPLE_SECONDS, seconds):
            place = written_so_far()
            with self._lock:
                self._samples.append((now, place))
        with self._lock:
            while len(self._samples) > 1 and self._samples[0][0] < now - seconds:
                self._samples.popleft()
            return self._samples[0][1]

    def is_away(self) -> bool:
        """Whether the copy failed a moment ago."""
        return time.monotonic() < self._away_until

    def note_away(self) -> None:
        """Leave the copy alone for a while."""
        self._away_until = time.monotonic() + _AWAY_SECONDS


_primary = _Primary()


def has_copy() -> bool:
    """Whether this installation reads from a standby."""
    return ALIAS in connections.settings


@contextmanager
def having_seen(place: str | None) -> Iterator[None]:
    """Within the block, who asks has been told of writings up to this place of the log. None: nobody knows,
    and the primary answers everything."""
    token = _seen.set(place)
    try:
        yield
    finally:
        _seen.reset(token)


def written_so_far() -> str:
    """How far the primary has come, such as `0/3000148`: past every commit that was told, also past one that
    is not on the disk yet."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_wal_insert_lsn()::text")
        return str(cursor.fetchone()[0])


def rows_of_a_copy(
    asked: QuerySet[M, Row], *, key: Callable[[Row], UUID], still_there: Callable[[list[UUID]], set[UUID]]
) -> list[Row]:
    """The rows of a question, from a copy when it may be believed. `still_there` asks the primary which of
    these ids are there for the person now."""
    seen = _seen.get()
    if seen is not None and has_copy() and not _primary.is_away():
        rows = _from_the_copy(asked, seen)
        if rows is not None:
            ids = [key(row) for row in rows]
            if not ids or still_there(ids) == set(ids):
                return rows
    return list(asked)


def _from_the_copy(asked: QuerySet[M, Row], seen: str) -> list[Row] | None:
    place = _primary.place_within(settings.COPY_MAY_LAG)
    try:
        with transaction.atomic(using=ALIAS):
            with connections[ALIAS].cursor() as cursor:
                cursor.execute(_BELIEVED, [seen, place, shown_ticket()])
                if not cursor.fetchone()[0]:
                    return None
            return list(asked.using(ALIAS))
    except Error as error:
        _primary.note_away()
        _log.warning("copy_away", error=type(error).__name__)
        return None
