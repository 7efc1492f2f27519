"""Two names, days or numbers: how alike, and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from limen.likeness.calendars import Calendar
from limen.likeness.comparing.days import compare_days
from limen.likeness.comparing.names import compare_names
from limen.likeness.comparing.numbers import compare_numbers, folded_number, look_alike
from limen.likeness.comparing.verdicts import SENTENCES, Code, Level
from limen.likeness.days import UncertainDay, exact_day, from_age, unknown_day
from limen.likeness.reading_days import read_day
from tests.likeness.invented import anything, days, names, quickly


@pytest.mark.parametrize(
    ("one", "other", "level", "codes"),
    [
        ("Karim Ahmadi", "karim ahmadi", Level.SAME, "same same"),
        ("Karim Ahmadi", "Ahmadi Karim", Level.SAME, "same same order_swapped"),
        ("Mohammed al-Ahmad", "محمد الأحمد", Level.ALIKE, "same_in_another_script same_in_another_script"),
        ("Ivanenko Oleh", "Ivanenko Oleg", Level.ALIKE, "same one_letter"),
        ("Karimi", "Ghereemi", Level.ALIKE, "sounds_alike"),
        ("Mykola Jakob", "Nicholas Yaqub", Level.ALIKE, "same_in_another_language sounds_alike"),
        ("Haile Mariam Tesfay", "Hailemariam Tesfay", Level.ALIKE, "joined same"),
        ("M. Ahmadi", "Maryam Ahmadi", Level.NEAR, "initial_only same"),
        ("Ali Hassan Omar", "Ali Omar", Level.PARTLY, "same same part_missing"),
        ("Ali Hassan", "Ali Khalid", Level.DISTANT, "same part_differs"),
        ("Huda", "Hadi", Level.DIFFERENT, "part_differs"),
        ("Karim", "Petro Ivan", Level.DIFFERENT, "part_differs part_missing"),
        ("Alexandra", "Alexendro", Level.ALIKE, "sounds_alike"),
        ("Kovalenko", "Kobalenka", Level.NEAR, "two_letters"),
        ("", "Karim", Level.UNKNOWN, ""),
    ],
)
def test_names(one: str, other: str, level: Level, codes: str) -> None:
    found = compare_names(one, other)
    assert (found.level, [reason.code for reason in found.reasons]) == (
        level,
        [Code(code) for code in codes.split()],
    )


def test_reasons_are_sentences() -> None:
    found = compare_names("Tesfay Karimi", "Tesfai Karimi Noor")
    assert [str(reason) for reason in found.reasons] == [
        "Tesfay and Tesfai: one letter differs",
        "Karimi: the same",
        "Noor: only one of the two has this part",
    ]
    assert set(SENTENCES) == set(Code)


def test_hits_are_put_in_order_by_level() -> None:
    asked = "Karim Ahmadi"
    hits = ["Petro Ahmadi", "Karim", "Kareem Ahmady", "Karim Ahmadi", "Karim Ahmady"]
    ordered = sorted(hits, key=lambda hit: compare_names(asked, hit).order)
    assert ordered == ["Karim Ahmadi", "Karim Ahmady", "Kareem Ahmady", "Karim", "Petro Ahmadi"]


@quickly
@given(names, names)
def test_names_are_compared_alike_from_both_sides(one: str, other: str) -> None:
    assert compare_names(one, other) == compare_names(other, one).mirrored()


@quickly
@given(anything, anything)
def test_whatever_is_typed_can_be_compared(one: str, other: str) -> None:
    assert compare_names(one, other) == compare_names(other, one).mirrored()


@quickly
@given(names)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert compare_names(name, name).level is Level.SAME


JALALI, ETHIOPIC, HIJRI = Calendar.JALALI, Calendar.ETHIOPIC, Calendar.HIJRI


@pytest.mark.parametrize(
    ("one", "other", "level", "code"),
    [
        (read_day("1990-05-12"), read_day("12.5.1990"), Level.SAME, Code.SAME_DAY),
        (read_day("1370-05-12", calendar=JALALI), read_day("1991-08-03"), Level.SAME, Code.SAME_DAY),
        (read_day("1990-05-12"), read_day("1990-12-05"), Level.ALIKE, Code.DAY_AND_MONTH_SWAPPED),
        (
            read_day("1990-05-12", calendar=ETHIOPIC),
            read_day("1990-05-12"),
            Level.ALIKE,
            Code.ANOTHER_CALENDAR,
        ),
        (read_day("1990-05-12"), read_day("1991-05-12"), Level.NEAR, Code.ONE_DIGIT),
        (read_day("1990-01-01"), read_day("1990-07-19"), Level.PARTLY, Code.SAME_YEAR),
        (read_day("1990"), read_day("1990-07-19"), Level.PARTLY, Code.SAME_YEAR),
        (read_day("1990-07"), read_day("1990-07-19"), Level.PARTLY, Code.SAME_MONTH),
        (read_day("~1990"), read_day("1991-07-19"), Level.PARTLY, Code.MAY_BE_THE_SAME_DAY),
        (
            read_day("1445-09-01", calendar=HIJRI),
            read_day("2024-03-12"),
            Level.PARTLY,
            Code.MAY_BE_THE_SAME_DAY,
        ),
        (
            from_age(20, told_on=date(2020, 6, 1)),
            read_day("2000-02-02"),
            Level.PARTLY,
            Code.MAY_BE_THE_SAME_DAY,
        ),
        (read_day("1990-05-12"), read_day("1963-11-30"), Level.DIFFERENT, Code.DAYS_DIFFER),
        (read_day("1990"), read_day("1963"), Level.DIFFERENT, Code.DAYS_DIFFER),
        (unknown_day(), read_day("1990"), Level.UNKNOWN, Code.DAY_UNKNOWN),
    ],
)
def test_days(one: UncertainDay, other: UncertainDay, level: Level, code: Code) -> None:
    found = compare_days(one, other)
    assert (found.level, found.reasons[0].code) == (level, code)
    assert compare_days(other, one) == found.mirrored()


@quickly
@given(days, days)
def test_days_are_compared_alike_from_both_sides(one: date, other: date) -> None:
    first, second = (exact_day(day.year, day.month, day.day) for day in (one, other))
    assert compare_days(first, second) == compare_days(second, first).mirrored()
    assert (compare_days(first, second).level is Level.SAME) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("P 123-456", "p123456", Code.SAME_NUMBER),
        ("١٢٣٤٥", "12345", Code.SAME_NUMBER),
        ("O1B5S8", "01B558", Code.LOOKS_THE_SAME),
        ("123456", "123465", Code.CHARACTERS_SWAPPED),
        ("123456", "123956", Code.ONE_CHARACTER),
        ("1234", "1235", Code.NUMBERS_DIFFER),
        ("", "1235", Code.NUMBER_MISSING),
    ],
)
def test_numbers(one: str, other: str, code: Code) -> None:
    assert compare_numbers(one, other).reasons[0].code is code
    assert compare_numbers(other, one) == compare_numbers(one, other).mirrored()


def test_numbers_have_keys_for_an_index() -> None:
    assert folded_number(" ab-12/٣ ") == "AB123"
    assert look_alike("SO8") == look_alike("50B") == "508"
