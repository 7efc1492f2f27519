"""The application's own wall around documents: with the case and inside the compartment, or as shared."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from limen.domain.cases.queries.reach import cases_read_by, read_or_shared
from limen.domain.documents.models import Box, Document, Mark, Page, Redaction, Version
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

M = TypeVar("M", bound=Model)


def documents_within(by: Actor, *, at: datetime) -> QuerySet[Document]:
    """Documents that the actor may know of."""
    return _within(Document.objects.all(), by, at)


def versions_within(by: Actor, *, at: datetime) -> QuerySet[Version]:
    """Their files."""
    return _within(Version.objects.all(), by, at)


def pages_within(by: Actor, *, at: datetime) -> QuerySet[Page]:
    """Pages of those files."""
    return _within(Page.objects.all(), by, at)


def marks_within(by: Actor, *, at: datetime) -> QuerySet[Mark]:
    """Marks stay in the house: what an office thinks of a page is not shared with the page."""
    return Mark.objects.filter(case__in=cases_read_by(by, at=at), compartment__in=by.clearances)


def boxes_within(by: Actor, *, at: datetime) -> QuerySet[Box]:
    """Boxes for redacted copies stay in the house."""
    return Box.objects.filter(case__in=cases_read_by(by, at=at), compartment__in=by.clearances)


def redactions_within(by: Actor, *, at: datetime) -> QuerySet[Redaction]:
    """So does what a copy was made of."""
    return Redaction.objects.filter(case__in=cases_read_by(by, at=at), compartment__in=by.clearances)


def locked_document(document_id: UUID, *, by: Actor, at: datetime) -> Document:
    """A document, locked for the rest of the act. Raises `Hidden`."""
    rows = documents_within(by, at=at).filter(pk=document_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"document {document_id}")
    return row


def locked_mark(mark_id: UUID, *, by: Actor, at: datetime) -> Mark:
    """A mark, locked for the rest of the act. One that has ended is never changed again and cannot be locked.
    Raises `Hidden`."""
    rows = marks_within(by, at=at).filter(pk=mark_id).select_related("version")
    row = rows.select_for_update(of=("self",)).first() or rows.first()
    if row is None:
        raise Hidden(f"mark {mark_id}")
    return row


def locked_box(box_id: UUID, *, by: Actor, at: datetime) -> Box:
    """A box, locked for the rest of the act unless it has ended. Raises `Hidden`."""
    rows = boxes_within(by, at=at).filter(pk=box_id).select_related("version")
    row = rows.select_for_update(of=("self",)).first() or rows.first()
    if row is None:
        raise Hidden(f"box {box_id}")
    return row


def _within(rows: QuerySet[M], by: Actor, at: datetime) -> QuerySet[M]:
    return rows.filter(read_or_shared(by, at=at))
