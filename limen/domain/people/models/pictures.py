"""Pictures of a person and of their documents, as Limen wrote them anew."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from limen.domain.people.models.kept import Kept, ended_by_somebody, running
from limen.domain.people.models.persons import PersonDocument
from limen.domain.people.names import PictureKind


class Picture(Kept):
    """A photograph of the face, or a page of a document: a JPEG, a small one, and the fingerprint (SHA-256)
    of the former. Nothing is left of what the camera wrote beside it."""

    shows = models.CharField(max_length=20, choices=PictureKind)
    document = models.ForeignKey(PersonDocument, models.PROTECT, null=True, related_name="pictures")
    content = models.BinaryField()
    thumbnail = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ended_by_somebody(), name="people_picture_ended_by"),
            models.CheckConstraint(
                condition=Q(shows=PictureKind.PAGE) | Q(document__isnull=True), name="people_face_is_no_page"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=running() & Q(shows=PictureKind.FACE), name="people_one_face"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="people_picture_of_person")]
