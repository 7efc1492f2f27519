"""A catalogue: what is said of each file that comes with it, in CSV or YAML. A line that is wrong fails
alone."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import yaml
from django.utils.translation import gettext as _

from limen.domain.country.names import About, Level, Reliability, ReportKind

LISTS = ("countries", "topics", "leans_on")
DAYS = ("published_on", "covers_from", "covers_until", "accessed_on", "look_again_on")
WORDS = ("title", "publisher", "authors", "language", "address")
ASKED = ("who", "what", "why", "when", "how")
TROUBLE = "trouble"  # the column in which a list of failures says why; whoever sends it again may leave it
COLUMNS = ("file", *WORDS, "kind", "level", *LISTS, *DAYS, *ASKED)
_KNOWN = frozenset((*COLUMNS, TROUBLE))
_LONGEST = {"title": 300, "publisher": 200, "authors": 300, "address": 500, "topics": 80, "leans_on": 200}
_DEEPEST = 9
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it was built
Row = Mapping[str, Any]


class Unreadable(ValueError):
    """What is wrong with a catalogue or with a line of it, in words."""


def lines_of(name: str, content: bytes) -> list[Row]:
    """The lines of a catalogue, in order; each names its `file`. Raises `Unreadable`."""
    try:
        words = content.decode("utf-8-sig")
        rows: Any = _cells(words) if name.casefold().endswith(".csv") else _listed(words)
    except (ValueError, RecursionError, yaml.YAMLError, csv.Error) as error:
        raise Unreadable(_("%(name)s cannot be read: %(why)s") % {"name": name, "why": error}) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(_("%(name)s is no list of reports") % {"name": name})
    nameless = [number for number, row in enumerate(rows, 1) if not row.get("file")]
    if nameless:
        says = _("%(name)s: report %(number)d does not say which `file` it is")
        raise Unreadable(says % {"name": name, "number": nameless[0]})
    return list(rows)


def file_of_line(row: Row) -> str:
    """The name of its file, as all are compared: letters put together, strokes one way."""
    return unicodedata.normalize("NFC", _written(row["file"]).replace("\\", "/").strip())


def about(row: Row) -> About:
    """What a line says. Raises `Unreadable`."""
    strange = sorted(str(name or row[name]) for name in row.keys() - _KNOWN)
    if strange:
        raise Unreadable(_("nobody knows what `%(name)s` means") % {"name": strange[0][:80]})
    said: dict[str, Any] = {name: str(row.get(name) or "") for name in WORDS}
    said["language"] = said["language"] or "eng"
    said |= {name: _parts(row.get(name)) for name in LISTS}
    said |= {name: _day(name, row.get(name)) for name in DAYS}
    for name, most in _LONGEST.items():
        parts: Sequence[str] = [said[name]] if name in WORDS else said[name]
        if any(len(part) > most for part in parts):
            raise Unreadable(_("`%(name)s` has more than %(most)d characters") % {"name": name, "most": most})
    asked = {name: str(row.get(name) or "") for name in ASKED}
    try:
        kind, level = ReportKind(row.get("kind") or "other"), Level(row.get("level") or "installation")
    except ValueError as error:
        raise Unreadable(str(error)) from error
    return About(**said, kind=kind, level=level, reliability=Reliability(**asked))


def as_written(row: Row) -> dict[str, str]:
    """A line in words alone, as a table has it and as it is kept until it was dealt with."""
    return {str(name or ""): _written(value) for name, value in row.items()}


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_written(one) for one in value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    words = "" if value is None else str(value)
    return words.replace("\x00", "").encode("utf-8", "replace").decode()


def _listed(words: str) -> Any:
    """A list in YAML in which nothing stands for something else, and nothing lies deep in something else: a
    few such lines unfold to more than any machine holds."""
    depth = 0
    for event in yaml.parse(words, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            raise yaml.YAMLError(_("It is no plain list."))
    loader = _LOADER(words)
    try:
        return loader.get_single_data() or []
    finally:
        loader.dispose()


def _cells(words: str) -> list[dict[str, Any]]:
    """A table by its headers; between the cells stands what a table program put there."""
    head = words.partition("\n")[0]
    return list(csv.DictReader(io.StringIO(words, newline=""), delimiter=max(",;\t", key=head.count)))


def _parts(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(str(one).strip() for one in parts if str(one).strip())


def _day(name: str, value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or not value:
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        says = _("%(name)s is no day written as 2026-05-31: %(value)s")
        raise Unreadable(says % {"name": name, "value": str(value)[:40]}) from error
