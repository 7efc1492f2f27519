"""Pictures that were taken while a draft is open: seen by whoever has the draft, and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.people.names import PictureKind
from limen.domain.people.queries.kept import PictureContent
from limen.domain.registration.models import DraftPicture
from limen.domain.registration.queries.drafts import drafts_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.outside.pictures.cleansing import CONTENT_TYPE


@dataclass(frozen=True, kw_only=True)
class DraftPictureCard:
    """A picture of somebody in a draft. `read` is the zone that a program read in a page, line by line;
    `unread` says why there is none."""

    id: UUID
    typed_id: UUID
    shows: PictureKind
    read: str
    unread: str
    taken_at: datetime


def pictures_within(by: Actor) -> QuerySet[DraftPicture]:
    """The application's own wall: pictures of the actor's own drafts."""
    return DraftPicture.objects.filter(draft__in=drafts_of(by))


def pictures_of(draft_id: UUID, *, by: Actor) -> list[DraftPictureCard]:
    """All pictures of a draft, the first taken first, without their bytes. One query."""
    rows = pictures_within(by).filter(draft_id=draft_id).defer("content", "thumbnail")
    return [
        DraftPictureCard(
            id=row.id,
            typed_id=row.typed,
            shows=PictureKind(row.shows),
            read=row.read,
            unread=row.unread,
            taken_at=row.taken_at,
        )
        for row in rows.order_by("taken_at", "id")
    ]


def draft_picture(draft_id: UUID, picture_id: UUID, *, by: Actor, is_small: bool = False) -> PictureContent:
    """The bytes of a picture, or of its small one. Raises `Hidden`. One query."""
    column = "thumbnail" if is_small else "content"
    rows = pictures_within(by).filter(draft_id=draft_id, pk=picture_id)
    found = rows.values_list(column, "digest").first()
    if found is None:
        raise Hidden(f"picture {picture_id} of a draft")
    content, digest = found
    return PictureContent(content=bytes(content), content_type=CONTENT_TYPE, digest=digest)
