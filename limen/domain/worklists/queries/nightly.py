"""What the worker asks at night: that every row of the worklists says what the tables say, and which cases
are there to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

CASES_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Mended:
    """How many cases were looked at, and how many rows differed and were put right."""

    looked: int
    mended: int
    last_case: UUID | None


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An open case, or one that is over and in which a finding is open. `today` and `language` are those of
    its organisation, the days its patience; `told` is who hears of what is found."""

    case_id: UUID
    organisation_id: UUID
    is_over: bool
    language: str
    today: date
    last_act_on: date
    stage_days: int | None
    quiet_days: int | None
    told: list[UUID]


def mend_after(case_id: UUID, *, at_most: int = CASES_AT_ONCE) -> Mended:
    """Look at the next cases again, as limen_jobs; `last_case` is None when there was none left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select last_case, looked, mended from access.mend_worklist(%s, %s)", [case_id, at_most]
        )
        last, looked, mended = cursor.fetchone()
    return Mended(looked=looked, mended=mended, last_case=last)


def cases_to_look_at(after: UUID, *, at: datetime, at_most: int = CASES_AT_ONCE) -> list[LookedAt]:
    """The next cases by key, as limen_jobs. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.cases_to_look_at(%s, %s, %s)", [after, at_most, at])
        return [LookedAt(*row) for row in cursor.fetchall()]
