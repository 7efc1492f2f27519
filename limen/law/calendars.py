"""Calendars: which days are working days in a place, and what its civil day is.

The days off are worked out once for the years `FIRST_YEAR` to `LAST_YEAR`; after that a question costs a look
into a list, whether it is about tomorrow or the four-hundredth working day.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from itertools import compress
from zoneinfo import ZoneInfo

from limen.law.refusing import Unanswerable

FIRST_YEAR, LAST_YEAR = 1990, 2080
_FIRST, _LAST = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
DAYS = _LAST - _FIRST + 1


class Calendar:
    """The working days of one place. Equal calendars have equal fingerprints."""

    def __init__(
        self,
        id: str,
        *,
        says: str,
        zone: str,
        weekend: frozenset[int],
        days_off: Mapping[date, str],
        working: frozenset[date] = frozenset(),
    ) -> None:
        """`weekend`: days of the week, Monday is 0. `days_off`: holidays with their names. `working`: days
        that are worked although they would be off."""
        self.id, self.says, self.zone = id, says, ZoneInfo(zone)
        self.weekend, self.days_off, self.worked_anyway = weekend, days_off, working
        # 1 January of year 1, ordinal 1, was a Monday.
        week = bytes((_FIRST - 1 + day) % 7 not in weekend for day in range(7))
        self._is_working = bytearray(week * (DAYS // 7 + 1))[:DAYS]
        for day in days_off:
            self._set(day, working=False)
        for day in working:
            self._set(day, working=True)
        self._working = list(compress(range(_FIRST, _LAST + 1), self._is_working))

    def _set(self, day: date, *, working: bool) -> None:
        place = day.toordinal() - _FIRST
        if 0 <= place < DAYS:
            self._is_working[place] = working

    @cached_property
    def fingerprint(self) -> str:
        """Of the days themselves, not of where they came from."""
        content = hashlib.sha256(f"{self.zone.key}\n".encode())
        content.update(self._is_working)
        return content.hexdigest()[:16]

    def is_working(self, day: date) -> bool:
        """Whether people work on that day."""
        return bool(self._is_working[self._place(day)])

    def next_working(self, day: date) -> date:
        """That day itself, if it is worked, or else the first one after it that is."""
        place = self._place(day)
        while not self._is_working[place]:
            place += 1
            if place == DAYS:
                raise self._too_far(day)
        return date.fromordinal(place + _FIRST)

    def previous_working(self, day: date) -> date:
        """That day itself, if it is worked, or else the last one before it that is."""
        place = self._place(day)
        while not self._is_working[place]:
            place -= 1
            if place < 0:
                raise self._too_far(day)
        return date.fromordinal(place + _FIRST)

    def add_working(self, day: date, number: int) -> date:
        """The `number`th working day after that day; before it, when negative; the day itself for nought."""
        self._place(day)
        ordinal = day.toordinal()
        place = bisect_right(self._working, ordinal)
        if number > 0:
            place += number - 1
        elif number < 0:
            # The day itself, if worked, is not counted.
            place += number - (1 if place and self._working[place - 1] == ordinal else 0)
        else:
            return day
        if not 0 <= place < len(self._working):
            raise self._too_far(day)
        return date.fromordinal(self._working[place])

    def working_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`."""
        self._place(start), self._place(end)
        return bisect_right(self._working, end.toordinal()) - bisect_right(self._working, start.toordinal())

    def why_off(self, day: date) -> str:
        """The name of the holiday, or nothing when it is merely a weekend or a working day."""
        return "" if day in self.worked_anyway else self.days_off.get(day, "")

    def civil_day(self, moment: date | datetime) -> date:
        """The day on which something happened, as the people of the place say it."""
        if not isinstance(moment, datetime):
            return moment
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise self._too_far(moment.date())
        return moment.astimezone(self.zone).date()

    def _place(self, day: date) -> int:
        place = day.toordinal() - _FIRST
        if not 0 <= place < DAYS:
            raise self._too_far(day)
        return place

    def _too_far(self, day: date) -> Unanswerable:
        return Unanswerable(
            "years_out_of_range", on=day.isoformat(), calendar=self.id, first=FIRST_YEAR, last=LAST_YEAR
        )
