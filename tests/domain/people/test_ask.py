"""What may stand in the search box: names, numbers in groups, days in any calendar and of any sureness."""

from __future__ import annotations

import pytest

from limen.domain.people.queries.asking import Asked, asked, days_typed
from limen.likeness.calendars import Calendar
from limen.likeness.days import Precision

PERSIAN_DIGITS = {ord(str(digit)): chr(0x06F0 + digit) for digit in range(10)}


def _days(one: Asked) -> list[tuple[str, str, str]]:
    return [(str(day.calendar), str(day.earliest), str(day.latest)) for day in one.days]


@pytest.mark.parametrize(
    ("text", "name", "numbers"),
    [
        ("Nadia Karimi", "Nadia Karimi", ()),
        ("Karimi, Nadia", "Karimi Nadia", ()),
        ("نادیا، کریمی", "نادیا کریمی", ()),
        ("L 898902 C", "", ("898902", "L898902", "898902C", "L898902C")),
        ("l-898 902c", "", ("l-898", "902c", "l-898902c")),
        ("Nadia A1234567", "Nadia", ("A1234567",)),
        ("Karimi 12 34 56", "Karimi", ("12", "34", "56", "1234", "3456", "123456")),
        ("12 1990 34", "", ("12", "34")),
    ],
)
def test_a_line_is_taken_apart(text: str, name: str, numbers: tuple[str, ...]) -> None:
    one = asked(text)
    assert one.name == name
    assert set(one.numbers) == set(numbers)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Karimi 21.3.1991", [("gregorian", "1991-03-21", "1991-03-21")]),
        ("Karimi 1990", [("gregorian", "1990-01-01", "1990-12-31")]),
        ("Karimi about 1990", [("gregorian", "1988-01-01", "1992-12-31")]),
        ("About ١٩٩٠ Karimi", [("gregorian", "1988-01-01", "1992-12-31")]),
        ("Karimi ~1990", [("gregorian", "1988-01-01", "1992-12-31")]),
        ("etwa 1990 Karimi", [("gregorian", "1988-01-01", "1992-12-31")]),
        ("Karimi حوالی 1990", [("gregorian", "1988-01-01", "1992-12-31")]),
        ("Karimi 1988-1992", [("gregorian", "1988-01-01", "1992-12-31")]),
        ("Karimi 1988 – 1992", [("gregorian", "1988-01-01", "1992-12-31")]),
        ("Karimi between 1988 and 1992", [("gregorian", "1988-01-01", "1992-12-31")]),
        (
            "کریمی 1369/5".translate(PERSIAN_DIGITS),
            [("persian", "1990-07-23", "1990-08-22"), ("islamic-umalqura", "1950-02-17", "1950-03-20")],
        ),
    ],
)
def test_a_day_may_be_told_in_any_way(text: str, days: list[tuple[str, str, str]]) -> None:
    one = asked(text)
    assert _days(one) == days
    assert one.name in ("Karimi", "کریمی")
    assert one.numbers == ()


def test_a_form_names_the_calendar() -> None:
    (day,) = days_typed("30/8/1983", calendar=Calendar.ETHIOPIC)
    assert (str(day.earliest), day.precision) == ("1991-05-08", Precision.EXACT)
    assert days_typed("1369", calendar=Calendar.JALALI)[0].calendar is Calendar.JALALI
    assert days_typed("half past nine") == ()


def test_what_is_asked_is_said_in_kinds_alone() -> None:
    assert asked("Karimi A1234567 1990").kinds == ("name", "number", "birth")
    assert asked("21.3.1991").kinds == ("birth",)
