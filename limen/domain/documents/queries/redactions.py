"""Boxes on a file, and the redacted copies that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from limen.domain.documents.models import Box, Redaction
from limen.domain.documents.names import Area, BoxReason, RedactionState
from limen.domain.documents.queries.reach import (
    boxes_within,
    pages_within,
    redactions_within,
    versions_within,
)
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden


@dataclass(frozen=True, kw_only=True)
class BoxCard:
    """A box on a page, and why it is there."""

    id: UUID
    page: int
    area: Area
    reason: BoxReason
    why: str
    by_name: str

    @classmethod
    def of(cls, row: Box, names: dict[UUID, str]) -> BoxCard:
        """The card of a loaded row."""
        left, top, right, bottom = row.area
        return cls(
            id=row.id,
            page=row.page,
            area=Area(left=left, top=top, right=right, bottom=bottom),
            reason=BoxReason(row.reason),
            why=row.why,
            by_name=names.get(row.drawn_by_id, ""),
        )


@dataclass(frozen=True, kw_only=True)
class RedactionCard:
    """A redacted copy: of which document, and as which, once it is made."""

    id: UUID
    title: str
    state: RedactionState
    original_id: UUID
    copy_id: UUID | None
    boxes: int
    asked_at: datetime

    @classmethod
    def of(cls, row: Redaction) -> RedactionCard:
        """The card of a loaded row."""
        return cls(
            id=row.id,
            title=row.title,
            state=RedactionState(row.state),
            original_id=row.version.document_id,
            copy_id=row.copy_id,
            boxes=len(row.boxes),
            asked_at=row.asked_at,
        )


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The size of the picture of a page."""

    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Boxed:
    """A file with its boxes, page by page; `sizes` of the pages that have one, `drawn` of all with a
    picture."""

    version_id: UUID
    pages: int
    drawn: int
    boxes: tuple[BoxCard, ...]
    sizes: dict[int, Paper]


def boxed(document_id: UUID, version: int, *, by: Actor, at: datetime) -> Boxed:
    """The boxes on a file, in the order of its pages. Raises `Hidden`. Five queries."""
    files = versions_within(by, at=at).filter(document_id=document_id, number=version)
    file = files.defer("file_key", "copies_key").first()
    if file is None:
        raise Hidden(f"version {version} of document {document_id}")
    rows = list(boxes_within(by, at=at).filter(version_id=file.id, ended_at=None).order_by("page", "id"))
    names = names_of({row.drawn_by_id for row in rows}, by=by)
    pages = pages_within(by, at=at).filter(version_id=file.id).exclude(picture=None)
    with_boxes = pages.filter(number__in={row.page for row in rows})
    return Boxed(
        version_id=file.id,
        pages=file.pages,
        drawn=pages.count(),
        boxes=tuple(BoxCard.of(row, names) for row in rows),
        sizes={
            number: Paper(width=width, height=height)
            for number, width, height in with_boxes.values_list("number", "width", "height")
        },
    )


def redactions_of(document_id: UUID, *, by: Actor, at: datetime) -> list[RedactionCard]:
    """Copies that were asked for of a document, and what it is itself a copy of. One query."""
    rows = redactions_within(by, at=at).select_related("version")
    found = rows.filter(Q(version__document_id=document_id) | Q(copy_id=document_id))
    return [RedactionCard.of(row) for row in found.order_by("id")]


def place_of_box(box_id: UUID, *, by: Actor, at: datetime) -> tuple[UUID, int, int]:
    """The document, the number of the version and the page that a box is on. Raises `Hidden`."""
    rows = boxes_within(by, at=at).filter(pk=box_id)
    found = rows.values_list("version__document_id", "version__number", "page").first()
    if found is None:
        raise Hidden(f"box {box_id}")
    return found
