"""Lengths of time: how they are written, compared, and told."""

from __future__ import annotations

import pytest

from limen.law.counting import Sum
from limen.law.lengths import Length, Unit
from limen.law.refusing import Unanswerable


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("5 days", 5, Unit.DAYS),
        ("1 day", 1, Unit.DAYS),
        ("10 working days", 10, Unit.WORKING_DAYS),
        ("3 weeks", 3, Unit.WEEKS),
        ("2 months", 2, Unit.MONTHS),
        (" 1 year ", 1, Unit.YEARS),
        ("72 hours", 72, Unit.HOURS),
        ("0 days", 0, Unit.DAYS),
    ],
)
def test_a_length_is_read_as_it_is_written(written: str, number: int, unit: Unit) -> None:
    assert Length.read(written) == Length(number, unit)
    assert str(Length.read(written)) == written.strip()


@pytest.mark.parametrize(
    "written", ["", "5", "days", "-1 days", "1.5 months", "five days", "5 Days", "5  days"]
)
def test_what_is_no_length_is_refused_with_examples(written: str) -> None:
    with pytest.raises(Unanswerable) as refused:
        Length.read(written)
    assert refused.value.code == "not_a_length"
    assert str(refused.value).startswith(f"“{written}” is not a length of time. Write a number and a unit")


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [("4 weeks", "1 month"), ("29 days", "1 month"), ("11 months", "1 year"), ("71 hours", "3 days")],
)
def test_lengths_of_different_units_can_be_compared(shorter: str, longer: str) -> None:
    assert Length.read(shorter).roughly_days < Length.read(longer).roughly_days


@pytest.mark.parametrize(
    ("one", "other"),
    [("12 months", "1 year"), ("24 months", "2 years"), ("2 weeks", "14 days"), ("72 hours", "3 days")],
)
def test_lengths_that_are_the_same_compare_as_the_same(one: str, other: str) -> None:
    assert Length.read(one).roughly_days == Length.read(other).roughly_days


def test_a_sum_adds_unit_by_unit() -> None:
    written = ["1 year", "2 months", "1 week", "3 days", "4 working days", "5 hours"]
    assert Sum.of(map(Length.read, written)) == Sum(months=14, days=10, working_days=4, hours=5)
