"""Reads a day as a clerk types it: 1990-05-12, 12.5.1990, 5/1990, 1990, ~1990, about 1990, 1988–1992, in any
script's digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from limen.likeness.calendars import Calendar
from limen.likeness.days import Precision, UncertainDay, about_year, between, exact_day, month_of, year_of
from limen.likeness.refusing import Impossible

ABOUT = 2  # years to either side of a year typed with ~
# How people write that a year is not sure; at most what a keyboard at a counter brings.
ABOUT_WORDS = (
    "~", "c.", "ca", "ca.", "circa", "about", "around", "approx.", "approximately", "etwa", "ungefähr", "um",
    "vers", "environ", "hacia", "около", "приблизно", "حوالي", "حوالی", "تقريبا", "تقریبا",
)  # fmt: skip
_ABOUT = "|".join(sorted(map(re.escape, ABOUT_WORDS), key=len, reverse=True))
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[-./])?(\d{1,2})[-./](\d{4})")
_YEAR = re.compile(rf"({_ABOUT}|c)?\s*(\d{{4}})(?:\s*(?:±|\+-|\+/-)\s*(\d{{1,2}}))?")
_FROM_TO = re.compile(r"(?:between\s+)?(\S+?)\s*(?:-|–|—|\bto\b|\band\b)\s*(\S+)")
# A year that is not sure, or a stretch of years, inside a line of other words.
INSIDE = re.compile(
    rf"(?<!\S)(?:(?:{_ABOUT})\s*\d{{4}}(?:\s*(?:±|\+-|\+/-)\s*\d{{1,2}})?"
    r"|(?:between\s+)?\d{4}\s*(?:-|–|—|\bto\b|\band\b)\s*\d{4})(?!\S)",
    re.IGNORECASE,
)


def read_day(given: str, *, calendar: Calendar = Calendar.GREGORIAN) -> UncertainDay:
    """The day that was typed; the day stands before the month. Raises `Impossible`: `not_a_day`, or what is
    impossible about it."""
    text = in_our_digits(given).strip().casefold()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3], calendar=calendar, told=given)
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1], calendar=calendar, told=given)
    if found := _YEAR.fullmatch(text):
        if found[1] or found[3]:
            spread = int(found[3] or ABOUT)
            return about_year(int(found[2]), give_or_take=spread, calendar=calendar, told=given)
        return year_of(int(found[2]), calendar=calendar, told=given)
    if found := _FROM_TO.fullmatch(text):
        return _stretch(found[1], found[2], calendar=calendar, told=given)
    raise Impossible("not_a_day", given=given)


def in_our_digits(text: str) -> str:
    """The text with the digits of any script as 0 to 9."""
    return "".join(_in_our_digits(one) for one in unicodedata.normalize("NFKC", text))


def _stretch(first: str, last: str, *, calendar: Calendar, told: str) -> UncertainDay:
    """From the first day that the one can be to the last that the other can."""
    ends = [read_day(one, calendar=calendar) for one in (first, last)]
    if any(end.precision in (Precision.ABOUT, Precision.BETWEEN) for end in ends):
        raise Impossible("not_a_day", given=told)
    earliest, latest = ends[0].earliest, ends[1].latest
    if earliest is None or latest is None:
        raise Impossible("not_a_day", given=told)
    return replace(between(earliest, latest, told=told), calendar=calendar)


def _day(year: str, month: str, day: str | None, *, calendar: Calendar, told: str) -> UncertainDay:
    if day is None:
        return month_of(int(year), int(month), calendar=calendar, told=told)
    return exact_day(int(year), int(month), int(day), calendar=calendar, told=told)


def _in_our_digits(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)
