"""Putting rulings into words. The sentences are English; a door with other languages translates them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from limen.law.calendars import Calendar
from limen.law.lengths import Length
from limen.law.packs import Pack
from limen.law.rulings import Reason, Ruling

SENTENCES: dict[str, str] = {
    "governed": "The version of {since} applies ({value}), because {fact} is {on}. Source: {source}.",
    "situation": "A special situation: {what}.",
    "runs_from": "It runs from {on} ({fact}); that day is not counted.",
    "runs_from_hour": "It runs from {on} ({fact}), by the hour.",
    "extended": "Made longer by {value}: {what}. Source: {source}.",
    "stopped": "Stood still from {on} up to {to} ({days} days): {what}. Source: {source}.",
    "stopped_open": "Stands still since {on}: {what}. Source: {source}.",
    "did_not_stop": "Went on although, from {on}: {what}. Source: {source}.",
    "stopped_too_late": "Began on {on}, after the last day that counted, and moves nothing: {what}.",
    "stands_still": "Nothing is due while the clock stands still.",
    "month_end": "The month has no such day, so it ends on its last day, {on}.",
    "capped": (
        "It ends at the latest {value} after {on} ({fact}), on {to}, whatever extended it. Source: {source}."
    ),
    "cap_unknown": "There is a latest end, which cannot be told while this is not known: {fact}.",
    "doubt": "A lawyer must look at the transition: {what} Source: {source}.",
    "rolled": "{on} is a {weekday}{holiday}, so it ends on the next working day, {to}.",
    "never_rolls": "{on} is a {weekday}{holiday}; a date of this kind does not move.",
    "hours_never_roll": "Counted in full hours; such a period does not move to a working day.",
    "two_working_days": "It must hold at least two working days, so it ends on {to}.",
    "work_to": "Work to {on}; the legal end is {to}.",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FACTS = frozenset({"governed", "runs_from", "capped", "cap_unknown"})


def in_english(ruling: Ruling, pack: Pack, calendar: Calendar) -> tuple[str, ...]:
    """Why, step by step, and how sure it is."""
    return tuple(in_words(ruling, pack, calendar, translate=str, day=date.isoformat))


def in_words(
    ruling: Ruling,
    pack: Pack,
    calendar: Calendar,
    *,
    translate: Callable[[str], str],
    day: Callable[[date], str],
    length: Callable[[Length], str] = str,
) -> Iterator[str]:
    """Why, step by step, by the sentences that `translate` gives and the days that `day` writes."""
    return reasons_in_words(
        ruling.reasons, ruling.since, pack, calendar, translate=translate, day=day, length=length
    )


def reasons_in_words(
    reasons: Iterable[Reason],
    since: date,
    pack: Pack,
    calendar: Calendar,
    *,
    translate: Callable[[str], str],
    day: Callable[[date], str],
    length: Callable[[Length], str] = str,
) -> Iterator[str]:
    """The same for reasons that were kept; `since` is the day of the version of the law that they rest on."""
    reasons = tuple(reasons)
    by_the_hour = any(reason.code == "hours_never_roll" for reason in reasons)
    for reason in reasons:
        code, what = reason.code, reason.what
        if code == "stopped" and reason.to is None:
            code = "stopped_open"
        elif code == "runs_from" and by_the_hour:
            code = "runs_from_hour"
        if reason.code in _FACTS:
            what = pack.facts[what].says if what in pack.facts else what.replace("_", " ")
        yield translate(SENTENCES[code]).format(
            fact=_lowered(what),
            what=what,
            since=day(since),
            value=length(reason.length) if reason.length else "",
            on=day(reason.on) if reason.on else "",
            to=day(reason.to) if reason.to else "",
            days=(reason.to - reason.on).days if reason.to and reason.on else "",
            source=reason.source,
            weekday=translate(WEEKDAYS[reason.on.weekday()]) if reason.on else "",
            holiday=_holiday(reason, calendar),
        )


def _holiday(reason: Reason, calendar: Calendar) -> str:
    name = calendar.why_off(reason.on) if reason.on else ""
    return f" ({name})" if name else ""


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
