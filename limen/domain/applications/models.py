"""Applications and what hangs on them. Answers, persons, evidence and letters are only ever added to."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from limen.domain.applications.names import ApplicationState, EvidenceState, LetterKind
from limen.foundation.ids import new_id


class Application(models.Model):
    """Something that was asked for. The edition that was in force when it was made says what it asks."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    edition = models.ForeignKey("policy.Edition", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60)
    type = models.CharField(max_length=80)
    type_says = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT)
    made_on = models.DateField()
    lodged_on = models.DateField(null=True)
    recorded_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DRAFT, lodged_on__isnull=True)
                | (~Q(state=ApplicationState.DRAFT) & Q(lodged_on__isnull=False)),
                name="applications_lodged_on_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "recorded_at"], name="applications_of_case")]


class Answers(models.Model):
    """What was answered in one section of the form: each saving is a version, the highest counts."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    section = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    told = models.JSONField()
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "section", "version"], name="applications_answers_once"
            ),
        ]


class AnswersDraft(models.Model):
    """What one person is typing into a section, as the form has it. Seen by them alone."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    section = models.CharField(max_length=80)
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    typed = models.JSONField()
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "section", "member"], name="applications_one_draft_each"
            ),
        ]


class CoveredPerson(models.Model):
    """Whether the application is for somebody, and whether what they tell is kept from the others in it. The
    highest number counts."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    is_covered = models.BooleanField()
    is_separate = models.BooleanField(default=False)
    why = models.CharField(max_length=500, default="", blank=True)
    said_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "person", "number"], name="applications_covered_once"
            ),
        ]


class EvidenceStep(models.Model):
    """One thing that happened to a piece of evidence; the highest number says where it stands. `document_id`
    names a document of the file, when it is there."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    item = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=EvidenceState)
    words = models.CharField(max_length=500, default="", blank=True)
    document_id = models.UUIDField(null=True)
    taken_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "item", "number"], name="applications_evidence_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waived", "not_available", "not_accepted"]) | ~Q(words=""),
                name="applications_evidence_for_a_reason",
            ),
        ]


class Letter(models.Model):
    """A letter that was printed. `said` is all that it said, so that the same paper can be made again;
    `digest` is the SHA-256 of the paper."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    letter = models.CharField(max_length=20, choices=LetterKind)
    language = models.CharField(max_length=3)
    said = models.JSONField()
    digest = models.CharField(max_length=64)
    printed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["application", "printed_at"], name="applications_letters")]
