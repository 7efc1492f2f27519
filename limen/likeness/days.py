"""Days that are known only so far: told in another calendar, as a year, as an age, or not at all.

What was told is kept as it was told. What is computed is the earliest and the latest Gregorian day it can be,
and nothing here makes a guess look like knowledge.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from limen.likeness.calendars import (
    ONE_DAY,
    Calendar,
    days_of_month,
    last_day_of_year,
    to_gregorian,
)
from limen.likeness.refusing import Impossible

MOST_YEARS = 30  # “about 1960, give or take”
OLDEST = 130


class Precision(StrEnum):
    """How exactly a day was told."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"
    BETWEEN = "between"
    AGE = "age"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """Why a day may be less sure than it looks."""

    FIRST_OF_THE_YEAR = "first_of_the_year"  # what offices write when only the year is known
    MOON = "moon"  # a Hijri month begins where the moon was seen: a day earlier or later
    ROUND_AGE = "round_age"
    ROUND_YEAR = "round_year"


@dataclass(frozen=True, kw_only=True, slots=True)
class UncertainDay:
    """A day as told. `earliest` and `latest` are missing only when nothing is known. `numbers` are year,
    month and day as told, as far as they were; `told` the words."""

    precision: Precision
    calendar: Calendar = Calendar.GREGORIAN
    earliest: date | None = None
    latest: date | None = None
    numbers: tuple[int, ...] = ()
    told: str = ""
    doubts: tuple[Doubt, ...] = ()

    def could_be(self, day: date) -> bool:
        """Whether it can have been that day."""
        if self.earliest is None or self.latest is None:
            return True
        return self.earliest <= day <= self.latest

    def could_be_same(self, other: UncertainDay) -> bool:
        """Whether one day can be both."""
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return True
        return self.earliest <= other.latest and other.earliest <= self.latest

    def age_range_on(self, on: date) -> tuple[int, int] | None:
        """The least and the greatest age on that day; None when nothing is known. Raises
        `Impossible("not_born_yet")`."""
        if self.earliest is None or self.latest is None:
            return None
        if on < self.earliest:
            raise Impossible("not_born_yet", on=on, earliest=self.earliest)
        return age_on(min(self.latest, on), on), age_on(self.earliest, on)


def exact_day(
    year: int, month: int, day: int, *, calendar: Calendar = Calendar.GREGORIAN, told: str = ""
) -> UncertainDay:
    """A day told with day, month and year. Raises `Impossible`."""
    found = to_gregorian(calendar, year, month, day)
    doubts = []
    if (month, day) == (1, 1) or (found.month, found.day) == (1, 1):
        doubts.append(Doubt.FIRST_OF_THE_YEAR)
    if calendar is Calendar.HIJRI:
        doubts.append(Doubt.MOON)
    return UncertainDay(
        precision=Precision.EXACT,
        calendar=calendar,
        earliest=found - _moon(calendar),
        latest=found + _moon(calendar),
        numbers=(year, month, day),
        told=told,
        doubts=tuple(doubts),
    )


def month_of(
    year: int, month: int, *, calendar: Calendar = Calendar.GREGORIAN, told: str = ""
) -> UncertainDay:
    """Some day of a month. Raises `Impossible`."""
    days = days_of_month(calendar, year, month)
    return UncertainDay(
        precision=Precision.MONTH,
        calendar=calendar,
        earliest=to_gregorian(calendar, year, month, 1) - _moon(calendar),
        latest=to_gregorian(calendar, year, month, days) + _moon(calendar),
        numbers=(year, month),
        told=told,
    )


def year_of(year: int, *, calendar: Calendar = Calendar.GREGORIAN, told: str = "") -> UncertainDay:
    """Some day of a year. Raises `Impossible`."""
    return UncertainDay(
        precision=Precision.YEAR,
        calendar=calendar,
        earliest=to_gregorian(calendar, year, 1, 1) - _moon(calendar),
        latest=last_day_of_year(calendar, year) + _moon(calendar),
        numbers=(year,),
        told=told,
    )


def about_year(
    year: int, *, give_or_take: int, calendar: Calendar = Calendar.GREGORIAN, told: str = ""
) -> UncertainDay:
    """Some day of a year or of so many years before or after it. Raises `Impossible`."""
    if not 1 <= give_or_take <= MOST_YEARS:
        raise Impossible("not_a_spread", years=give_or_take, most=MOST_YEARS)
    return UncertainDay(
        precision=Precision.ABOUT,
        calendar=calendar,
        earliest=to_gregorian(calendar, year - give_or_take, 1, 1),
        latest=last_day_of_year(calendar, year + give_or_take),
        numbers=(year,),
        told=told,
        doubts=(Doubt.ROUND_YEAR,) if year % 5 == 0 else (),
    )


def between(earliest: date, latest: date, *, told: str = "") -> UncertainDay:
    """Some day from the one to the other, both included. Raises `Impossible("ends_before")`."""
    if latest < earliest:
        raise Impossible("ends_before", earliest=earliest, latest=latest)
    return UncertainDay(precision=Precision.BETWEEN, earliest=earliest, latest=latest, told=told)


def from_age(age: int, *, told_on: date, told: str = "") -> UncertainDay:
    """The day of birth of somebody who was so many years old on the day when it was told."""
    if not 0 <= age <= OLDEST:
        raise Impossible("not_an_age", age=age, most=OLDEST)
    return UncertainDay(
        precision=Precision.AGE,
        earliest=_years_before(told_on, age + 1) + ONE_DAY,
        latest=_years_before(told_on, age),
        numbers=(age,),
        told=told,
        doubts=(Doubt.ROUND_AGE,) if age and age % 5 == 0 else (),
    )


def unknown_day(*, told: str = "") -> UncertainDay:
    """Nothing is known; what was said about it may be."""
    return UncertainDay(precision=Precision.UNKNOWN, told=told)


def age_on(born_on: date, on: date) -> int:
    """Whole years lived. Born on 29 February: a year older on 1 March where there is none, as in the law."""
    month, day = born_on.month, born_on.day
    if (month, day) == (2, 29) and not isleap(on.year):
        month, day = 3, 1
    return on.year - born_on.year - ((on.month, on.day) < (month, day))


def _moon(calendar: Calendar) -> timedelta:
    """How far a day may be off: a Hijri month begins where the moon was seen."""
    return ONE_DAY if calendar is Calendar.HIJRI else timedelta(0)


def _years_before(day: date, years: int) -> date:
    """The last day of birth with which one has lived so many years on that day."""
    year = day.year - years
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)
