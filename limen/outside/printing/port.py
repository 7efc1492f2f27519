"""What the house asks of whoever prints: a receipt as facts, and the page as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


class CannotPrint(Exception):
    """The page could not be set, or not in time. Nothing was printed."""


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """An appointment as a receipt says it: `purpose` is a key of the purposes in `words/`; `starts_at` is the
    local time of the place, without a zone."""

    purpose: str
    says: str
    starts_at: datetime
    place: str


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Everything that a receipt says. `languages` are codes of ISO 639 with texts in `words/`, the person's
    first. `printed_at` is the local time of the office; `code` is what the square code carries."""

    languages: tuple[str, ...]
    name: str
    reference: str
    registered_on: date
    office: str
    place: str
    printed_at: datetime
    number: int
    code: str
    next_step: NextStep | None = None


class Printer(Protocol):
    """Prints."""

    def receipt(self, receipt: Receipt) -> bytes:
        """The receipt as a tagged PDF; the same bytes for the same facts. Raises `CannotPrint`."""
        ...


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter in one language: paragraphs, and perhaps a list. `printed_at` is the local time of the office;
    the title may be empty."""

    language: str
    title: str
    office: str
    reference: str
    name: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    printed_at: datetime


class LetterPrinter(Protocol):
    """Prints letters."""

    def letter(self, letter: Letter) -> bytes:
        """The letter as a tagged PDF; the same bytes for the same facts. Raises `CannotPrint`."""
        ...
