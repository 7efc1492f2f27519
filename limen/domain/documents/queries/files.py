"""Where the bytes of a document lie, for whoever may see it: the original, and pictures of its pages."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.documents.names import LookState, Trouble
from limen.domain.documents.queries.cards import OpenedFile
from limen.domain.documents.queries.reach import pages_within, versions_within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden


def original_of(document_id: UUID, number: int, *, by: Actor, at: datetime) -> OpenedFile:
    """A file of a document as it was sent. Raises `Hidden`."""
    row = versions_within(by, at=at).filter(document_id=document_id, number=number).first()
    if row is None:
        raise Hidden(f"version {number} of document {document_id}")
    return OpenedFile(
        stored_as=row.stored_as,
        key=bytes(row.file_key),
        media_type=row.media_type,
        size=row.size,
        number=row.number,
        state=LookState(row.state),
        trouble=Trouble(row.trouble) if row.trouble else None,
    )


def picture_of(
    document_id: UUID, version: int, page: int, *, by: Actor, at: datetime, is_small: bool = False
) -> tuple[UUID, bytes]:
    """Where the picture of a page lies, or its small one, and the key. Raises `Hidden`. One query."""
    column = "thumbnail" if is_small else "picture"
    rows = pages_within(by, at=at).filter(
        version__document_id=document_id, version__number=version, number=page
    )
    found = rows.values_list(column, "version__copies_key").first()
    if found is None or found[0] is None or found[1] is None:
        raise Hidden(f"page {page} of version {version} of document {document_id}")
    return found[0], bytes(found[1])
