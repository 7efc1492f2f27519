"""Which days are worth comparing: none that is alike is left out, and most that are not are."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from limen.likeness.calendars import Calendar, from_gregorian
from limen.likeness.comparing.days import compare_days
from limen.likeness.comparing.near_days import near_days
from limen.likeness.comparing.verdicts import Level
from limen.likeness.days import UncertainDay, exact_day, from_age, month_of, unknown_day, year_of
from limen.likeness.refusing import Impossible

APART = frozenset({Level.DIFFERENT, Level.DISTANT})


def _some(chance: random.Random) -> UncertainDay:
    day = date(1930, 1, 1) + timedelta(days=chance.randrange(34_000))
    calendar = chance.choice([Calendar.GREGORIAN, *Calendar])
    year, month, of_month = from_gregorian(calendar, day)
    if (kind := chance.random()) < 0.6:
        return exact_day(year, month, of_month, calendar=calendar)
    if kind < 0.8:
        return month_of(year, month, calendar=calendar)
    if kind < 0.95:
        return year_of(year, calendar=calendar)
    return from_age(chance.randrange(90), told_on=date(2026, 6, 1), told="")


def _misread(day: UncertainDay, chance: random.Random) -> UncertainDay:
    """The same numbers in another calendar, or with another digit in the year, month and day."""
    if len(day.numbers) < 3:
        return _some(chance)
    digits = list("{:04}{:02}{:02}".format(*day.numbers))
    calendar = chance.choice(list(Calendar))
    if calendar is day.calendar:
        digits[chance.randrange(len(digits))] = str(chance.randrange(10))
    text = "".join(digits)
    try:
        return exact_day(int(text[:4]), int(text[4:6]), int(text[6:]), calendar=calendar)
    except Impossible:
        return _some(chance)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_day_that_is_alike_is_left_out(seed: int) -> None:
    chance = random.Random(seed)
    alike = kept = 0
    for number in range(3000):
        first = _some(chance)
        second = _misread(first, chance) if number % 3 else _some(chance)
        near = near_days(first)
        is_kept = near is None or near.may_be(second.earliest, second.latest)
        is_alike = compare_days(first, second).level not in APART
        assert is_kept or not is_alike, (first, second)
        alike, kept = alike + is_alike, kept + is_kept
    assert 300 < alike <= kept < 2 * alike


def test_what_is_not_known_may_be_any_day() -> None:
    near = near_days(exact_day(1990, 3, 7))
    assert near is not None
    assert near.may_be(None, None)
    assert not near.may_be(date(1988, 5, 1), date(1988, 5, 1))
    assert near_days(unknown_day(told="unknown")) is None
