"""How old somebody or something is on a day."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta

from limen.law.lengths import Length, Unit
from limen.law.refusing import Unanswerable


def age_on(born_on: date, on: date) -> int:
    """Whole years lived on that day. Born on 29 February: a year older on 1 March of a year without one,
    the later of the two days in use, so that nobody loses a child's protection a day early.
    Raises `Unanswerable("not_born_yet")`."""
    if on < born_on:
        raise Unanswerable("not_born_yet", on=on, born=born_on)
    month, day = born_on.month, born_on.day
    if (month, day) == (2, 29) and not isleap(on.year):
        month, day = 3, 1
    return on.year - born_on.year - ((on.month, on.day) < (month, day))


def latest_birth_of(age: int, on: date) -> date:
    """The last day on which somebody was born who has reached the age on that day."""
    year = on.year - age
    if (on.month, on.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return on.replace(year=year)


def is_under(age: int, *, born_on: date, on: date) -> bool:
    """Whether the person has not yet reached the age on that day."""
    return age_on(born_on, on) < age


def oldest_day(length: Length, on: date) -> date:
    """The first day that lies within this length before a day, by the calendar: a year before 30 June 2026 is
    30 June 2025, and a month before 31 March the last of February. Hours and working days are counted as the
    days that they roughly are."""
    if length.unit not in (Unit.MONTHS, Unit.YEARS):
        return on - timedelta(days=round(length.roughly_days))
    months = length.number * (12 if length.unit is Unit.YEARS else 1)
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
