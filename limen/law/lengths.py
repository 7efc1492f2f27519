"""Lengths of time as the law writes them: a number and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from limen.law.refusing import Unanswerable


class Unit(StrEnum):
    """What is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_WRITTEN = re.compile(r"(\d{1,5}) (hour|day|working day|week|month|year)s?")
# Only to compare a national value with its guard when the units differ.
_ROUGHLY = {
    Unit.HOURS: 1 / 24,
    Unit.DAYS: 1.0,
    Unit.WORKING_DAYS: 1.4,
    Unit.WEEKS: 7.0,
    Unit.MONTHS: 365.25 / 12,  # exact in binary, so that 12 months are no more than a year
    Unit.YEARS: 365.25,
}


@dataclass(frozen=True, slots=True)
class Length:
    """A number of units, as in "10 working days". Never negative; nought days is the same day."""

    number: int
    unit: Unit

    @classmethod
    def read(cls, given: str) -> Length:
        """From "10 working days". Raises `Unanswerable("not_a_length")`."""
        found = _WRITTEN.fullmatch(given.strip())
        if found is None:
            raise Unanswerable("not_a_length", given=given)
        return cls(int(found[1]), Unit(found[2] + "s"))

    @property
    def roughly_days(self) -> float:
        """About how many days: to compare lengths, never to count."""
        return self.number * _ROUGHLY[self.unit]

    def __str__(self) -> str:
        unit = str(self.unit)
        return f"{self.number} {unit[:-1] if self.number == 1 else unit}"
