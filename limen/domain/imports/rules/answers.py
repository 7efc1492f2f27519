"""Single words of a list: whether a cell says anything, a day, a state, a language, several in one cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from limen.domain.imports.names import DayOrder, Mapping
from limen.domain.imports.rules import words
from limen.domain.people.names import Told
from limen.likeness.calendars import Calendar
from limen.likeness.days import UncertainDay
from limen.likeness.reading_days import read_day
from limen.reference.countries import read_country
from limen.reference.languages import read_language

_TONGUES = ("en", "de", "fr", "uk", "ar", "fa", "ru", "tr", "es")
_SERIAL = re.compile(r"\d{5}")
_MONTH_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})([-./]\d{4})")
_ISO = re.compile(r"(1[89]|2\d)\d\d-\d\d-\d\d")
_LIST = re.compile(r"[,;/،؛+&]")


def state_of(text: str) -> Told:
    """Whether a cell says something, or why not."""
    if not text:
        return Told.NOT_ASKED
    if words.says_refused(text):
        return Told.REFUSED
    return Told.UNKNOWN if words.says_unknown(text) else Told.TOLD


def listed(text: str, known: Callable[[str], str | None]) -> Iterable[str]:
    """A cell that lists several things; a name with a comma in it is one."""
    if not text or known(text):
        return [text] if text else []
    return [one.strip() for one in _LIST.split(text) if one.strip()]


def day_of(text: str, mapping: Mapping) -> UncertainDay:
    """A day as the list writes it. Raises `Impossible`. A year of today in the Hijri or the Solar Hijri
    calendar can only be a Gregorian one: that is how workbooks keep a day."""
    calendar = mapping.calendar
    if calendar in (Calendar.HIJRI, Calendar.JALALI) and _ISO.fullmatch(text):
        calendar = Calendar.GREGORIAN
    told = text
    if mapping.day_order is DayOrder.MONTH_FIRST and (found := _MONTH_FIRST.fullmatch(text)):
        text = f"{found[3]}{found[2]}{found[1]}{found[4]}"
    return replace(read_day(text, calendar=calendar), told=told)


def not_a_day(text: str) -> str:
    if _SERIAL.fullmatch(text):
        return _("%(number)s is a day that lost its shape. Format the column as dates and send it again.") % {
            "number": text
        }
    return _("Write a date as 31.12.1990, 12/1990 or 1990, or about 1990 as ~1990.")


@lru_cache(maxsize=4096)
def country_of(text: str, language: str) -> str | None:
    """A state by its name in the language of the list or in any that we read."""
    for tongue in dict.fromkeys((language, *_TONGUES)):
        if found := read_country(text, tongue):
            return found
    return words.country_by_another_name(text)


@lru_cache(maxsize=4096)
def language_of(text: str, language: str) -> str | None:
    """A language by its name in the language of the list or in any that we read."""
    for tongue in dict.fromkeys((language, *_TONGUES)):
        if found := read_language(text, tongue):
            return found
    return None
