"""The figures of a unit: its open cases by phase, age and day, who holds them, what came in and was decided.

They come from a summary that the database keeps with the rows of the worklists, never from counting cases.
They are those of the list that the actor sees; of the cases that only named people see, a rounded number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from limen.domain.cases.names import Phase
from limen.domain.identity.queries.people import names_of
from limen.domain.worklists.names import NEVER
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden

WEEKS = 8
ROUNDED_TO = 10
_ALLOCATES = "cases.assign"
_MONTHS = (3, 6, 12, 24)


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week, by its Monday: how many cases came in and how many were decided."""

    begins: date
    came_in: int
    decided: int


@dataclass(frozen=True, kw_only=True)
class Load:
    """A colleague and how many open cases of the unit they hold."""

    member_id: UUID
    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Figures:
    """`ages`: of fewer months than each number, and of more than all (None). `restricted` is rounded, and
    None when it is less than `ROUNDED_TO`."""

    open: int
    phases: tuple[tuple[Phase, int], ...]
    ages: tuple[tuple[int | None, int], ...]
    late: int
    this_week: int
    next_week: int
    later: int
    no_clock: int
    unassigned: int
    loads: tuple[Load, ...]
    weeks: tuple[Week, ...]
    restricted: int | None


def unit_figures(unit_id: UUID, *, on: date, by: Actor) -> Figures:
    """The figures of a unit whose cases the actor allocates and reads. Two queries. Raises `Hidden`."""
    if unit_id not in by.units_within(Reach.READ) or not by.may(_ALLOCATES):
        raise Hidden(f"no figures of unit {unit_id}")
    counted = _counted(unit_id)
    phases = counted.get("phase", {})
    due = {date.fromisoformat(key): count for key, count in counted.get("due", {}).items()}
    held = counted.get("held", {})
    hidden = counted.get("restricted", {}).get("", 0)
    monday = on - timedelta(days=on.weekday())
    return Figures(
        open=sum(phases.values()),
        phases=tuple((phase, phases[phase]) for phase in Phase if phase in phases),
        ages=_ages(counted.get("opened", {}), on),
        late=_between(due, date.min, on),
        this_week=_between(due, on, monday + timedelta(days=7)),
        next_week=_between(due, monday + timedelta(days=7), monday + timedelta(days=14)),
        later=_between(due, monday + timedelta(days=14), NEVER),
        no_clock=due.get(NEVER, 0),
        unassigned=held.get("", 0),
        loads=_loads(held, by),
        weeks=_weeks(counted, monday),
        restricted=round(hidden / ROUNDED_TO) * ROUNDED_TO if hidden >= ROUNDED_TO else None,
    )


def fold_figures() -> int:
    """Make one line of all lines of a figure, as limen_jobs; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("select access.fold_figures()")
        return int(cursor.fetchone()[0])


def _counted(unit_id: UUID) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select kind, key, count from access.figures_of(%s)", [unit_id])
        for kind, key, count in cursor.fetchall():
            found.setdefault(kind, {})[key] = count
    return found


def _between(days: Mapping[date, int], since: date, until: date) -> int:
    return sum(count for day, count in days.items() if since <= day < until)


def _ages(opened: Mapping[str, int], on: date) -> tuple[tuple[int | None, int], ...]:
    """Whole months by the calendar: of a case, only the month in which it was opened counts."""
    counts: dict[int | None, int] = dict.fromkeys((*_MONTHS, None), 0)
    for month, count in opened.items():
        year, number = map(int, month.split("-"))
        age = (on.year - year) * 12 + on.month - number
        counts[next((limit for limit in _MONTHS if age < limit), None)] += count
    return tuple(counts.items())


def _loads(held: Mapping[str, int], by: Actor) -> tuple[Load, ...]:
    counts = {UUID(member): count for member, count in held.items() if member}
    names = names_of(set(counts), by=by)
    loads = (Load(member_id=one, name=names.get(one, ""), count=count) for one, count in counts.items())
    return tuple(sorted(loads, key=lambda one: (-one.count, one.name)))


def _weeks(counted: Mapping[str, Mapping[str, int]], monday: date) -> tuple[Week, ...]:
    came_in, decided = (
        {date.fromisoformat(key): count for key, count in counted.get(kind, {}).items()}
        for kind in ("came_in", "decided")
    )
    begins = [monday - timedelta(weeks=back) for back in range(WEEKS)]
    return tuple(
        Week(
            begins=day,
            came_in=_between(came_in, day, day + timedelta(days=7)),
            decided=_between(decided, day, day + timedelta(days=7)),
        )
        for day in begins
    )
