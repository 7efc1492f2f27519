"""When a service is open: what schedules of the published form say of an instant.

A schedule recurs by weeks or months (RFC 5545). A time with an offset is meant there; else the offset of its
schedule counts, else the time zone of the service. What cannot be told is told as None, never as closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from limen.domain.directory.names.words import Said, day_of

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_LINE = re.compile(r"([A-Z]{2}(?:[,-][A-Z]{2})*)\s+(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})")
_NEVER_SAID = date(1970, 1, 5)  # a Monday, from which a schedule without a first day recurs


class NotHours(ValueError):
    """A line that is no opening hours."""


def is_open(schedules: Sequence[Said], *, at: datetime, zone: ZoneInfo) -> bool | None:
    """Whether it is open at an instant; None where the schedules do not say."""
    answers = [_is_open(one, at, zone) for one in schedules]
    if any(answers):
        return True
    return None if not answers or None in answers else False


def schedule_of(line: str) -> Said:
    """Opening hours as somebody types them, "MO-FR 09:00-17:00" or "MO,WE 9:00-12:00". Raises `NotHours`."""
    found = _LINE.fullmatch(line.strip().upper())
    if found is None:
        raise NotHours(line)
    days = _days(found[1])
    opens, closes = (_typed(found[number]) for number in (2, 3))
    return {"freq": "WEEKLY", "byday": ",".join(days), "opens_at": opens, "closes_at": closes}


def line_of(schedule: Said) -> str:
    """The same back as a line, or nothing where it says more than such a line can."""
    plain = {"id", "freq", "byday", "opens_at", "closes_at"}
    if set(schedule) - plain or schedule.get("freq") != "WEEKLY" or not schedule.get("byday"):
        return ""
    return f"{schedule['byday']} {schedule.get('opens_at', '')}-{schedule.get('closes_at', '')}"


def _typed(words: str) -> str:
    try:
        return time.fromisoformat(words.zfill(5)).strftime("%H:%M")
    except ValueError as error:
        raise NotHours(words) from error


def _days(words: str) -> list[str]:
    found: set[str] = set()
    for part in words.split(","):
        ends = part.split("-")
        if len(ends) > 2 or not set(ends) <= set(DAYS):
            raise NotHours(words)
        first, last = (DAYS.index(one) for one in (ends[0], ends[-1]))
        found |= {DAYS[n % 7] for n in range(first, last + 1 if last >= first else last + 8)}
    return [one for one in DAYS if one in found]


def _is_open(said: Said, at: datetime, zone: ZoneInfo) -> bool | None:
    opens, closes = _time(said, "opens_at"), _time(said, "closes_at")
    if opens is None or closes is None or said.get("byweekno") or said.get("byyearday"):
        return None
    there = at.astimezone(_zone(said, opens, zone))
    midnight = opens.replace(tzinfo=None) >= closes.replace(tzinfo=None)  # it closes on the next day
    for began in (there.date(), there.date() - timedelta(days=1)):
        start = datetime.combine(began, opens.replace(tzinfo=None), tzinfo=there.tzinfo)
        end = datetime.combine(
            began + timedelta(days=midnight), closes.replace(tzinfo=None), tzinfo=there.tzinfo
        )
        if start <= there < end:
            answer = _recurs_on(said, began)
            if answer is not False:
                return answer
    return False


def _recurs_on(said: Said, on: date) -> bool | None:
    since, until = day_of(said.get("valid_from")), day_of(said.get("valid_to"))
    if (since and on < since) or (until and on > until):
        return False
    first = day_of(said.get("dtstart"))
    step = int(said.get("interval") or 1)
    if (step > 1 or said.get("count")) and first is None:
        return None
    last = day_of(said.get("until"))
    try:
        rule = rrule(
            MONTHLY if said.get("freq") == "MONTHLY" else WEEKLY,
            dtstart=datetime.combine(first or since or _NEVER_SAID, time()),
            interval=max(step, 1),
            wkst=DAYS.index(said["wkst"]) if said.get("wkst") in DAYS else None,
            count=int(said["count"]) if said.get("count") else None,
            until=datetime.combine(last, time()) if last else None,
            byweekday=_weekdays(said),
            bymonthday=[int(one) for one in str(said["bymonthday"]).split(",")]
            if said.get("bymonthday")
            else None,
        )
    except (ValueError, TypeError):
        return None
    begins = datetime.combine(on, time())
    return bool(rule.between(begins, begins, inc=True))


def _weekdays(said: Said) -> list[weekday] | None:
    found = [
        weekday(DAYS.index(day), int(nth) if nth and said.get("freq") == "MONTHLY" else None)
        for nth, day in _DAY.findall(str(said.get("byday") or ""))
    ]
    return found or None


def _time(said: Said, name: str) -> time | None:
    try:
        return time.fromisoformat(str(said.get(name)).replace("Z", "+00:00"))
    except ValueError:
        return None


def _zone(said: Said, opens: time, zone: ZoneInfo) -> tzinfo:
    if opens.tzinfo is not None:
        return opens.tzinfo
    offset = said.get("timezone")
    if isinstance(offset, int | float) and abs(offset) < 24:
        return timezone(timedelta(hours=offset)) if offset else UTC
    return zone
