"""One errand: the worker's child process, which registers people from a list for whoever started it.

It serves as limen_app, the role of the web server, and shows the database the ticket of the errand, so that
it sees and may do what that person does and nothing else; the worker itself has no table of cases.
`python -m limen.jobs.errand IMPORT ERRAND SECONDS` ends with 3 when time was over and rows are left.
"""

from __future__ import annotations

import gc
import importlib
import itertools
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from limen.foundation.actors import Actor

MORE = 3
AIMED_SECONDS = 3.0  # for one transaction: whoever pauses a list waits as long
FEWEST_ROWS, MOST_ROWS = 20, 500


def main(argv: list[str]) -> int:
    """Carry out the errand, for so many seconds."""
    import django

    django.setup()
    importlib.import_module("limen.domain.imports.commands.taking")
    # What has been loaded stays: to look through it for rubbish again and again costs a tenth of the time.
    gc.freeze()
    import_id, errand, seconds = UUID(argv[0]), UUID(argv[1]), float(argv[2])
    return MORE if carry_out(import_id, errand, seconds=seconds) else 0


def carry_out(import_id: UUID, errand: UUID, *, seconds: float) -> bool:
    """Read and take rows until there is none, the person may no longer do it, the list is paused, or the time
    is over; whether rows are left that somebody should go on with."""
    from limen.foundation.refusals import Forbidden, Hidden, Refused
    from limen.foundation.tickets import errand_ticket

    until = time.monotonic() + seconds
    ticket = errand_ticket(errand)
    with _alone(import_id) as is_alone:
        if not is_alone:
            return False
        try:
            return _stage(import_id, ticket, until) or _take(import_id, ticket, until)
        except (Forbidden, Hidden, Refused, PermissionError):
            return False


def _stage(import_id: UUID, ticket: str, until: float) -> bool:
    """Read the file to its end; whether time was over before."""
    from limen.domain.imports.commands.taking import LINES_AT_ONCE, stage_rows
    from limen.domain.imports.queries.reach import content_of, import_seen
    from limen.domain.imports.queries.sheets import layout_of
    from limen.outside.sheets import Line, Unreadable, lines_of

    with _entered(ticket) as (by, _, at):
        row = import_seen(import_id, by=by)
        content = None if row.is_staged else content_of(import_id, by=by)
    if content is None:
        return False
    lines = lines_of(content, layout_of(row), after=max(row.staged_to, row.header_row))
    page: list[Line] = []
    while True:
        trouble = ""
        try:
            page = list(itertools.islice(lines, LINES_AT_ONCE))
        except Unreadable as error:
            page, trouble = [], error.code
        with _entered(ticket) as (by, _, at):
            is_all = len(page) < LINES_AT_ONCE and not trouble
            stage_rows(import_id, lines=page, is_all=is_all, trouble=trouble, by=by, at=at)
        if trouble:
            _end(import_id, ticket)
        if is_all or trouble:
            return False
        if time.monotonic() > until:
            return True


def _take(import_id: UUID, ticket: str, until: float) -> bool:
    """Take the rows; whether time was over before the last."""
    from limen.domain.imports.commands.taking import take_rows

    rows = FEWEST_ROWS
    while time.monotonic() < until:
        began = time.monotonic()
        with _entered(ticket) as (by, on, at):
            taken = take_rows(import_id, on=on, at_once=rows, by=by, at=at)
        rows = _next_size(rows, time.monotonic() - began)
        if taken.is_last:
            _end(import_id, ticket)
            return False
    return True


def _next_size(rows: int, seconds: float) -> int:
    """How many rows to take next, so that a transaction stays short whatever else the machine does."""
    if seconds < AIMED_SECONDS / 2:
        return min(rows * 2, MOST_ROWS)
    return max(rows // 2, FEWEST_ROWS) if seconds > AIMED_SECONDS else rows


def _end(import_id: UUID, ticket: str) -> None:
    """Nobody acts for anybody on this list from now on. After the last act, whose line the errand writes."""
    from limen.domain.imports.commands.running import end_errand

    with _entered(ticket):
        end_errand(import_id)


@contextmanager
def _entered(ticket: str) -> Iterator[tuple[Actor, date, datetime]]:
    """The transaction of some rows, in the name of the person: who that is, their day, and the instant."""
    from django.utils import translation

    from limen.domain.identity.queries.entering import entering
    from limen.foundation.rows import showing

    with showing(ticket):
        person = entering(ticket, quietly=True)
        if person is None:
            raise PermissionError("the errand has ended")
        at = datetime.now(UTC)
        with translation.override(person.language):
            yield person.actor, at.astimezone(ZoneInfo(person.time_zone)).date(), at


@contextmanager
def _alone(import_id: UUID) -> Iterator[bool]:
    """Whether nobody else runs this list; kept so until the end."""
    from django.db import connection

    told = f"errand:{import_id}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [told])
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", [told])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
