"""Reading calendars: days off from the maintained library, and dated additions of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.easter import easter

from limen.law.calendars import FIRST_YEAR, LAST_YEAR, Calendar
from limen.law.reading.nodes import Fields, Place

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


def read_calendars(places: Mapping[str, Place]) -> dict[str, Calendar]:
    """All calendars of a folder, each with what it inherits."""
    done: dict[str, Calendar] = {}
    for name in places:
        _read(name, places, done, frozenset())
    return done


def _read(
    name: str, places: Mapping[str, Place], done: dict[str, Calendar], above: frozenset[str]
) -> Calendar | None:
    if name in done:
        return done[name]
    place = places[name]
    fields = place.fields({"says", "about", "zone", "weekend", "library", "inherits", "days", "working"})
    parent: Calendar | None = None
    inherits = fields.text_or("inherits")
    if inherits:
        if inherits not in places or inherits in above | {name}:
            place.trouble(
                f"It inherits “{inherits}”, which is no other calendar.", f"There are: {', '.join(places)}."
            )
        else:
            parent = _read(inherits, places, done, above | {name})
    days: dict[date, str] = dict(parent.days_off) if parent else {}
    days |= _from_library(fields)
    for one in fields.items("days"):
        days |= _own(one)
    working = set(parent.worked_anyway) if parent else set()
    for one in fields.items("working"):
        working |= _own(one).keys()
    done[name] = Calendar(
        name,
        says=fields.text("says"),
        zone=_zone(fields, parent),
        weekend=_weekend(fields, parent),
        days_off=days,
        working=frozenset(working),
    )
    return done[name]


def _zone(fields: Fields, parent: Calendar | None) -> str:
    if not fields.has("zone") and parent is not None:
        return parent.zone.key
    zone = fields.text("zone", "Europe/Berlin")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fields.place.trouble(f"There is no time zone called “{zone}”.", "Write it as in Europe/Berlin.")
        return "UTC"
    return zone


def _weekend(fields: Fields, parent: Calendar | None) -> frozenset[int]:
    if not fields.has("weekend"):
        return parent.weekend if parent is not None else frozenset({5, 6})
    days = fields.words("weekend")
    unknown = [day for day in days if day not in _WEEKDAYS]
    if unknown or len(set(days)) == len(_WEEKDAYS):
        fields.place.trouble(
            f"“{', '.join(days)}” is not a weekend.", f"Write some of: {', '.join(_WEEKDAYS)}."
        )
        return frozenset({5, 6})
    return frozenset(_WEEKDAYS.index(day) for day in days)


def _from_library(fields: Fields) -> dict[date, str]:
    place = fields.at("library")
    if place is None:
        return {}
    inner = place.fields({"country", "subdivision", "observed"})
    country, subdivision = inner.text("country", "DE"), inner.text_or("subdivision") or None
    try:
        # Anything else could be the name of a part of that library.
        if not re.fullmatch(r"[A-Z]{2,4}", country):
            raise KeyError(country)
        return _library(country, subdivision, inner.flag("observed", otherwise=True))
    except (NotImplementedError, KeyError, AttributeError):
        place.trouble(
            f"The library of public holidays does not know {country} {subdivision or ''}.".replace(" .", "."),
            "Use the codes of ISO 3166, as in “country: DE” and “subdivision: BY”.",
        )
        return {}


@lru_cache(maxsize=64)
def _library(country: str, subdivision: str | None, observed: bool) -> dict[date, str]:
    import holidays  # a third of a second, which a calendar written out by hand need not pay

    found = holidays.country_holidays(
        country, subdiv=subdivision, years=_YEARS, observed=observed, language="en_US"
    )
    return dict(found.items())


def _own(place: Place) -> dict[date, str]:
    fields = place.fields({"says", "on", "since", "until", "if_on", "source", "about", "note"})
    says, on = fields.text("says"), fields.text("on", "05-20")
    since, until = fields.day_or_none("since") or date.min, fields.day_or_none("until") or date.max
    moved = _moved(fields)
    days = [day for year in _YEARS for day in _in_year(on, year)]
    if not days and not _is_a_day(on):
        place.trouble(
            f"“{on}” is not a rule for a day.",
            "Write 05-20, 2026-03-02, “easter +1”, or “last thursday of october”.",
        )
    actual = {day + timedelta(days=moved.get(day.weekday(), 0)) for day in days}
    return {day: says for day in actual if since <= day < until}


def _is_a_day(on: str) -> bool:
    """Whether it is a day that exists, which may lie outside the years of the calendars."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", on):
        return False
    try:
        date.fromisoformat(on)
    except ValueError:
        return False
    return True


def _moved(fields: Fields) -> dict[int, int]:
    moves: dict[int, int] = {}
    for weekday, place in fields.named("if_on").items():
        by = place.text()
        if weekday not in _WEEKDAYS or not re.fullmatch(r"[+-]\d", by):
            place.trouble(f"“{weekday}: {by}” moves no day.", "Write it as in “sunday: +1”.")
            continue
        moves[_WEEKDAYS.index(weekday)] = int(by)
    return moves


def _in_year(on: str, year: int) -> Iterator[date]:
    """The day of a rule in a year; none when the rule is not understood or has no day in that year."""
    if found := re.fullmatch(r"(\d\d)-(\d\d)", on):
        month, day = int(found[1]), int(found[2])
        try:
            yield date(year, month, day)
        except ValueError:
            return
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", on):
        try:
            once = date.fromisoformat(on)
        except ValueError:
            return
        if once.year == year:
            yield once
    elif found := re.fullmatch(r"easter(?: ([+-]\d{1,2}))?", on):
        yield easter(year) + timedelta(days=int(found[1] or 0))
    elif found := re.fullmatch(r"(\w+) (\w+) of (\w+)", on):
        nth, weekday, month_name = found.groups()
        if nth in _NTH and weekday in _WEEKDAYS and month_name in _MONTHS:
            yield _nth(year, _MONTHS.index(month_name) + 1, _WEEKDAYS.index(weekday), _NTH[nth])


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    days = [first + timedelta(days=n) for n in range(31)]
    return [day for day in days if day.month == month and day.weekday() == weekday][nth]
