"""The days and hours of a rule, on the clock of the person: also on the day on which clocks are turned."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from limen.domain.contacts.names import ContactRule

_MINUTE = timedelta(minutes=1)
_DAYS_AHEAD = 15  # a day that begins with a gap, or that a country left out, still leaves one of each weekday
_MIDNIGHT = time(0)


def is_zone(name: str) -> bool:
    """Whether a time zone of that name is known."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def local(rule: ContactRule, at: datetime) -> datetime:
    """What the clock of the person says at an instant. A rule on record has its time zone."""
    return at.astimezone(ZoneInfo(rule.time_zone or "UTC"))


def is_hour_of(rule: ContactRule, at: datetime) -> bool:
    """Whether the rule allows this day and hour. The end of the hours is excluded."""
    clock = local(rule, at)
    if clock.isoweekday() not in rule.weekdays:
        return False
    hour = clock.time()
    return (rule.since_hour is None or rule.since_hour <= hour) and (
        rule.until_hour is None or hour < rule.until_hour
    )


def next_hour_of(rule: ContactRule, at: datetime) -> datetime | None:
    """The first instant from `at` on that the rule allows, to the minute; None when there is none."""
    if is_hour_of(rule, at):
        return at
    today = local(rule, at).date()
    for ahead in range(-1, _DAYS_AHEAD):
        day = today + timedelta(days=ahead)
        for begins in _begins(rule, day):
            if begins >= at and is_hour_of(rule, begins):
                return begins
    return None


def _begins(rule: ContactRule, day: date) -> list[datetime]:
    """The instants at which allowed hours of a day can begin, in order: one, or on a day on which clocks are
    turned, when an hour is there twice or not at all, every minute."""
    zone = ZoneInfo(rule.time_zone or "UTC")
    dawn = datetime.combine(day, _MIDNIGHT, tzinfo=zone)
    dusk = datetime.combine(day + timedelta(days=1), _MIDNIGHT, tzinfo=zone)
    if dawn.utcoffset() == dusk.utcoffset():
        return [datetime.combine(day, rule.since_hour or _MIDNIGHT, tzinfo=zone).astimezone(UTC)]
    first, last = dawn.astimezone(UTC), dusk.replace(fold=1).astimezone(UTC)
    return [first + step * _MINUTE for step in range(int((last - first) / _MINUTE))]
