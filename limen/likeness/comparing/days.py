"""Two days of birth: the same, or the ways in which the same day becomes another one on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache

from limen.likeness.calendars import Calendar, from_gregorian, to_gregorian
from limen.likeness.comparing.verdicts import Code, Comparison, Level, Reason
from limen.likeness.days import Doubt, Precision, UncertainDay
from limen.likeness.refusing import Impossible

_LEVELS = {
    Code.SAME_DAY: Level.SAME,
    Code.DAY_AND_MONTH_SWAPPED: Level.ALIKE,
    Code.ANOTHER_CALENDAR: Level.ALIKE,
    Code.ONE_DIGIT: Level.NEAR,
    Code.SAME_MONTH: Level.PARTLY,
    Code.SAME_YEAR: Level.PARTLY,
    Code.MAY_BE_THE_SAME_DAY: Level.PARTLY,
    Code.DAYS_DIFFER: Level.DIFFERENT,
    Code.DAY_UNKNOWN: Level.UNKNOWN,
}


def compare_days(first: UncertainDay, second: UncertainDay) -> Comparison:
    """How alike two days are. A first of January is taken for a year: that is what it mostly stands for."""
    found = list(_codes(first, second))
    best = min(found, key=lambda code: _LEVELS[code].place)
    reason = Reason(code=best, first=_written(first), second=_written(second))
    return Comparison(level=_LEVELS[best], reasons=(reason,))


def _codes(first: UncertainDay, second: UncertainDay) -> Iterator[Code]:
    if Precision.UNKNOWN in (first.precision, second.precision):
        yield Code.DAY_UNKNOWN
        return
    one, other = _day(first), _day(second)
    if one is not None and other is not None:
        yield from _exact_codes(one, other, first, second)
    elif first.could_be_same(second):
        yield _vague_code(first, second)
    elif _same_year(first, second):
        yield Code.SAME_YEAR
    else:
        yield Code.DAYS_DIFFER


def _day(told: UncertainDay) -> date | None:
    """The Gregorian day of an exact one: by the tables, when it was told by the moon."""
    if told.precision is not Precision.EXACT or told.earliest is None or told.latest is None:
        return None
    return told.earliest + (told.latest - told.earliest) // 2


def _exact_codes(one: date, other: date, first: UncertainDay, second: UncertainDay) -> Iterator[Code]:
    if one == other:
        yield Code.SAME_DAY
    elif first.could_be_same(second):
        yield Code.MAY_BE_THE_SAME_DAY
    elif (one.year, one.month, one.day) == (other.year, other.day, other.month):
        yield Code.DAY_AND_MONTH_SWAPPED
    elif _in_another_calendar(first, second) or _in_another_calendar(second, first):
        yield Code.ANOTHER_CALENDAR
    elif _digits_apart(one, other) == 1:
        yield Code.ONE_DIGIT
    elif one.year == other.year and Doubt.FIRST_OF_THE_YEAR in first.doubts + second.doubts:
        yield Code.SAME_YEAR
    elif (one.year, one.month) == (other.year, other.month):
        yield Code.SAME_MONTH
    elif one.year == other.year:
        yield Code.SAME_YEAR
    else:
        yield Code.DAYS_DIFFER


def _vague_code(first: UncertainDay, second: UncertainDay) -> Code:
    precisions = {first.precision, second.precision}
    same_calendar = first.calendar is second.calendar
    if same_calendar and precisions == {Precision.MONTH}:
        return Code.SAME_MONTH
    if same_calendar and precisions <= {Precision.YEAR, Precision.MONTH, Precision.EXACT}:
        return Code.SAME_YEAR if Precision.YEAR in precisions else Code.SAME_MONTH
    return Code.MAY_BE_THE_SAME_DAY


def _same_year(first: UncertainDay, second: UncertainDay) -> bool:
    known = {Precision.EXACT, Precision.MONTH, Precision.YEAR}
    if first.calendar is not second.calendar or not {first.precision, second.precision} <= known:
        return False
    return first.numbers[0] == second.numbers[0]


def _in_another_calendar(first: UncertainDay, second: UncertainDay) -> bool:
    """Whether the numbers of the first, read in another calendar, are the day of the second; or a day next to
    it, when that calendar goes by the moon."""
    day = _day(second)
    return any(
        second.could_be(meant) or (day is not None and _told(day, calendar) == first.numbers)
        for calendar, meant in _meant(first.calendar, first.numbers)
    )


# One question is compared with many persons: what its own numbers mean is reckoned once.
@lru_cache(maxsize=2048)
def _meant(but: Calendar, numbers: tuple[int, ...]) -> tuple[tuple[Calendar, date], ...]:
    """The days that these numbers are in the other calendars, where there are such days."""
    found = []
    for calendar in Calendar:
        if calendar is not but:
            with suppress(Impossible):
                found.append((calendar, to_gregorian(calendar, *numbers)))
    return tuple(found)


def _told(day: date, calendar: Calendar) -> tuple[int, ...]:
    """A day in the numbers of another calendar; nothing, where that one does not reach."""
    try:
        return from_gregorian(calendar, day)
    except Impossible:
        return ()


def _digits_apart(one: date, other: date) -> int:
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))


def _written(told: UncertainDay) -> str:
    return told.told or "-".join(f"{number:02}" for number in told.numbers)
