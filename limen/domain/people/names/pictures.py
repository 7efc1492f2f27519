"""Pictures that belong to what is on record of a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PictureKind(TextChoices):
    """What a picture shows."""

    FACE = "face", _("Photograph of the face")
    PAGE = "page", _("Page of a document")


@dataclass(frozen=True, kw_only=True)
class PictureGiven:
    """A picture as a camera or a file gave it. `document_id` is the document on record of which a page is
    shown; `replaces` a page that this one is a better picture of."""

    shows: PictureKind
    content: bytes = field(repr=False)
    document_id: UUID | None = None
    replaces: UUID | None = None
