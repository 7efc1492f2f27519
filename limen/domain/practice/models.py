"""Practice notes, what they said before, who stands by them; questions to colleagues and their answers.

A note that is in use does not change: a newer one follows it, as in the library of country information.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, When

from limen.domain.country.names import CONFIGS, PLAIN
from limen.domain.practice.names import NoteState
from limen.foundation.ids import new_id


def words_of(*fields: str) -> Case:
    """The words of these fields, bent by the grammar of the language of the row where there is one."""
    known = [When(language=code, then=SearchVector(*fields, config=name)) for code, name in CONFIGS.items()]
    return Case(*known, default=SearchVector(*fields, config=PLAIN))


class Note(models.Model):
    """What somebody has learned. Without a unit it is for the whole house. `follows` is the one whose place
    it takes. `none_says` and `checked_none_says`: why what looked like a person's data is none."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    unit = models.ForeignKey("identity.Unit", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=NoteState, default=NoteState.DRAFT)
    title = models.CharField(max_length=200)
    says = models.TextField()
    language = models.CharField(max_length=3)
    elements = ArrayField(models.CharField(max_length=200), default=list)
    countries = ArrayField(models.CharField(max_length=3), default=list)
    claims = ArrayField(models.CharField(max_length=160), default=list)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    none_says = models.TextField(default="", blank=True)
    submitted_at = models.DateTimeField(null=True)
    sent_back_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    sent_back_why = models.TextField(default="", blank=True)
    checked_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    in_use_at = models.DateTimeField(null=True)
    checked_none_says = models.TextField(default="", blank=True)
    look_again_on = models.DateField(null=True)
    looked_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    superseded_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)
    from_question = models.ForeignKey("practice.Question", models.PROTECT, null=True, related_name="+")
    words = models.GeneratedField(
        expression=words_of("title", "says"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("author")),
                name="practice_note_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=NoteState.IN_USE)
                | Q(checked_by__isnull=False, in_use_at__isnull=False, look_again_on__isnull=False),
                name="practice_note_is_checked",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-in_use_at", "-id"], name="practice_notes_in_use"),
            models.Index(fields=["author", "state"], name="practice_notes_of_author"),
        ]


class EarlierWording(models.Model):
    """What a note said before its author revised it. Seen by the author alone: it may be what the second
    person sent back."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    author = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    says = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "version"], name="practice_wording_once"),
        ]


class Endorsement(models.Model):
    """Somebody stands by a note with their name, for a time."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey(Note, models.PROTECT, related_name="endorsements")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["note", "member"], condition=Q(until_at=None), name="practice_endorsed_once"
            ),
        ]


class Question(models.Model):
    """A question to a colleague, to a unit, or to the house. Whoever asked closes it, or takes it back:
    then nobody else sees it any more."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    to_member = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    to_unit = models.ForeignKey("identity.Unit", models.PROTECT, null=True, related_name="+")
    says = models.TextField()
    elements = ArrayField(models.CharField(max_length=200), default=list)
    countries = ArrayField(models.CharField(max_length=3), default=list)
    claims = ArrayField(models.CharField(max_length=160), default=list)
    none_says = models.TextField(default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_member__isnull=True) | Q(to_unit__isnull=True), name="practice_asked_of_one"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-asked_at", "-id"], name="practice_questions"),
        ]


class Reply(models.Model):
    """An answer to a question of a colleague."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="replies")
    replied_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    replied_at = models.DateTimeField()
    says = models.TextField()
    none_says = models.TextField(default="", blank=True)

    class Meta:
        verbose_name_plural = "replies"
        indexes: ClassVar = [models.Index(fields=["question", "replied_at"], name="practice_replies")]


class Draft(models.Model):
    """What one person is typing: a new note, or a better text of one. Saved while they type, seen by them
    alone."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    note = models.ForeignKey(Note, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "note"], nulls_distinct=False, name="practice_one_draft_each"
            ),
        ]
