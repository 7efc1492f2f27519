"""What is shown of a thing that is cited, or that can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.citations.names import BROKEN, CitedState, Key
from limen.domain.documents.names import DocumentKind
from limen.domain.identity.names import Compartment
from limen.domain.interviews.names import BlockKind


@dataclass(frozen=True, kw_only=True)
class Cited:
    """What a name leads to. `words` stand in a sentence, `line` in a list of sources with its date and hash;
    both in the language that was asked for. `around` is what a mark says, for the office alone. `thing_id`
    is the document or the interview, `part_id` the version or the block. `published_on`: of a report."""

    key: Key
    compartment: Compartment
    words: str
    line: str
    around: str
    states: tuple[CitedState, ...]
    thing_id: UUID
    part_id: UUID
    published_on: date | None = None

    @property
    def broken(self) -> tuple[CitedState, ...]:
        """What of its states forbids to rely on it."""
        return tuple(one for one in self.states if one in BROKEN)


@dataclass(frozen=True, kw_only=True)
class CitableDocument:
    """A document whose newest version is shown, with the names of its first pages."""

    title: str
    kind: DocumentKind
    received_on: date
    version: int
    pages: int
    first: tuple[Key, ...]


@dataclass(frozen=True, kw_only=True)
class CitablePage:
    """A page on which the words were found, or a mark; `around` is what stands there."""

    key: Key
    title: str
    page: int
    around: str


@dataclass(frozen=True, kw_only=True)
class CitableBlock:
    """A block of a record that is settled. `said_at` is by the clock on the wall there; `heard` names the
    moment of a recording at which it is heard, where there is one."""

    key: Key
    number: int
    kind: BlockKind
    said_at: datetime
    words: str
    heard: Key | None = None


@dataclass(frozen=True, kw_only=True)
class Citable:
    """What of a case can be cited, and of the library. `is_more`: there is more than is listed."""

    documents: tuple[CitableDocument, ...]
    pages: tuple[CitablePage, ...]
    marks: tuple[CitablePage, ...]
    blocks: tuple[CitableBlock, ...]
    passages: tuple[CitablePage, ...]
    is_more: bool
