"""What the worker asks about lists, as limen_jobs: which wait to be run, and which are to be forgotten.
It is told no word of any row."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from limen.domain.imports.events import Forgotten
from limen.foundation.ids import new_id
from limen.foundation.journal.writing import follow_up


class Errand(NamedTuple):
    """A list to be run, and the session in which the worker acts for whoever started it."""

    import_id: UUID
    errand: UUID


def errands_waiting(*, silent_since: datetime) -> list[Errand]:
    """Lists that run and that nobody has been heard of since, the longest waiting first."""
    with connection.cursor() as cursor:
        cursor.execute("select id, errand from access.imports_to_run(%s)", [silent_since])
        return [Errand(*row) for row in cursor.fetchall()]


def forget_what_is_over(*, at: datetime) -> int:
    """Remove files and words of lists whose time is over; how many lists. Call it in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select entry_id from access.forget_imports(%s, %s)", [new_id(), at])
        entries = [int(entry_id) for (entry_id,) in cursor.fetchall()]
    for entry_id in entries:
        follow_up(entry_id, Forgotten.kind)
    return len(entries)
