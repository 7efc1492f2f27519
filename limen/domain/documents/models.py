"""Documents of a case, the files they consist of, their pages as Limen shows them, and marks on them.

The bytes lie in the store; what opens them stands here, behind the walls.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from limen.domain.documents.names import (
    Authenticity,
    BoxReason,
    BundleState,
    CameFrom,
    DocumentKind,
    LookState,
    RedactionState,
    Scan,
    Translation,
    Trouble,
)
from limen.domain.identity.names import Compartment
from limen.foundation.ids import new_id


class Document(models.Model):
    """One thing that was handed in. `latest` is the number of its newest version; `revision` counts what was
    said about it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="documents")
    compartment = models.CharField(max_length=40, choices=Compartment, default=Compartment.GENERAL)
    kind = models.CharField(max_length=20, choices=DocumentKind)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=3, default="", blank=True)
    came_from = models.CharField(max_length=20, choices=CameFrom)
    received_on = models.DateField()
    translation = models.CharField(max_length=20, choices=Translation, default=Translation.NOT_ASKED)
    translation_why = models.TextField(default="", blank=True)
    authenticity = models.CharField(max_length=20, choices=Authenticity, default=Authenticity.NOT_WEIGHED)
    authenticity_why = models.TextField(default="", blank=True)
    latest = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    set_aside_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.TextField(default="", blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "-received_on", "-id"], name="documents_of_case"),
        ]


class Version(models.Model):
    """One file of a document, as it was sent. Pictures of its pages are sealed with `copies_key`."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64, db_collation="C")
    stored_as = models.UUIDField(unique=True)
    file_key = models.BinaryField()
    copies_key = models.BinaryField(null=True)
    state = models.CharField(max_length=20, choices=LookState, default=LookState.WAITING)
    trouble = models.CharField(max_length=20, choices=Trouble, default="", blank=True)
    findings = ArrayField(models.CharField(max_length=20), default=list)
    scan = models.CharField(max_length=20, choices=Scan, default=Scan.NOT_SCANNED)
    pages = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="documents_version_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sent_at"], condition=Q(state=LookState.WAITING), name="documents_to_look_at"
            ),
        ]


class Page(models.Model):
    """A page of a file as Limen shows it: its text, and where the pictures of it lie in the store."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="shown_pages")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    number = models.PositiveIntegerField()
    text = models.TextField(default="", blank=True)
    words = models.GeneratedField(
        expression=SearchVector("text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    is_read_by_machine = models.BooleanField(default=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    picture = models.UUIDField(null=True)
    thumbnail = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="documents_page_once"),
        ]
        indexes: ClassVar = [GinIndex(fields=["words"], name="documents_by_words", fastupdate=False)]


class Mark(models.Model):
    """What somebody wants others to see on a page. Areas are in thousandths of the page."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="marks")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    page = models.PositiveIntegerField()
    area = ArrayField(models.PositiveSmallIntegerField(), size=4, null=True)
    quote = models.TextField(default="", blank=True)
    words = models.TextField()
    made_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["version", "page", "id"], name="documents_marks")]


class Bundle(models.Model):
    """Documents of a case in one file, for whoever asked. `by_name`, `office` and `reference` are what the
    cover says, as they were then; `done` counts the pages that were taken out of the store."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartments = ArrayField(models.CharField(max_length=40, choices=Compartment))
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    time_zone = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    reference = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=BundleState, default=BundleState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    stored_as = models.UUIDField(null=True, unique=True)
    file_key = models.BinaryField(null=True)
    size = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, db_collation="C", default="", blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-asked_at", "-id"], name="documents_bundles")]


class BundlePart(models.Model):
    """A file in a bundle, at its place in the order."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="parts")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bundle", "place"], name="documents_part_once"),
        ]


class Box(models.Model):
    """What a redacted copy is to be made without, on a page. The area is in thousandths of the page."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    page = models.PositiveIntegerField()
    area = ArrayField(models.PositiveSmallIntegerField(), size=4)
    reason = models.CharField(max_length=20, choices=BoxReason)
    why = models.TextField(default="", blank=True)
    drawn_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["version", "page", "id"], name="documents_boxes")]


class Redaction(models.Model):
    """A copy of a file without what lies under these boxes: asked for, and made by the worker as a document
    of its own. `boxes` are those that were looked at before."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    boxes = ArrayField(models.UUIDField())
    title = models.CharField(max_length=200)
    received_on = models.DateField()
    state = models.CharField(max_length=20, choices=RedactionState, default=RedactionState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    copy = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["version", "id"], name="documents_redactions")]
