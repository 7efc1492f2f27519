"""Reads a day as a clerk types it: 1990-05-12, 12.5.1990, 5/1990, 1990, ~1990, in any script's digits."""

from __future__ import annotations

import re
import unicodedata

from limen.likeness.calendars import Calendar
from limen.likeness.days import UncertainDay, about_year, exact_day, month_of, year_of
from limen.likeness.refusing import Impossible

ABOUT = 2  # years to either side of a year typed with ~
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[-./])?(\d{1,2})[-./](\d{4})")
_YEAR = re.compile(r"(~|c\.?|ca\.?)?\s*(\d{4})(?:\s*(?:±|\+-|\+/-)\s*(\d{1,2}))?")


def read_day(given: str, *, calendar: Calendar = Calendar.GREGORIAN) -> UncertainDay:
    """The day that was typed; the day stands before the month. Raises `Impossible`: `not_a_day`, or what is
    impossible about it."""
    text = "".join(_in_our_digits(one) for one in unicodedata.normalize("NFKC", given)).strip().casefold()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3], calendar=calendar, told=given)
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1], calendar=calendar, told=given)
    if found := _YEAR.fullmatch(text):
        if found[1] or found[3]:
            spread = int(found[3] or ABOUT)
            return about_year(int(found[2]), give_or_take=spread, calendar=calendar, told=given)
        return year_of(int(found[2]), calendar=calendar, told=given)
    raise Impossible("not_a_day", given=given)


def _day(year: str, month: str, day: str | None, *, calendar: Calendar, told: str) -> UncertainDay:
    if day is None:
        return month_of(int(year), int(month), calendar=calendar, told=told)
    return exact_day(int(year), int(month), int(day), calendar=calendar, told=told)


def _in_our_digits(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)
