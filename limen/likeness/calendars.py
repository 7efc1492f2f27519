"""The calendars in which people tell days, and the Gregorian day that is meant.

Jalali by persiantools and Umm al-Qura by hijridate; Ethiopic is arithmetic: twelve months of thirty days
and a short thirteenth, which has a sixth day every fourth year.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

from limen.likeness.refusing import Impossible

_JALALI: Any = JalaliDate  # its types are incomplete


class Calendar(StrEnum):
    """By their CLDR names, so that months and eras can be translated. Hijri is the Umm al-Qura calendar."""

    GREGORIAN = "gregorian"
    HIJRI = "islamic-umalqura"
    JALALI = "persian"
    ETHIOPIC = "ethiopic"

    @property
    def says(self) -> str:
        """As it is called in a sentence."""
        return _SAYS[self]


_SAYS = {
    Calendar.GREGORIAN: "Gregorian",
    Calendar.HIJRI: "Hijri",
    Calendar.JALALI: "Jalali",
    Calendar.ETHIOPIC: "Ethiopian",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reckoning:
    first_year: int
    last_year: int
    months: int
    days_of_month: Callable[[int, int], int]
    to_gregorian: Callable[[int, int, int], date]
    from_gregorian: Callable[[date], tuple[int, int, int]]


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian day. Raises `Impossible`: `year_out_of_range`, `no_such_month`, `no_such_day`."""
    days = days_of_month(calendar, year, month)
    if not 1 <= day <= days:
        raise Impossible("no_such_day", calendar=calendar.says, year=year, month=month, day=day, days=days)
    return _RECKONINGS[calendar].to_gregorian(year, month, day)


def from_gregorian(calendar: Calendar, day: date) -> tuple[int, int, int]:
    """Year, month and day as told in that calendar. Raises `Impossible("year_out_of_range")`."""
    known = _RECKONINGS[calendar]
    first = known.to_gregorian(known.first_year, 1, 1)
    last = last_day_of_year(calendar, known.last_year)
    if not first <= day <= last:
        raise Impossible(
            "year_out_of_range", calendar=calendar.says, year=day.year, first=first.year, last=last.year
        )
    return known.from_gregorian(day)


def days_of_month(calendar: Calendar, year: int, month: int) -> int:
    """How many days it has. Raises `Impossible`: `year_out_of_range`, `no_such_month`."""
    months = months_of_year(calendar, year)
    if not 1 <= month <= months:
        raise Impossible("no_such_month", calendar=calendar.says, month=month, months=months)
    return _RECKONINGS[calendar].days_of_month(year, month)


def months_of_year(calendar: Calendar, year: int) -> int:
    """How many months it has. Raises `Impossible("year_out_of_range")`."""
    known = _RECKONINGS[calendar]
    if not known.first_year <= year <= known.last_year:
        raise Impossible(
            "year_out_of_range",
            calendar=calendar.says,
            year=year,
            first=known.first_year,
            last=known.last_year,
        )
    return known.months


def last_day_of_year(calendar: Calendar, year: int) -> date:
    """The Gregorian day on which it ends. Raises `Impossible("year_out_of_range")`."""
    months = months_of_year(calendar, year)
    known = _RECKONINGS[calendar]
    return known.to_gregorian(year, months, known.days_of_month(year, months))


# Day 1 of year 1 is 29 August of the year 8 in the Julian calendar: ordinal 2796 of Python's days.
_BEFORE_ETHIOPIC = 2795


def _ethiopic_days(year: int, month: int) -> int:
    if month < 13:
        return 30
    return 6 if year % 4 == 3 else 5


def _ethiopic_to_gregorian(year: int, month: int, day: int) -> date:
    return date.fromordinal(_BEFORE_ETHIOPIC + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day)


def _ethiopic_from_gregorian(day: date) -> tuple[int, int, int]:
    since = day.toordinal() - _BEFORE_ETHIOPIC - 1
    cycle, rest = divmod(since, 4 * 365 + 1)
    # The third year of a cycle, counted from one, is the long one.
    year = min(rest // 365, 3) if rest < 3 * 365 else (2 if rest == 3 * 365 else 3)
    begins = 365 * year + (1 if year == 3 else 0)
    month, of_month = divmod(rest - begins, 30)
    return 4 * cycle + year + 1, month + 1, of_month + 1


def _jalali_days(year: int, month: int) -> int:
    if month < 12:
        return 31 if month <= 6 else 30
    return 30 if _JALALI.is_leap(year) else 29


def _jalali_from_gregorian(day: date) -> tuple[int, int, int]:
    told = _JALALI.to_jalali(day)
    return told.year, told.month, told.day


def _jalali_to_gregorian(year: int, month: int, day: int) -> date:
    found: date = _JALALI(year, month, day).to_gregorian()
    return found


def _hijri_to_gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _hijri_from_gregorian(day: date) -> tuple[int, int, int]:
    return Gregorian(day.year, day.month, day.day).to_hijri().datetuple()


def _gregorian_from(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


_RECKONINGS = {
    Calendar.GREGORIAN: _Reckoning(
        first_year=1850,
        last_year=2100,
        months=12,
        days_of_month=lambda year, month: monthrange(year, month)[1],
        to_gregorian=date,
        from_gregorian=_gregorian_from,
    ),
    Calendar.HIJRI: _Reckoning(
        first_year=1343,  # the tables of Umm al-Qura begin on 1 August 1924
        last_year=1500,
        months=12,
        days_of_month=lambda year, month: Hijri(year, month, 1).month_length(),
        to_gregorian=_hijri_to_gregorian,
        from_gregorian=_hijri_from_gregorian,
    ),
    Calendar.JALALI: _Reckoning(
        first_year=1230,
        last_year=1478,
        months=12,
        days_of_month=_jalali_days,
        to_gregorian=_jalali_to_gregorian,
        from_gregorian=_jalali_from_gregorian,
    ),
    Calendar.ETHIOPIC: _Reckoning(
        first_year=1843,
        last_year=2092,
        months=13,
        days_of_month=_ethiopic_days,
        to_gregorian=_ethiopic_to_gregorian,
        from_gregorian=_ethiopic_from_gregorian,
    ),
}

ONE_DAY = timedelta(days=1)
