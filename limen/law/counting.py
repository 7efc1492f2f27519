"""Counting periods, as the acts of law prescribe it: Regulation (EEC, Euratom) 1182/71 and its likes.

The day of the event is not counted. Weeks end on the same day of the week, months and years on the same
number of the day, or on the last day of a month that lacks it (1182/71 Article 3(2)(c), Pact Article 73(c)).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta

from limen.law.calendars import Calendar
from limen.law.lengths import Length, Unit
from limen.law.refusing import Unanswerable


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """One way of counting, from a pack's `counting.yaml`."""

    id: str
    says: str
    source: str
    rolls: bool = True
    two_working_days: bool = False
    excludes_hour_of_event: bool = True


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a clock stands still: from `since`, up to `until`, which counts again. Open without."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Sum:
    """Lengths added up unit by unit, so that an extension is counted from the anchor and not from an end."""

    months: int = 0
    days: int = 0
    working_days: int = 0
    hours: int = 0

    @classmethod
    def of(cls, lengths: Iterable[Length]) -> Sum:
        """The sum of the lengths."""
        months = days = working_days = hours = 0
        for length in lengths:
            if length.unit is Unit.MONTHS:
                months += length.number
            elif length.unit is Unit.YEARS:
                months += 12 * length.number
            elif length.unit is Unit.WEEKS:
                days += 7 * length.number
            elif length.unit is Unit.DAYS:
                days += length.number
            elif length.unit is Unit.WORKING_DAYS:
                working_days += length.number
            else:
                hours += length.number
        return cls(months, days, working_days, hours)


_A_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same number of the day so many months on, or the last day of a month that lacks it."""
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if not MINYEAR <= year <= MAXYEAR:
        raise Unanswerable("beyond_all_years", on=day)
    return date(year, month, day.day if day.day <= 28 else min(day.day, monthrange(year, month)[1]))


def add_days(day: date, days: int) -> date:
    """The day so many days on; before it, when negative."""
    try:
        return date.fromordinal(day.toordinal() + days)
    except (ValueError, OverflowError):
        raise Unanswerable("beyond_all_years", on=day) from None


def end_after(anchor: date, total: Sum, *, calendar: Calendar, backwards: bool = False) -> date:
    """The day on which a period ends that begins after the anchor: months, then days, then working days."""
    sign = -1 if backwards else 1
    end = add_months(anchor, sign * total.months)
    if total.days:
        end = add_days(end, sign * total.days)
    if total.working_days:
        end = calendar.add_working(end, sign * total.working_days)
    return end


def hours_after(moment: datetime, hours: int, *, counting: Counting, calendar: Calendar) -> datetime:
    """The instant, in UTC, at which a period in hours ends.

    1182/71 Article 3(1) and (2)(a): the hour of the event is not counted, the period ends with its last hour.
    Hours are real hours: a night on which the clocks change does not lengthen or shorten them.
    """
    start = moment.astimezone(calendar.zone)
    if counting.excludes_hour_of_event:
        start = start.replace(minute=0, second=0, microsecond=0)
        return start.astimezone(UTC) + timedelta(hours=hours + 1)
    return start.astimezone(UTC) + timedelta(hours=hours)


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same days, in order and without overlaps: a day on which two causes stop the clock is one day."""
    done: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: (one.since, one.until or date.max)):
        last = done[-1] if done else None
        if last is None or (last.until is not None and pause.since > last.until):
            done.append(pause)
        elif last.until is not None and (pause.until is None or pause.until > last.until):
            done[-1] = Pause(last.since, pause.until)
    return tuple(done)


def pushed_back(
    end: date, anchor: date, pauses: Sequence[Pause], *, working: Calendar | None
) -> tuple[date, Pause | None]:
    """The end after the pauses, which are merged, and the pause that is still open, if one is.

    A pause counts when the clock would still be running on its first day. The day of the event is not counted
    anyhow, so that standing still on it costs nothing. `working`: the calendar, when working days are
    counted; then only the working days of a pause push the end back.
    """
    for pause in pauses:
        # The last day that was counted, or the anchor, when the clock had not begun to count.
        counted = pause.since - _A_DAY if pause.since > anchor else anchor
        if counted >= end:
            break
        if pause.until is None:
            return end, pause
        resumed = pause.until - _A_DAY if pause.until > anchor else anchor
        if resumed <= counted:
            continue
        if working is not None:
            end = working.add_working(end, working.working_between(counted, resumed))
        else:
            end = add_days(end, (resumed - counted).days)
    return end, None
