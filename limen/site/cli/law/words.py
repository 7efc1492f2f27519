"""Words for a terminal: days spoken, numbers with their nouns, lines that fit."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from datetime import date

from limen.law.saying import WEEKDAYS

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
NARROWEST, WIDEST = 60, 110


def spoken(day: date) -> str:
    """Wednesday 17 June 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def number_of(number: int, noun: str) -> str:
    """1 day, 2 days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def plain(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def wrapped(text: str, *, first: str = "", rest: str | None = None) -> str:
    """Text in lines that fit the terminal; `first` stands before the first line, `rest` before the others."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))
    after = " " * len(first) if rest is None else rest
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A title and its lines, or nothing when there are none. An empty line goes before."""
    found = list(lines)
    return ["", title, *found] if found else []
