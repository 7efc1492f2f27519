"""What the worker asks at night: that every row of the worklists says what the tables say."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

CASES_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Mended:
    """How many cases were looked at, and how many rows differed and were put right."""

    looked: int
    mended: int
    last_case: UUID | None


def mend_after(case_id: UUID, *, at_most: int = CASES_AT_ONCE) -> Mended:
    """Look at the next cases again, as limen_jobs; `last_case` is None when there was none left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select last_case, looked, mended from access.mend_worklist(%s, %s)", [case_id, at_most]
        )
        last, looked, mended = cursor.fetchone()
    return Mended(looked=looked, mended=mended, last_case=last)
