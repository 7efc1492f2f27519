"""Days that are known only so far: what they can be, and what cannot be at all."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.likeness.calendars import Calendar, from_gregorian, to_gregorian
from limen.likeness.days import (
    Doubt,
    Precision,
    about_year,
    age_on,
    between,
    exact_day,
    from_age,
    month_of,
    unknown_day,
    year_of,
)
from limen.likeness.reading_days import read_day
from limen.likeness.refusing import Impossible
from tests.likeness.invented import anything, days, quickly


@pytest.mark.parametrize(
    ("calendar", "told", "meant"),
    [
        # The Ethiopian millennium, and new year's day before and after a leap year.
        (Calendar.ETHIOPIC, (2000, 1, 1), date(2007, 9, 12)),
        (Calendar.ETHIOPIC, (2001, 1, 1), date(2008, 9, 11)),
        (Calendar.ETHIOPIC, (1999, 13, 6), date(2007, 9, 11)),
        (Calendar.ETHIOPIC, (1992, 4, 22), date(2000, 1, 1)),
        (Calendar.JALALI, (1357, 11, 22), date(1979, 2, 11)),
        (Calendar.JALALI, (1399, 12, 30), date(2021, 3, 20)),
        (Calendar.JALALI, (1400, 1, 1), date(2021, 3, 21)),
        (Calendar.HIJRI, (1343, 1, 1), date(1924, 8, 1)),
        (Calendar.HIJRI, (1421, 1, 1), date(2000, 4, 6)),
        (Calendar.HIJRI, (1445, 9, 1), date(2024, 3, 11)),
    ],
)
def test_published_days_of_other_calendars(
    calendar: Calendar, told: tuple[int, int, int], meant: date
) -> None:
    assert to_gregorian(calendar, *told) == meant
    assert from_gregorian(calendar, meant) == told


@quickly
@given(days, st.sampled_from(Calendar))
def test_there_and_back_and_the_next_day_is_the_next_day(day: date, calendar: Calendar) -> None:
    told = from_gregorian(calendar, day)
    assert to_gregorian(calendar, *told) == day
    assert from_gregorian(calendar, day + timedelta(days=1)) > told


@quickly
@given(days, st.sampled_from(Calendar))
def test_a_vaguer_day_holds_the_exact_one(day: date, calendar: Calendar) -> None:
    year, month, of_month = from_gregorian(calendar, day)
    told = [
        exact_day(year, month, of_month, calendar=calendar),
        month_of(year, month, calendar=calendar),
        year_of(year, calendar=calendar),
        unknown_day(),
    ]
    assert all(one.could_be(day) for one in told)
    for one, vaguer in pairwise(told):
        assert one.could_be_same(vaguer)
        assert one.earliest is not None
        assert vaguer.could_be(one.earliest)


@quickly
@given(days, st.integers(0, 90))
def test_an_age_told_holds_every_day_of_birth_that_gives_it(told_on: date, age: int) -> None:
    told = from_age(age, told_on=told_on)
    assert told.earliest is not None
    assert told.latest is not None
    assert age_on(told.earliest, told_on) == age_on(told.latest, told_on) == age
    assert age_on(told.earliest - timedelta(days=1), told_on) == age + 1
    assert age_on(told.latest + timedelta(days=1), told_on) == age - 1
    assert told.age_range_on(told_on) == (age, age)


def test_age_is_a_range_where_the_day_is_vague() -> None:
    assert year_of(2008).age_range_on(date(2026, 6, 1)) == (17, 18)
    assert about_year(2008, give_or_take=2).age_range_on(date(2026, 12, 31)) == (16, 20)
    assert between(date(2026, 1, 1), date(2026, 12, 31)).age_range_on(date(2026, 6, 1)) == (0, 0)
    assert unknown_day().age_range_on(date(2026, 6, 1)) is None
    assert exact_day(2008, 2, 29).age_range_on(date(2026, 2, 28)) == (17, 17)


def test_doubts_are_told() -> None:
    assert exact_day(1990, 1, 1).doubts == (Doubt.FIRST_OF_THE_YEAR,)
    assert exact_day(1370, 1, 1, calendar=Calendar.JALALI).doubts == (Doubt.FIRST_OF_THE_YEAR,)
    assert exact_day(1992, 4, 22, calendar=Calendar.ETHIOPIC).doubts == (Doubt.FIRST_OF_THE_YEAR,)
    hijri = exact_day(1445, 9, 1, calendar=Calendar.HIJRI)
    assert hijri.doubts == (Doubt.MOON,)
    assert (hijri.earliest, hijri.latest) == (date(2024, 3, 10), date(2024, 3, 12))
    assert from_age(20, told_on=date(2026, 1, 5)).doubts == (Doubt.ROUND_AGE,)
    assert exact_day(1990, 3, 7).doubts == ()


@pytest.mark.parametrize(
    ("given", "precision", "earliest", "latest"),
    [
        ("1990-05-12", Precision.EXACT, date(1990, 5, 12), date(1990, 5, 12)),
        (" 12.5.1990 ", Precision.EXACT, date(1990, 5, 12), date(1990, 5, 12)),
        ("۱۹۹۰-05-12", Precision.EXACT, date(1990, 5, 12), date(1990, 5, 12)),
        ("5/1990", Precision.MONTH, date(1990, 5, 1), date(1990, 5, 31)),
        ("1990-02", Precision.MONTH, date(1990, 2, 1), date(1990, 2, 28)),
        ("1990", Precision.YEAR, date(1990, 1, 1), date(1990, 12, 31)),
        ("~1990", Precision.ABOUT, date(1988, 1, 1), date(1992, 12, 31)),
        ("1990 ± 5", Precision.ABOUT, date(1985, 1, 1), date(1995, 12, 31)),
    ],
)
def test_a_typed_day_is_read(given: str, precision: Precision, earliest: date, latest: date) -> None:
    told = read_day(given)
    assert (told.precision, told.earliest, told.latest, told.told) == (precision, earliest, latest, given)


@pytest.mark.parametrize(
    ("given", "calendar", "says"),
    [
        ("1990-13-01", Calendar.GREGORIAN, "There is no month 13 in the Gregorian calendar; it has 12."),
        (
            "1990-02-30",
            Calendar.GREGORIAN,
            "Month 2 of 1990 has 28 days in the Gregorian calendar; there is no 30.",
        ),
        (
            "1992-13-06",
            Calendar.ETHIOPIC,
            "Month 13 of 1992 has 5 days in the Ethiopian calendar; there is no 6.",
        ),
        (
            "1399-07-31",
            Calendar.JALALI,
            "Month 7 of 1399 has 30 days in the Jalali calendar; there is no 31.",
        ),
        ("1990-05-12", Calendar.HIJRI, "outside the years of the Hijri calendar"),
        ("1370", Calendar.GREGORIAN, "Was it told in another calendar?"),
        ("in spring", Calendar.GREGORIAN, "“in spring” is no day."),
    ],
)
def test_an_impossible_day_is_refused_in_words(given: str, calendar: Calendar, says: str) -> None:
    with pytest.raises(Impossible) as refused:
        read_day(given, calendar=calendar)
    assert says in str(refused.value)


def test_other_impossible_things_are_refused() -> None:
    with pytest.raises(Impossible, match="lies before"):
        between(date(2020, 1, 2), date(2020, 1, 1))
    with pytest.raises(Impossible, match="no age"):
        from_age(200, told_on=date(2020, 1, 1))
    with pytest.raises(Impossible, match="needs a number of years"):
        about_year(1990, give_or_take=0)
    with pytest.raises(Impossible, match="not born yet"):
        exact_day(2020, 1, 2).age_range_on(date(2020, 1, 1))


@quickly
@given(anything)
def test_whatever_is_typed_is_a_day_or_a_sentence(text: str) -> None:
    try:
        told = read_day(text)
    except Impossible:
        return
    assert told.told == text
