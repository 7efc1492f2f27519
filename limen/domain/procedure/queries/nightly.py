"""What the worker asks at night: at which stages the applications of some cases stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection


@dataclass(frozen=True, slots=True)
class StoodAt:
    """A stage at which an application of a case stands since a day; one that ends a procedure is none.
    `expected_on` is the last day that its pack expected there, if it did."""

    case_id: UUID
    stage_id: UUID
    says: str
    since_on: date
    expected_on: date | None
    expected_says: str
    expected_source: str


def stages_stood_at(case_ids: Sequence[UUID]) -> list[StoodAt]:
    """Of these cases, the longest first within each; as limen_jobs. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.stages_stood_at(%s)", [list(case_ids)])
        return [StoodAt(*row) for row in cursor.fetchall()]
