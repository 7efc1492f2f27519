"""The documents of a case, one of them, and one page of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from limen.domain.documents.models import Document, Version
from limen.domain.documents.names import DocumentKind, Translation
from limen.domain.documents.queries.cards import (
    DocumentCard,
    DocumentSheet,
    MarkCard,
    PageCard,
    Reading,
    VersionCard,
)
from limen.domain.documents.queries.reach import (
    documents_within,
    marks_within,
    pages_within,
    versions_within,
)
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50
_KEYS = ("file_key", "copies_key")  # not loaded where they are not needed


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a page of the list ends: the day the last document came, and its id."""

    received_on: date
    id: UUID


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which documents of a case a list shows. Those set aside only when asked for."""

    kind: DocumentKind | None = None
    translation: Translation | None = None
    language: str = ""
    set_aside: bool = False


@dataclass(frozen=True, kw_only=True)
class DocumentPage:
    """A page of the list, and where the next one begins."""

    cards: tuple[DocumentCard, ...]
    after: Place | None


def documents_of(
    case_id: UUID, *, by: Actor, at: datetime, wanted: Wanted | None = None, after: Place | None = None
) -> DocumentPage:
    """The documents of a case, the latest received first. Four queries, however many there are."""
    rows = _wanted(wanted or Wanted()) & Q(case_id=case_id)
    if after:
        rows &= Q(received_on__lt=after.received_on) | Q(received_on=after.received_on, id__lt=after.id)
    found = list(documents_within(by, at=at).filter(rows).order_by("-received_on", "-id")[: PAGE + 1])
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return DocumentPage(
        cards=tuple(_cards(shown, by, at)),
        after=Place(received_on=last.received_on, id=last.id) if last else None,
    )


def document_sheet(document_id: UUID, *, by: Actor, at: datetime) -> DocumentSheet:
    """One document with all its files. Raises `Hidden`."""
    row = documents_within(by, at=at).filter(pk=document_id).first()
    if row is None:
        raise Hidden(f"document {document_id}")
    files = versions_within(by, at=at).filter(document_id=document_id).defer(*_KEYS)
    versions = list(files.order_by("-number"))
    names = names_of({version.sent_by_id for version in versions}, by=by)
    cards = tuple(VersionCard.of(version, names) for version in versions)
    has_thumbnail = versions[0].id in _with_thumbnail({versions[0].id}, by, at)
    return DocumentSheet(
        document=DocumentCard.of(row, cards[0], has_thumbnail=has_thumbnail),
        versions=cards,
        translation_why=row.translation_why,
        authenticity_why=row.authenticity_why,
        set_aside_why=row.set_aside_why,
        revision=row.revision,
    )


def reading_of(document_id: UUID, version_number: int, number: int, *, by: Actor, at: datetime) -> Reading:
    """One page of a file. Raises `Hidden` when there is none. Five queries, however long the file is."""
    files = versions_within(by, at=at).filter(document_id=document_id, number=version_number)
    version = files.defer(*_KEYS).first()
    if version is None:
        raise Hidden(f"version {version_number} of document {document_id}")
    pages = pages_within(by, at=at).filter(version_id=version.id)
    page = pages.filter(number=number).defer("words").first()
    if page is None:
        raise Hidden(f"page {number} of version {version_number} of document {document_id}")
    small = pages.exclude(thumbnail=None).values_list("number", flat=True)
    all_marks = list(marks_within(by, at=at).filter(version_id=version.id, ended_at=None).order_by("id"))
    here = [mark for mark in all_marks if mark.page == number]
    names = names_of({version.sent_by_id, *(mark.made_by_id for mark in here)}, by=by)
    return Reading(
        version=VersionCard.of(version, names),
        page=PageCard(
            number=page.number,
            text=page.text,
            is_read_by_machine=page.is_read_by_machine,
            width=page.width,
            height=page.height,
            has_picture=page.picture is not None,
        ),
        marks=tuple(MarkCard.of(mark, names) for mark in here),
        with_thumbnail=frozenset(small),
        marked=frozenset(mark.page for mark in all_marks),
    )


def place_of_mark(mark_id: UUID, *, by: Actor, at: datetime) -> tuple[UUID, int, int]:
    """The document, the number of the version and the page that a mark is on. Raises `Hidden`."""
    rows = marks_within(by, at=at).filter(pk=mark_id)
    found = rows.values_list("version__document_id", "version__number", "page").first()
    if found is None:
        raise Hidden(f"mark {mark_id}")
    return found


def _wanted(wanted: Wanted) -> Q:
    rows = Q(set_aside_at__isnull=not wanted.set_aside)
    if wanted.kind:
        rows &= Q(kind=wanted.kind)
    if wanted.translation:
        rows &= Q(translation=wanted.translation)
    return rows & Q(language=wanted.language) if wanted.language else rows


def _cards(rows: list[Document], by: Actor, at: datetime) -> list[DocumentCard]:
    latest = _latest(rows, by, at)
    names = names_of({version.sent_by_id for version in latest.values()}, by=by)
    small = _with_thumbnail({version.id for version in latest.values()}, by, at)
    return [
        DocumentCard.of(row, VersionCard.of(latest[row.id], names), has_thumbnail=latest[row.id].id in small)
        for row in rows
    ]


def _latest(rows: list[Document], by: Actor, at: datetime) -> dict[UUID, Version]:
    files = versions_within(by, at=at).filter(document_id__in=[row.id for row in rows])
    return {row.document_id: row for row in files.filter(number=F("document__latest")).defer(*_KEYS)}


def _with_thumbnail(versions: set[UUID], by: Actor, at: datetime) -> frozenset[UUID]:
    first = pages_within(by, at=at).filter(version_id__in=versions, number=1).exclude(thumbnail=None)
    return frozenset(first.values_list("version_id", flat=True))
