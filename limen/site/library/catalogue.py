"""A catalogue: what is said of each file of a folder, in CSV or YAML. A line that is wrong fails alone."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from limen.domain.country.names import About, Level, Reliability, ReportKind

LISTS = ("countries", "topics", "leans_on")
DAYS = ("published_on", "covers_from", "covers_until", "accessed_on", "look_again_on")
WORDS = ("title", "publisher", "authors", "language", "address")
ASKED = ("who", "what", "why", "when", "how")
KNOWN = frozenset(("file", "kind", "level", *LISTS, *DAYS, *WORDS, *ASKED))


class Unreadable(ValueError):
    """What is wrong with a catalogue or with a line of it, in words."""


def catalogue_in(path: Path) -> dict[str, Mapping[str, Any]]:
    """The lines of a catalogue by the names of their files. Raises `Unreadable`."""
    try:
        if path.suffix.casefold() == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as opened:
                rows: Any = list(csv.DictReader(opened))
        else:
            rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError, csv.Error) as error:
        raise Unreadable(f"{path.name} cannot be read: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"{path.name} is no list of reports")
    nameless = [number for number, row in enumerate(rows, 1) if not row.get("file")]
    if nameless:
        raise Unreadable(f"{path.name}: report {nameless[0]} does not say which `file` it is")
    return {str(row["file"]): row for row in rows}


def about(row: Mapping[str, Any]) -> About:
    """What a line says. Raises `Unreadable`."""
    strange = sorted(str(name) for name in row.keys() - KNOWN)
    if strange:
        raise Unreadable(f"nobody knows what `{strange[0]}` means")
    said: dict[str, Any] = {name: str(row.get(name) or "") for name in WORDS}
    said["language"] = said["language"] or "eng"
    said |= {name: _parts(row.get(name)) for name in LISTS}
    said |= {name: _day(name, row.get(name)) for name in DAYS}
    asked = {name: str(row.get(name) or "") for name in ASKED}
    try:
        kind, level = ReportKind(row.get("kind") or "other"), Level(row.get("level") or "installation")
    except ValueError as error:
        raise Unreadable(str(error)) from error
    return About(**said, kind=kind, level=level, reliability=Reliability(**asked))


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
        raise Unreadable(f"{name} is no day written as 2026-05-31: {value}") from error
