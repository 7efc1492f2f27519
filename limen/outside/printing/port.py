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


@dataclass(frozen=True, kw_only=True)
class PaperPart:
    """A heading with its paragraphs, in one language (a code of ISO 639-1)."""

    title: str
    paragraphs: tuple[str, ...]
    language: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper of an authority: a decision, or the letter that goes with it. `facts` are names and values
    under its title, `notes` the sources that its paragraphs number; `printed_at` is local time."""

    language: str
    title: str
    office: str
    reference: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PaperPart, ...]
    notes_title: str
    notes: tuple[str, ...]
    signed: str
    printed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What was said about a block later: it stands beside the words."""

    head: str
    words: str


@dataclass(frozen=True, kw_only=True)
class PrintedBlock:
    """A block of a record: who, what and when in its head."""

    head: str
    words: str
    is_answer: bool = False
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Record:
    """The record of an interview as its paper says it. Every text arrives in the language of the page, which
    is `language`; `sign_here` are those who sign, `printed_at` is local time."""

    language: str
    title: str
    reference: str
    office: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[PrintedBlock, ...]
    answered_title: str
    answered: tuple[tuple[str, str], ...]
    hash_says: str
    digest: str
    sign_here: tuple[str, ...]
    printed_at: datetime


class Printer(Protocol):
    """Prints."""

    def paper(self, paper: Paper) -> bytes:
        """The paper as a tagged PDF to be kept (PDF/A-2a and PDF/UA-1); the same bytes for the same facts.
        Raises `CannotPrint`."""
        ...

    def receipt(self, receipt: Receipt) -> bytes:
        """The receipt as a tagged PDF; the same bytes for the same facts. Raises `CannotPrint`."""
        ...

    def record(self, record: Record) -> bytes:
        """The record of an interview as a tagged PDF. Raises `CannotPrint`."""
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
