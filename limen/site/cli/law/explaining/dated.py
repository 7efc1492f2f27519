"""Dated values in words: what holds from when, by which source, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from limen.law.dated import Certainty, Dated, Timeline
from limen.law.differences import in_words
from limen.law.examples import Example
from limen.site.cli.law.words import wrapped

T = TypeVar("T")


def versions(timeline: Timeline[T], text: Callable[[T], str] = str, *, indent: str = "  ") -> Iterator[str]:
    """Every version with its source, in the order in which they became law. Corrected ones stay readable."""
    for one in timeline.all:
        span = f"since {in_words(one.since)}"
        if one.until is not None:
            span += f" until {in_words(one.until)}"
        replaced = one not in timeline.in_force
        mark = f", corrected on {in_words(one.corrected_on)}" if one.corrected_on else ""
        mark += "; no longer used, see its correction" if replaced else ""
        wording = f" ({one.says})" if one.says else ""
        yield wrapped(f"{span}: {text(one.value)}{wording}{mark}", first=indent, rest=f"{indent}  ")
        yield from remarks(one, indent=f"{indent}    ")


def remarks(one: Dated[T], *, indent: str) -> Iterator[str]:
    """Source, certainty, interpretation and note of a version."""
    yield from sourced(one.source, one.certainty, one.interpretation, one.note, indent=indent)


def sourced(
    source: str, certainty: Certainty, interpretation: str = "", note: str = "", *, indent: str
) -> Iterator[str]:
    """The same, of anything that has them."""
    sure = str(certainty) if certainty is Certainty.VERIFIED else f"not settled, {certainty}"
    yield wrapped(f"{source} [{sure}]", first=indent)
    if interpretation:
        yield wrapped(f"not settled, an interpretation: {interpretation}", first=indent)
    if note:
        yield wrapped(f"note: {note}", first=indent)


def days(since: date, until: date | None) -> str:
    """since 12 June 2026, until 1 January 2030."""
    return f"since {in_words(since)}" + (f", until {in_words(until)}" if until else "")


def worked(examples: Iterable[Example]) -> Iterator[str]:
    """Examples: what is given, what comes out, and where it stands."""
    for one in examples:
        given = [f"{name} {answer}" for name, answer in one.facts.items()]
        given += [f"stopped by {cause} from {since} up to {to or 'now'}" for cause, since, to in one.stops]
        given += [f"extended for {ground}{f' by {by}' if by else ''}" for ground, by in one.extensions]
        given += [f"{name} {text}" for name, text in _asked(one).items() if text]
        comes = ", ".join(f"{name} {answer}" for name, answer in one.expect.items())
        yield wrapped(f"{one.id}: {one.says}", first="  ", rest="    ")
        yield wrapped(f"{', '.join(given)} → {comes}  ({one.file}, line {one.line})", first="      ")


def _asked(one: Example) -> dict[str, str]:
    return {"country": one.country, "status": one.status, "on": one.on, "calendar": one.calendar}
