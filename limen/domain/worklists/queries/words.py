"""Words in notes and in pages of documents, over all cases that one may read, the latest first.

Functions of the database find ids alone, past the walls and within a limit; what is shown is read again
through row security and the application's own filter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import F, QuerySet

from limen.domain.documents.models import Page
from limen.domain.documents.queries.reach import pages_within
from limen.domain.documents.queries.searching import BEGINS, ENDS, LONGEST_WORDS
from limen.domain.identity.names import Compartment
from limen.domain.notes.models import Note
from limen.domain.notes.queries import notes_seen_by
from limen.foundation.actors import Actor
from limen.foundation.ids import first_id
from limen.foundation.prepared import rows_of

SHOWN = 25
LOOKED_AT = 500  # places that have the words, of notes and of pages each; more are not looked at
_FIRST, _LAST = UUID(int=0), UUID(int=2**128 - 1)

_FOUND = """
select n.places, p.places, n.is_cut or p.is_cut
from access.notes_with_words(%(words)s, %(until)s, %(since)s, %(given)s, %(shown)s, %(most)s) n,
    access.pages_with_words(%(words)s, %(until)s, %(since)s, %(given)s, %(shown)s, %(most)s) p
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for: all of the words, "in quotes" as they stand, -without. Put on record from `since`
    on and before `until`; `is_given`: only in cases given to the actor by name."""

    words: str
    since: datetime | None = None
    until: datetime | None = None
    is_given: bool = False


@dataclass(frozen=True, kw_only=True)
class WordHit:
    """A place that has the words: a note, or a page of a document. `around` marks them with BEGINS and ENDS;
    `written_at` is when the note was kept, or the file sent."""

    id: UUID
    case_id: UUID
    reference: str
    called: str
    compartment: Compartment
    written_at: datetime
    around: str
    document_id: UUID | None = None
    title: str = ""
    version: int = 0
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class WordsFound:
    """One page of places; `before` is where the next one begins. `is_cut`: there are more places that have
    the words than were looked at."""

    hits: tuple[WordHit, ...]
    before: UUID | None
    is_cut: bool


def words_in_files(wanted: Wanted, *, by: Actor, at: datetime, before: UUID | None = None) -> WordsFound:
    """A page of places in all cases that the actor may read, the latest first. Three queries."""
    if not wanted.words.strip():
        return WordsFound(hits=(), before=None, is_cut=False)
    until = first_id(wanted.until) if wanted.until else _LAST
    values: dict[str, Any] = {
        "words": wanted.words[:LONGEST_WORDS],
        "until": min(before, until) if before else until,
        "since": first_id(wanted.since) if wanted.since else _FIRST,
        "given": wanted.is_given,
        "shown": SHOWN + 1,
        "most": LOOKED_AT,
    }
    ((notes, pages, is_cut),) = rows_of(_FOUND, values)
    latest = sorted([*notes, *pages], reverse=True)
    kept = set(latest[:SHOWN])
    hits = places_among(kept.intersection(notes), kept.intersection(pages), wanted.words, by=by, at=at)
    return WordsFound(
        hits=hits, before=latest[SHOWN - 1] if len(latest) > SHOWN else None, is_cut=bool(is_cut)
    )


def places_among(
    note_ids: Iterable[UUID], page_ids: Iterable[UUID], words: str, *, by: Actor, at: datetime
) -> tuple[WordHit, ...]:
    """Of these notes and pages those that the actor may read, the latest first, with the words marked. Two
    queries."""
    asked = SearchQuery(words[:LONGEST_WORDS], config="simple", search_type="websearch")
    hits = [*_notes({*note_ids}, asked, by, at), *_pages({*page_ids}, asked, by, at)]
    return tuple(sorted(hits, key=lambda hit: hit.id, reverse=True))


def _notes(ids: set[UUID], asked: SearchQuery, by: Actor, at: datetime) -> list[WordHit]:
    rows: QuerySet[Note, Any] = notes_seen_by(by, at=at).filter(pk__in=ids)
    return [
        WordHit(
            id=row.id,
            case_id=row.case_id,
            reference=row.case.reference,
            called=row.case.called,
            compartment=Compartment(row.compartment),
            written_at=row.written_at,
            around=row.around,
        )
        for row in rows.annotate(around=_around(asked)).defer("words", "text").select_related("case")
    ]


def _pages(ids: set[UUID], asked: SearchQuery, by: Actor, at: datetime) -> list[WordHit]:
    rows: QuerySet[Page, Any] = pages_within(by, at=at).filter(
        pk__in=ids, version__number=F("version__document__latest"), version__document__set_aside_at=None
    )
    rows = rows.annotate(around=_around(asked)).defer("words", "text")
    return [
        WordHit(
            id=row.id,
            case_id=row.case_id,
            reference=row.case.reference,
            called=row.case.called,
            compartment=Compartment(row.compartment),
            written_at=row.version.sent_at,
            around=row.around,
            document_id=row.version.document_id,
            title=row.version.document.title,
            version=row.version.number,
            page=row.number,
        )
        for row in rows.select_related("case", "version__document")
    ]


def _around(asked: SearchQuery) -> SearchHeadline:
    return SearchHeadline(
        "text", asked, config="simple", start_sel=BEGINS, stop_sel=ENDS, max_words=24, min_words=10
    )
