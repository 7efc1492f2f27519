"""Which days of birth are worth comparing with one: by year and by day of the month, cheap to ask of many.

It never leaves out a day that `compare_days` finds alike, and keeps many that it does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from limen.likeness.calendars import ONE_DAY, Calendar, from_gregorian, to_gregorian
from limen.likeness.days import Precision, UncertainDay
from limen.likeness.refusing import Impossible

_MOON = 2 * ONE_DAY  # a month by the moon begins where it was seen: each of two days may be one off
_EXACT = 2 * _MOON  # how far apart the earliest and the latest of an exact day can lie


@dataclass(frozen=True, kw_only=True, slots=True)
class NearDays:
    """What a day near one has in common with it: a Gregorian year in which that one lies, or would lie in
    another calendar; or, of an exact day, the day of the month, since a digit of the year may be wrong."""

    years: frozenset[int]
    days_of_month: frozenset[tuple[int, int]]

    def may_be(self, earliest: date | None, latest: date | None) -> bool:
        """Whether a day between these two is worth comparing."""
        if earliest is None or latest is None:
            return True
        if not self.years.isdisjoint(range(earliest.year, latest.year + 1)):
            return True
        if latest - earliest > _EXACT:
            return False
        return any((one.month, one.day) in self.days_of_month for one in _days(earliest, latest))


@lru_cache(maxsize=1024)
def near_days(day: UncertainDay) -> NearDays | None:
    """Those near this one; None when nothing is known of it, and every day is worth comparing."""
    if day.earliest is None or day.latest is None or day.precision is Precision.UNKNOWN:
        return None
    # A year of another calendar lies in two of ours.
    beside = 0 if day.calendar is Calendar.GREGORIAN else 1
    years = set(range(day.earliest.year - beside, day.latest.year + beside + 1))
    if day.precision is not Precision.EXACT:
        return NearDays(years=frozenset(years), days_of_month=frozenset())
    around = list(_days(day.earliest, day.latest))
    years.update(one.year for one in _misread(day, around))
    days_of_month = frozenset((one.month, one.day) for one in around)
    return NearDays(years=frozenset(years), days_of_month=days_of_month)


def _days(earliest: date, latest: date) -> Iterator[date]:
    return (earliest + number * ONE_DAY for number in range((latest - earliest) // ONE_DAY + 1))


def _misread(day: UncertainDay, around: list[date]) -> Iterator[date]:
    """The days on paper, when the numbers of one calendar are read as those of another: of this day, or of
    one that is this day when it is read so."""
    numbers = {day.numbers}
    for calendar in Calendar:
        beside = (around[0] - _MOON, around[-1] + _MOON) if calendar is Calendar.HIJRI else ()
        for one in (*around, *beside):
            found = _numbers(calendar, one)
            if found:
                numbers.add(found)
    for calendar in Calendar:
        for these in numbers:
            try:
                meant = to_gregorian(calendar, *these)
            except Impossible:
                continue
            yield from (meant - _MOON, meant, meant + _MOON)


def _numbers(calendar: Calendar, day: date) -> tuple[int, ...]:
    try:
        return from_gregorian(calendar, day)
    except Impossible:
        return ()
