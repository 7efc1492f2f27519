"""What of a case can be cited: its documents page by page, marks on them, and blocks of settled records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from limen.domain.citations.names import BlockKey, PageKey, PassageKey, short
from limen.domain.citations.queries.cards import Citable, CitableBlock, CitableDocument, CitablePage
from limen.domain.citations.queries.ends import SETTLED, numbered
from limen.domain.citations.queries.moments import heard_in
from limen.domain.country.models import Passage
from limen.domain.country.queries.searching import Wanted, Way, passages_by_words
from limen.domain.documents.models import Mark, Version
from limen.domain.documents.names import DocumentKind, LookState
from limen.domain.documents.queries.reach import marks_within, versions_within
from limen.domain.documents.queries.searching import BEGINS, ENDS, words_found
from limen.domain.interviews.models import Block
from limen.domain.interviews.names import BlockKind
from limen.domain.interviews.queries.reach import within_file
from limen.foundation.actors import Actor

MOST = 20  # of each kind
FIRST_PAGES = 6
LONGEST = 240  # letters of what stands there


def citable(case_id: UUID, words: str, *, by: Actor, at: datetime) -> Citable:
    """What can be cited and has these words in it; without words the latest documents and marks, and the
    blocks that somebody marked; of the library only what has the words. Nine queries at most."""
    asked = words.strip()
    versions = _versions(case_id, asked, by, at)
    hits = words_found(case_id, asked, by=by, at=at) if asked else []
    marks = _marks(case_id, asked, by, at)
    blocks = _blocks(case_id, asked, by, at)
    passages = passages_by_words(Wanted(words=asked, way=Way.WORDS), by=by) if asked else []
    return Citable(
        documents=tuple(map(_document, versions[:MOST])),
        pages=tuple(
            CitablePage(
                key=PageKey(of=short(hit.document_id), version=hit.version, page=hit.page),
                title=hit.title,
                page=hit.page,
                around=hit.around.replace(BEGINS, "").replace(ENDS, ""),
            )
            for hit in hits[:MOST]
        ),
        marks=tuple(map(_mark, marks[:MOST])),
        blocks=_cards(blocks[:MOST], by, at),
        passages=tuple(map(_passage, passages[:MOST])),
        is_more=any(len(found) > MOST for found in (versions, hits, marks, blocks, passages)),
    )


def _versions(case_id: UUID, asked: str, by: Actor, at: datetime) -> list[Version]:
    rows = versions_within(by, at=at).filter(
        case_id=case_id, number=F("document__latest"), document__set_aside_at=None, state=LookState.SHOWN,
        pages__gt=0,
    )  # fmt: skip
    if asked:
        rows = rows.filter(document__title__icontains=asked)
    rows = rows.select_related("document").defer("file_key", "copies_key")
    return list(rows.order_by("-document__received_on", "-document_id")[: MOST + 1])


def _marks(case_id: UUID, asked: str, by: Actor, at: datetime) -> list[Mark]:
    rows = marks_within(by, at=at).filter(
        case_id=case_id, ended_at=None, version__document__set_aside_at=None
    )
    if asked:
        rows = rows.filter(Q(words__icontains=asked) | Q(quote__icontains=asked))
    return list(rows.select_related("version__document").order_by("-id")[: MOST + 1])


def _blocks(case_id: UUID, asked: str, by: Actor, at: datetime) -> list[Block]:
    rows = Block.objects.filter(within_file(by, at=at), case_id=case_id, interview__state__in=SETTLED)
    rows = rows.exclude(words="")
    rows = rows.filter(words__icontains=asked) if asked else rows.exclude(markers=[])
    ordered = rows.select_related("interview").order_by(
        "-interview__starts_at", "interview_id", "place", "id"
    )
    return list(ordered[: MOST + 1])


def _document(row: Version) -> CitableDocument:
    of = short(row.document_id)
    return CitableDocument(
        title=row.document.title,
        kind=DocumentKind(row.document.kind),
        received_on=row.document.received_on,
        version=row.number,
        pages=row.pages,
        first=tuple(
            PageKey(of=of, version=row.number, page=page)
            for page in range(1, min(row.pages, FIRST_PAGES) + 1)
        ),
    )


def _mark(row: Mark) -> CitablePage:
    return CitablePage(
        key=PageKey(
            of=short(row.version.document_id), version=row.version.number, page=row.page, mark=short(row.pk)
        ),
        title=row.version.document.title,
        page=row.page,
        around=row.words[:LONGEST],
    )


def _passage(row: Passage) -> CitablePage:
    return CitablePage(
        key=PassageKey(of=short(row.report_id), page=row.page, number=row.number),
        title=f"{row.report.title} ({row.report.publisher})",
        page=row.page,
        around=row.text[:LONGEST],
    )


def _cards(rows: Sequence[Block], by: Actor, at: datetime) -> tuple[CitableBlock, ...]:
    if not rows:
        return ()
    said = numbered({row.interview_id for row in rows}, by=by, at=at)
    place = {one.pk: number for blocks in said.values() for number, one in enumerate(blocks, 1)}
    heard = heard_in(rows, by=by, at=at)
    return tuple(
        CitableBlock(
            key=BlockKey(of=short(row.interview_id), block=place[row.pk]),
            number=place[row.pk],
            kind=BlockKind(row.kind),
            said_at=row.said_at.astimezone(ZoneInfo(row.interview.zone)),
            words=row.words[:LONGEST],
            heard=heard.get(row.pk),
        )
        for row in rows
        if row.pk in place
    )
