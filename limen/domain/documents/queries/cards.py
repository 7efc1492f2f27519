"""What a page is shown of documents. Only `OpenedFile` knows where the bytes lie and what opens them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from limen.domain.documents.models import Document, Mark, Version
from limen.domain.documents.names import (
    Area,
    Authenticity,
    CameFrom,
    DocumentKind,
    Finding,
    LookState,
    Scan,
    Translation,
    Trouble,
)
from limen.domain.identity.names import Compartment


@dataclass(frozen=True, kw_only=True)
class VersionCard:
    """A file of a document. `by_name` is empty for somebody of another organisation."""

    id: UUID
    number: int
    file_name: str
    media_type: str
    size: int
    digest: str
    state: LookState
    trouble: Trouble | None
    findings: tuple[Finding, ...]
    scan: Scan
    pages: int
    by_name: str
    sent_at: datetime

    @classmethod
    def of(cls, row: Version, names: dict[UUID, str]) -> VersionCard:
        """The card of a loaded row."""
        return cls(
            id=row.id,
            number=row.number,
            file_name=row.file_name,
            media_type=row.media_type,
            size=row.size,
            digest=row.digest,
            state=LookState(row.state),
            trouble=Trouble(row.trouble) if row.trouble else None,
            findings=tuple(map(Finding, row.findings)),
            scan=Scan(row.scan),
            pages=row.pages,
            by_name=names.get(row.sent_by_id, ""),
            sent_at=row.sent_at,
        )


@dataclass(frozen=True, kw_only=True)
class DocumentCard:
    """A document with its latest file. `has_thumbnail`: its first page can be shown small."""

    id: UUID
    case_id: UUID
    compartment: Compartment
    kind: DocumentKind
    title: str
    language: str
    came_from: CameFrom
    received_on: date
    translation: Translation
    authenticity: Authenticity
    is_set_aside: bool
    latest: VersionCard
    has_thumbnail: bool

    @classmethod
    def of(cls, row: Document, latest: VersionCard, *, has_thumbnail: bool) -> DocumentCard:
        """The card of a loaded row."""
        return cls(
            id=row.id,
            case_id=row.case_id,
            compartment=Compartment(row.compartment),
            kind=DocumentKind(row.kind),
            title=row.title,
            language=row.language,
            came_from=CameFrom(row.came_from),
            received_on=row.received_on,
            translation=Translation(row.translation),
            authenticity=Authenticity(row.authenticity),
            is_set_aside=row.set_aside_at is not None,
            latest=latest,
            has_thumbnail=has_thumbnail,
        )


@dataclass(frozen=True, kw_only=True)
class MarkCard:
    """A mark on a page."""

    id: UUID
    page: int
    area: Area | None
    quote: str
    words: str
    by_name: str
    made_at: datetime

    @classmethod
    def of(cls, row: Mark, names: dict[UUID, str]) -> MarkCard:
        """The card of a loaded row."""
        return cls(
            id=row.id,
            page=row.page,
            area=Area(left=row.area[0], top=row.area[1], right=row.area[2], bottom=row.area[3])
            if row.area
            else None,
            quote=row.quote,
            words=row.words,
            by_name=names.get(row.made_by_id, ""),
            made_at=row.made_at,
        )


@dataclass(frozen=True, kw_only=True)
class DocumentSheet:
    """A document with everything that is said about it, and its files, the latest first."""

    document: DocumentCard
    versions: tuple[VersionCard, ...]
    translation_why: str
    authenticity_why: str
    set_aside_why: str
    revision: int


@dataclass(frozen=True, kw_only=True)
class PageCard:
    """A page as the reader shows it. `has_picture` is false for a file that has only text."""

    number: int
    text: str
    is_read_by_machine: bool
    width: int
    height: int
    has_picture: bool


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One page of a file with the marks on it, and which pages there are to turn to."""

    version: VersionCard
    page: PageCard
    marks: tuple[MarkCard, ...]
    with_thumbnail: frozenset[int]
    marked: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A page on which words were found. `around` are the words there, those found between the two marks."""

    document_id: UUID
    version: int
    title: str
    page: int
    around: str


@dataclass(frozen=True, kw_only=True)
class OpenedFile:
    """Where bytes lie, and what opens them. Only for handing them out or making copies."""

    stored_as: UUID
    key: bytes = field(repr=False)
    media_type: str
    size: int
    number: int
    state: LookState
    trouble: Trouble | None
