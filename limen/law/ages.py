"""How old somebody is on a day."""

from __future__ import annotations

from calendar import isleap
from datetime import date

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
