"""What is said of a report, as it is kept in columns, as it is said, and as it was said before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date
from typing import Any
from uuid import UUID

from limen.domain.country.models import EarlierDescription, Report
from limen.domain.country.names import About, Level, Reliability, ReportKind
from limen.domain.country.queries.cards import EarlierCard
from limen.domain.country.queries.reach import reports_within
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor

_SAME = ("title", "publisher", "authors", "kind", "language", "published_on", "covers_from", "covers_until",
         "accessed_on", "look_again_on", "address", "level")  # fmt: skip
_LISTS = ("countries", "topics", "leans_on")
_DAYS = ("published_on", "covers_from", "covers_until", "accessed_on", "look_again_on")
_ASKED = ("who", "what", "why", "when", "how")


def columns_of(about: About, *, on: date) -> dict[str, Any]:
    """The columns of a report that say what it is. `on` is today where the actor sits."""
    said = {name: _tidy(getattr(about, name)) for name in _SAME}
    said |= {name: [one.strip() for one in getattr(about, name) if one.strip()] for name in _LISTS}
    said |= {f"source_{name}": getattr(about.reliability, name) for name in _ASKED}
    # A rule asks when it was published; it was fetched today where nobody says otherwise.
    return said | {"published_on": about.published_on or on, "accessed_on": about.accessed_on or on}


def about_of(row: Report) -> About:
    """What is said of a loaded report."""
    said = {name: getattr(row, name) for name in _SAME}
    said |= {name: tuple(getattr(row, name)) for name in _LISTS}
    asked = {name: getattr(row, f"source_{name}") for name in _ASKED}
    kind, level = ReportKind(row.kind), Level(row.level)
    return About(**said | {"kind": kind, "level": level}, reliability=Reliability(**asked))


def written_down(about: About) -> dict[str, Any]:
    """As it is kept of an earlier version."""
    said = asdict(about)
    return said | {name: said[name].isoformat() for name in _DAYS if said[name]}


def changed_in(before: About, after: About) -> tuple[str, ...]:
    """The names of what is said otherwise; the five questions by their own."""
    return tuple(sorted(_changed(before, after)))


def earlier_descriptions(report_id: UUID, *, by: Actor) -> list[EarlierCard]:
    """What was said of a report before, the last first; nothing of one that the actor may not read. Two
    queries."""
    rows = list(
        EarlierDescription.objects.filter(
            report_id=report_id, report__in=reports_within(by).values("pk")
        ).order_by("-version")
    )
    names = names_of({row.replaced_by_id for row in rows}, by=by) if rows else {}
    return [
        EarlierCard(
            version=row.version,
            said=_read(row.said),
            replaced_by=names.get(row.replaced_by_id, ""),
            replaced_at=row.replaced_at,
        )
        for row in rows
    ]


def _changed(before: About, after: About) -> Iterator[str]:
    for field in fields(About):
        one, other = getattr(before, field.name), getattr(after, field.name)
        if field.name == "reliability":
            yield from (name for name in _ASKED if getattr(one, name) != getattr(other, name))
        elif one != other:
            yield field.name


def _read(said: dict[str, Any]) -> About:
    days = {name: date.fromisoformat(said[name]) if said[name] else None for name in _DAYS}
    lists = {name: tuple(said[name]) for name in _LISTS}
    more = {
        "kind": ReportKind(said["kind"]),
        "level": Level(said["level"]),
        "reliability": Reliability(**said["reliability"]),
    }
    return About(**said | days | lists | more)


def _tidy(value: Any) -> Any:
    return value.strip() if type(value) is str else value
