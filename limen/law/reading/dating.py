"""Reading dated values: the part that all files of a pack have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from limen.law.dated import Certainty, Dated, Timeline
from limen.law.lengths import Length
from limen.law.reading.nodes import NO_DAY, Fields, Place, read_length
from limen.law.terms import Litigation

T = TypeVar("T")

DATED = frozenset({"since", "until", "source", "certainty", "note", "interpretation"})
_VERSION = DATED | {"value", "says", "corrects", "corrected_on"}


def read_timeline(
    places: list[Place], value: Callable[[Fields], T | None], *, also: frozenset[str] = frozenset()
) -> Timeline[T]:
    """The versions of a value. `value` reads it from the fields; `also` are the names that only it knows."""
    versions: list[Dated[T]] = []
    lines: dict[tuple[object, ...], int] = {}
    for place in places:
        fields = place.fields(_VERSION | also)
        version = read_version(fields, value)
        if version is None:
            continue
        key = (version.since, version.corrected_on)
        if key in lines:
            place.trouble(
                f"Two values begin on {version.since}; the other is on line {lines[key]}.",
                "Keep one, or mark the later one with “corrects: yes” and “corrected_on: <day>”.",
            )
        lines[key] = place.line
        versions.append(version)
    return Timeline(versions)


def read_version(fields: Fields, value: Callable[[Fields], T | None]) -> Dated[T] | None:
    """One version; None when its value could not be read."""
    found = value(fields)
    since, until = fields.day("since"), fields.day_or_none("until")
    if until is not None and since is not NO_DAY and until <= since:
        fields.place.trouble(
            f"It would end on {until}, not after it began on {since}.", "Mend one of the days."
        )
    corrects, corrected_on = fields.flag("corrects"), fields.day_or_none("corrected_on")
    if corrects != (corrected_on is not None):
        fields.place.trouble(
            "A correction says both that it is one and when it was made.",
            "Write “corrects: yes” and “corrected_on: <day>”.",
        )
    source, certainty = fields.text("source", '"Act, Article 1"'), read_certainty(fields)
    if found is None:
        return None
    return Dated(
        since=since,
        value=found,
        source=source,
        certainty=certainty,
        until=until,
        note=fields.text_or("note"),
        interpretation=fields.text_or("interpretation"),
        says=fields.text_or("says"),
        corrects=corrects,
        corrected_on=corrected_on,
        line=fields.place.line,
    )


def read_certainty(fields: Fields) -> Certainty:
    """How sure somebody is; it must be said."""
    fields.need("certainty", "verified")
    return fields.choice("certainty", Certainty, Certainty.UNVERIFIED)


def length_of(fields: Fields) -> Length | None:
    """The value as a length of time."""
    place = fields.need("value", "5 days")
    return None if place is None else read_length(place)


def text_of(fields: Fields) -> str | None:
    """The value as text."""
    return fields.text("value") or None


def read_lengths(places: list[Place]) -> Timeline[Length]:
    """A timeline of lengths."""
    return read_timeline(places, length_of)


def read_values(
    fields: Fields, value: Callable[[Fields], T | None], *, also: frozenset[str] = frozenset()
) -> Timeline[T]:
    """The `values` of something that cannot be without any."""
    fields.need("values", "[...]")
    values = read_timeline(fields.items("values"), value, also=also)
    if not values and fields.has("values"):
        fields.place.trouble("It has no value.", "Add one under “values:”.")
    return values


def read_litigation(places: list[Place]) -> tuple[Litigation, ...]:
    """What courts did."""
    done: list[Litigation] = []
    for place in places:
        fields = place.fields({"as_of", "says", "source"})
        done.append(
            Litigation(as_of=fields.day("as_of"), says=fields.text("says"), source=fields.text("source"))
        )
    return tuple(done)
