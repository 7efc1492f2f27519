"""What can happen to a document. Its words and its bytes are not in the journal; its fingerprint is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.documents.names import Authenticity, CameFrom, DocumentKind, Translation
from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class Received(CaseEvent):
    kind = "documents.received"
    personal = ("title", "file_name")
    says = _("{by} received a document: {title}.")

    document_id: UUID
    version_id: UUID
    title: str
    file_name: str
    document_kind: DocumentKind
    came_from: CameFrom
    received_on: date
    size: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class VersionAdded(CaseEvent):
    kind = "documents.version_added"
    personal = ("file_name",)
    says = _("{by} added version {number} of a document.")

    document_id: UUID
    version_id: UUID
    number: int
    file_name: str
    size: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class LookedAt(CaseEvent):
    """Written by the worker, when a file has been taken apart."""

    kind = "documents.looked_at"
    personal = ()
    says = _("{by} looked at a document.")

    document_id: UUID
    version_id: UUID
    state: str
    trouble: str
    scan: str
    pages: int


@dataclass(frozen=True, kw_only=True)
class Redescribed(CaseEvent):
    kind = "documents.redescribed"
    personal = ("title",)
    says = _("{by} changed what is said about a document: {title}.")

    document_id: UUID
    title: str
    document_kind: DocumentKind
    language: str
    came_from: CameFrom
    received_on: date
    translation: Translation


@dataclass(frozen=True, kw_only=True)
class TranslationDisputed(CaseEvent):
    kind = "documents.translation_disputed"
    personal = ("why",)
    says = _("{by} noted that the translation of a document is disputed.")

    document_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class Weighed(CaseEvent):
    kind = "documents.weighed"
    personal = ("why",)
    says = _("{by} weighed whether a document is genuine.")

    document_id: UUID
    authenticity: Authenticity
    why: str


@dataclass(frozen=True, kw_only=True)
class SetAside(CaseEvent):
    kind = "documents.set_aside"
    personal = ("why",)
    says = _("{by} set a document aside. It is kept.")

    document_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class PageMarked(CaseEvent):
    kind = "documents.page_marked"
    personal = ()
    says = _("{by} marked page {page} of a document.")

    document_id: UUID
    mark_id: UUID
    page: int


@dataclass(frozen=True, kw_only=True)
class MarkEnded(CaseEvent):
    kind = "documents.mark_ended"
    personal = ()
    says = _("{by} took a mark off page {page} of a document.")

    document_id: UUID
    mark_id: UUID
    page: int


@dataclass(frozen=True, kw_only=True)
class BundleAsked(CaseEvent):
    """Somebody wants documents in one file. How many is not said: they may lie in several compartments."""

    kind = "documents.bundle_asked"
    personal = ("title",)
    says = _("{by} asked for a bundle of documents: {title}.")

    bundle_id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class BundleMade(CaseEvent):
    """Written by the worker, when the file is there."""

    kind = "documents.bundle_made"
    personal = ()
    says = _("{by} made a bundle of documents.")

    bundle_id: UUID
    digest: str


@dataclass(frozen=True, kw_only=True)
class BoxDrawn(CaseEvent):
    """Something is to be left out of a redacted copy. Why is said in the row."""

    kind = "documents.box_drawn"
    personal = ()
    says = _("{by} drew a box for a redacted copy on page {page} of a document.")

    document_id: UUID
    box_id: UUID
    page: int


@dataclass(frozen=True, kw_only=True)
class BoxEnded(CaseEvent):
    kind = "documents.box_ended"
    personal = ()
    says = _("{by} took a box for a redacted copy off page {page} of a document.")

    document_id: UUID
    box_id: UUID
    page: int


@dataclass(frozen=True, kw_only=True)
class RedactionAsked(CaseEvent):
    kind = "documents.redaction_asked"
    personal = ("title",)
    says = _("{by} asked for a redacted copy of a document: {title}.")

    document_id: UUID
    redaction_id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class Redacted(CaseEvent):
    """Written by the worker, with the copy, which is a document of its own."""

    kind = "documents.redacted"
    personal = ()
    says = _("{by} made a redacted copy of a document.")

    document_id: UUID
    redaction_id: UUID
    copy_id: UUID
    version_id: UUID
    digest: str
