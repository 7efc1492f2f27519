"""What is typed at a desk before anything is registered, and the numbers that references are made of."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from limen.domain.people.names import PictureKind
from limen.foundation.ids import new_id


class Draft(models.Model):
    """A registration that somebody is typing, seen by them alone. `content` is the page of fields as typed.

    `last_window` wrote it last. Once the family is registered, `case` leads there and the content is gone:
    nothing is kept twice. A draft that was thrown away can be taken back for a while.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    unit = models.ForeignKey("identity.Unit", models.PROTECT)
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    opens = models.UUIDField(default=new_id)  # the id that the case will have
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    last_window = models.CharField(max_length=40, default="")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    thrown_away_at = models.DateTimeField(null=True)
    handed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+", null=True)
    registered_at = models.DateTimeField(null=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(registered_at=None, case=None)
                | Q(registered_at__isnull=False, case__isnull=False, content={}),
                name="registration_draft_or_registered",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-saved_at"], name="registration_draft_of_member"),
        ]


class DraftPicture(models.Model):
    """A picture of somebody in a draft, written anew as those on record are; it goes with the draft.

    `typed` is the id under which the person stands there; `read` the zone that a program read in a page, and
    `unread` why there is none.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="pictures")
    typed = models.UUIDField()
    shows = models.CharField(max_length=20, choices=PictureKind)
    content = models.BinaryField()
    thumbnail = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    read = models.CharField(max_length=200, default="")
    unread = models.CharField(max_length=40, default="")
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft", "typed"],
                condition=Q(shows=PictureKind.FACE),
                name="registration_one_face_in_draft",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["draft", "taken_at"], name="registration_picture_of_draft"),
        ]


class Series(models.Model):
    """The running numbers of a unit in a year. A number that an act did not use in the end is used by the
    next."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    prefix = models.CharField(max_length=12)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="registration_one_series_a_year"),
            models.UniqueConstraint(
                fields=["organisation", "prefix", "year"], name="registration_prefix_of_one_unit"
            ),
        ]
