"""What differs between two versions of a pack: findings that a page can sort, and sentences for a person.

Values are compared by the days on which they are the law, so that one finding says “from 1 January 2027:
10 days → 7 days” whether somebody added a value, ended one or corrected one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from limen.law.dated import Dated, Timeline
from limen.law.lengths import Length
from limen.law.packs import Pack
from limen.law.portraits import Portrait, Sort, portraits
from limen.law.portraying.facets import VALUE, Facet

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
LONG = 240  # letters of a text that is not repeated in a sentence


class Change(StrEnum):
    """What happened to something."""

    ADDED = "added"
    REMOVED = "removed"
    VALUE = "value"  # from a day on, another value is the law, or none, or one for the first time
    FIELD = "field"  # something else that the pack says


class Comparison(StrEnum):
    """How a length of time compares with the one before."""

    LONGER = "longer"
    SHORTER = "shorter"
    OTHERWISE = "counted differently"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One finding about one thing. `part`: a part of it, as in “situation mass”, or nothing. `what`: the
    field, as in “source” or “runs from”. `since`, `until`: of a value, the days from which and up to which it
    differs; of a field of a value, the day since which it is the law. An empty text: there is none."""

    sort: Sort
    id: str
    says: str
    change: Change
    part: str = ""
    what: str = ""
    before: str = ""
    after: str = ""
    since: date | None = None
    until: date | None = None
    comparison: Comparison | None = None
    source: str = ""
    corrected_on: date | None = None

    @property
    def heading(self) -> str:
        """The thing, as a person and as a pack call it."""
        return f"{self.says} ({self.sort} {self.id})" if self.says != self.id else f"{self.sort} {self.id}"


def differences(before: Pack, after: Pack) -> tuple[Difference, ...]:
    """Everything that `after` says otherwise, with what both inherit: added, removed and changed."""
    old, new = portraits(before), portraits(after)
    order = {sort: place for place, sort in enumerate(Sort)}
    found: list[Difference] = []
    for key in sorted({*old, *new}, key=lambda key: (order[key[0]], key[1])):
        found += _of_thing(key, old.get(key), new.get(key))
    return tuple(found)


def in_english(found: Iterable[Difference]) -> tuple[str, ...]:
    """One sentence for each."""
    return tuple(f"{one.heading}: {sentence(one)}" for one in found)


def _of_thing(key: tuple[Sort, str], old: Portrait | None, new: Portrait | None) -> Iterator[Difference]:
    sort, id = key
    if old is not None and new is not None:
        yield from _of_parts(sort, id, old, new)
    elif new is not None:
        summary = _summary(new, "")
        yield Difference(sort=sort, id=id, says=new.says, change=Change.ADDED, after=summary)
    elif old is not None:
        summary = _summary(old, "")
        yield Difference(sort=sort, id=id, says=old.says, change=Change.REMOVED, before=summary)


def _of_parts(sort: Sort, id: str, old: Portrait, new: Portrait) -> Iterator[Difference]:
    told: set[str] = set()
    for part, what in dict.fromkeys((*old.facets, *new.facets)):
        if part in told:
            continue
        gone, came = part not in _parts(new), part not in _parts(old)
        if part and (gone or came):
            told.add(part)
            change = Change.REMOVED if gone else Change.ADDED
            before, after = (_summary(old, part), "") if gone else ("", _summary(new, part))
            yield Difference(
                sort=sort, id=id, says=new.says, change=change, part=part, before=before, after=after
            )
            continue
        was, now = old.facets.get((part, what), ""), new.facets.get((part, what), "")
        yield from _of_facet(
            Difference(sort=sort, id=id, says=new.says, change=Change.FIELD, part=part, what=what), was, now
        )


def _parts(portrait: Portrait) -> frozenset[str]:
    return frozenset(part for part, _what in portrait.facets)


def _summary(portrait: Portrait, part: str) -> str:
    """The values and the wording of a thing or a part of it, in short."""
    values = portrait.facets.get((part, VALUE))
    wording = portrait.facets.get((part, "wording"), "") if part else ""
    parts = [str(wording)] if wording else []
    if isinstance(values, Timeline):
        parts += [f"{one.value} since {in_words(one.since)}" for one in values.in_force]
    else:
        parts += [f"since {facet}" for name, facet in portrait.facets.items() if name == (part, "since")]
    return ", ".join(parts)


def _of_facet(frame: Difference, was: Facet, now: Facet) -> Iterator[Difference]:
    if isinstance(was, Timeline) or isinstance(now, Timeline):
        old = was if isinstance(was, Timeline) else Timeline[Any](())
        new = now if isinstance(now, Timeline) else Timeline[Any](())
        yield from _of_values(frame, old, new)
    elif was != now:
        yield replace(frame, before=was, after=now)


def _of_values(frame: Difference, old: Timeline[Any], new: Timeline[Any]) -> Iterator[Difference]:
    """The stretches of days on which the law differs, then what else is said of values that stayed."""
    stretches: list[tuple[date, Dated[Any] | None, Dated[Any] | None]] = []
    for day in _days(old, new):
        was, now = old.on(day), new.on(day)
        if not stretches or _values(stretches[-1][1:]) != _values((was, now)):
            stretches.append((day, was, now))
    for place, (day, was, now) in enumerate(stretches):
        before, after = _values((was, now))
        if before == after:
            continue
        until = stretches[place + 1][0] if place + 1 < len(stretches) else None
        yield replace(
            frame,
            change=Change.VALUE,
            before="" if before is None else str(before),
            after="" if after is None else str(after),
            since=day,
            until=until,
            comparison=_compared(before, after),
            source=now.source if now is not None else "",
            corrected_on=now.corrected_on if now is not None else None,
        )
    for now in new.in_force:
        was = next((one for one in old.in_force if one.since == now.since), None)
        if was is not None:
            yield from _beside_the_value(frame, was, now)


def _days(old: Timeline[Any], new: Timeline[Any]) -> list[date]:
    versions = (*old.in_force, *new.in_force)
    return sorted({one.since for one in versions} | {one.until for one in versions if one.until is not None})


def _values(pair: tuple[Dated[Any] | None, Dated[Any] | None]) -> tuple[Any, Any]:
    was, now = pair
    return (None if was is None else was.value, None if now is None else now.value)


def _beside_the_value(frame: Difference, was: Dated[Any], now: Dated[Any]) -> Iterator[Difference]:
    for name in ("source", "certainty", "interpretation", "note", "says"):
        before, after = str(getattr(was, name)), str(getattr(now, name))
        # A new value has a source of its own, which is told with it.
        if before != after and not (name == "source" and was.value != now.value):
            what = "wording" if name == "says" else name
            yield replace(frame, what=what, before=before, after=after, since=now.since)


def _compared(before: object, after: object) -> Comparison | None:
    """Lengths in other units are only compared when a fifth lies between them."""
    if not (isinstance(before, Length) and isinstance(after, Length)):
        return None
    old, new = before.roughly_days, after.roughly_days
    if before.unit is not after.unit and abs(new - old) <= 0.2 * max(old, new):
        return Comparison.OTHERWISE
    return Comparison.LONGER if new > old else Comparison.SHORTER


def sentence(one: Difference) -> str:
    """What it says, without the thing that it is about."""
    part = f"{one.part.replace('_', ' ')}: " if one.part else ""
    if one.change is Change.VALUE:
        return part + _of_the_value(one)
    if one.change in (Change.ADDED, Change.REMOVED):
        said = one.after or one.before
        return f"{part}{'new' if one.change is Change.ADDED else 'gone'}{f': {said}' if said else ''}."
    what = one.what if one.since is None else f"{one.what} of the value since {in_words(one.since)}"
    if not one.before:
        return f"{part}{what}, new: “{one.after}”."
    if not one.after:
        return f"{part}{what}, gone: it was “{one.before}”."
    if len(one.before) + len(one.after) > LONG:
        return f"{part}{what}: worded otherwise."
    return f"{part}{what}: “{one.before}” → “{one.after}”."


def in_words(day: date) -> str:
    """12 June 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _of_the_value(one: Difference) -> str:
    days = f"from {in_words(one.since)}" if one.since else "always"
    days += f" up to {in_words(one.until)}" if one.until else ""
    if not one.after:
        return f"{days}: {one.before} → no value."
    compared = f" ({one.comparison})" if one.comparison else ""
    corrected = f" Corrected on {in_words(one.corrected_on)}." if one.corrected_on else ""
    return f"{days}: {one.before or 'no value'} → {one.after}{compared}. Source: {one.source}.{corrected}"
