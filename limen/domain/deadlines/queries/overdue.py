"""What the worker asks at night: which clocks of some cases are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection


@dataclass(frozen=True, slots=True)
class OverdueClock:
    """A running clock by whose end something should have happened, in the words of its pack."""

    case_id: UUID
    clock_id: UUID
    compartment: str
    term_says: str
    about: str
    effect: str
    due_on: date
    source: str


def clocks_overdue(case_ids: Sequence[UUID], *, at: datetime) -> list[OverdueClock]:
    """Of these cases, the oldest first within each; as limen_jobs. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.clocks_overdue(%s, %s)", [list(case_ids), at])
        return [OverdueClock(*row) for row in cursor.fetchall()]
