"""Notes, their earlier versions, and what is being typed right now."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from limen.domain.identity.names import Compartment
from limen.foundation.ids import new_id


class Note(models.Model):
    """Something written about a case. `happened_on` is the day it is about, `written_at` when it was kept."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="notes")
    compartment = models.CharField(max_length=40, choices=Compartment, default=Compartment.GENERAL)
    happened_on = models.DateField()
    text = models.TextField()
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    words = models.GeneratedField(
        expression=SearchVector("text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "written_at", "id"], name="notes_of_case"),
            # Not put off: whoever searches would read through what waits to be sorted in.
            GinIndex(fields=["words"], name="notes_by_words", fastupdate=False),
        ]


class EarlierText(models.Model):
    """What a note said before it was revised. Nothing that was saved is ever overwritten."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey(Note, models.PROTECT, related_name="earlier_texts")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    version = models.PositiveIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "version"], name="notes_version_once"),
        ]


class Draft(models.Model):
    """What one person is typing: a new note, or a revision. Saved while they type, seen by them alone."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    note = models.ForeignKey(Note, models.PROTECT, null=True, related_name="drafts")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    text = models.TextField()
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "note", "member"], nulls_distinct=False, name="notes_one_draft_each"
            ),
        ]
