"""Lists from elsewhere and their rows. What a row says is kept until somebody has been registered from it.

Seen by those who may register in the unit to which the list came, and by nobody else.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from limen.domain.cases.names import PartyPart
from limen.domain.imports.names import (
    DayOrder,
    Decision,
    FileKind,
    ImportState,
    OnLikely,
    RowState,
)
from limen.foundation.ids import new_id
from limen.likeness.calendars import Calendar

_WAITING, _TO_LOOK_AT = Q(state=RowState.WAITING), Q(state__in=(RowState.ASIDE, RowState.WRONG))


class Import(models.Model):
    """One list. `columns` are the headers in order, `fields` what each holds.

    `staged_to` is the number of the last row that was read from the file; `errand` the session in which the
    worker acts for whoever started it; `heard_at` when it was last heard of.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    unit = models.ForeignKey("identity.Unit", models.PROTECT)
    state = models.CharField(max_length=20, choices=ImportState, default=ImportState.RECEIVED)
    source = models.CharField(max_length=100)
    source_key = models.CharField(max_length=100, db_collation="C")
    file_name = models.CharField(max_length=200)
    file_kind = models.CharField(max_length=10, choices=FileKind)
    digest = models.BinaryField()
    sheet = models.CharField(max_length=100, default="", blank=True)
    encoding = models.CharField(max_length=20, default="", blank=True)
    separator = models.CharField(max_length=1, default="", blank=True)
    header_row = models.PositiveIntegerField()
    columns = ArrayField(models.TextField())
    fields = ArrayField(models.CharField(max_length=20, blank=True), default=list)
    language = models.CharField(max_length=10, default="en")
    calendar = models.CharField(max_length=20, default=Calendar.GREGORIAN.value)
    day_order = models.CharField(max_length=20, choices=DayOrder, default=DayOrder.DAY_FIRST)
    part = models.CharField(max_length=20, choices=PartyPart, default=PartyPart.APPLICANT)
    on_likely = models.CharField(max_length=20, choices=OnLikely, default=OnLikely.PUT_ASIDE)
    prefix = models.CharField(max_length=20, default="", blank=True)
    opened_on = models.DateField(null=True)
    keep_days = models.PositiveSmallIntegerField(default=30)
    keep_until = models.DateField(null=True)
    received_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    started_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    errand = models.UUIDField(null=True)
    heard_at = models.DateTimeField(null=True)
    staged_to = models.PositiveIntegerField(default=0)
    is_staged = models.BooleanField(default=False)
    trouble = models.CharField(max_length=30, default="", blank=True)
    total = models.PositiveIntegerField(default=0)
    registered = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    aside = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source_key=""), name="imports_import_has_a_source"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-received_at", "-id"], name="imports_of_unit")]


class File(models.Model):
    """The file as it was sent, until the office no longer needs it."""

    listing = models.OneToOneField(
        Import, models.PROTECT, primary_key=True, db_column="id", related_name="original"
    )
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    content = models.BinaryField()


class Row(models.Model):
    """A row of a list. `cells` are emptied as soon as somebody was registered from it. `key` is what the row
    is known by when the list comes again: the sender's reference, or a digest of what it says; `content` is a
    digest of what it said when it came."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    listing = models.ForeignKey(Import, models.PROTECT, related_name="rows")
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    cells = ArrayField(models.TextField(), default=list)
    key = models.BinaryField()
    content = models.BinaryField()
    family = models.CharField(max_length=40, default="", blank=True, db_collation="C")
    state = models.CharField(max_length=20, choices=RowState, default=RowState.WAITING)
    troubles = models.JSONField(default=list)
    likely = ArrayField(models.UUIDField(), default=list)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=20, choices=Decision, default="", blank=True)
    decided_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["listing", "number"], name="imports_row_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["listing", "number"], condition=_WAITING, name="imports_rows_waiting"),
            models.Index(fields=["listing", "number"], condition=_TO_LOOK_AT, name="imports_rows_to_look_at"),
            models.Index(
                fields=["listing", "family"], condition=~Q(family=""), name="imports_rows_of_family"
            ),
        ]


class Taken(models.Model):
    """That a row of a source was dealt with, so that it is dealt with once, whichever list brings it again.
    `content` is a digest of what it said."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    listing = models.ForeignKey(Import, models.PROTECT, related_name="+")
    source_key = models.CharField(max_length=100, db_collation="C")
    key = models.BinaryField()
    content = models.BinaryField()
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "source_key", "key", "content"], name="imports_taken_once"
            ),
        ]


class SavedMapping(models.Model):
    """What the columns of a sender's lists hold, under a name, for the next list. Headers side by side with
    what they hold; a header that stands twice has its turn in order."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    columns = ArrayField(models.TextField())
    fields = ArrayField(models.CharField(max_length=20, blank=True))
    language = models.CharField(max_length=10)
    calendar = models.CharField(max_length=20)
    day_order = models.CharField(max_length=20, choices=DayOrder)
    saved_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="imports_mapping_once"),
        ]
