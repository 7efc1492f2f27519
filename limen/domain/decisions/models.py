"""The tables of decisions. What was said is followed, never overwritten; every row closes with its
compartment."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from limen.domain.decisions.names import AnswerKind, DecisionState, ServiceWay
from limen.domain.identity.names import Compartment
from limen.foundation.ids import new_id


class Decision(models.Model):
    """A decision about one person or several of one case, under one edition of the law.

    `application` is what is decided on, and `asked_for` its type in the pack; both are missing where a
    decision answers no application. `number` is that of the latest version, 0 before the first.
    `is_separate`: it stands apart from that of the family, because its circumstances are not for the others.
    `instead_of`: the served one it corrects.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="decisions")
    compartment = models.CharField(max_length=40, choices=Compartment, default=Compartment.GENERAL)
    application = models.ForeignKey("applications.Application", models.PROTECT, null=True, related_name="+")
    asked_for = models.CharField(max_length=60, default="", blank=True)
    edition = models.ForeignKey("policy.Edition", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=DecisionState, default=DecisionState.DRAFT)
    is_separate = models.BooleanField(default=False)
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "begun_at", "id"], name="decisions_of_case"),
            models.Index(
                fields=["begun_at", "id"],
                include=["case", "compartment"],
                condition=Q(state="with_reader"),
                name="decisions_to_read",
            ),
        ]


class OfDecision(models.Model):
    """A row under a decision; case and compartment are repeated, so that each row closes by itself."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="%(class)ss")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)

    class Meta:
        abstract = True


class Concerned(OfDecision):
    """A person whom a decision is about, and what it comes to for them, in the words of the pack."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=120, default="", blank=True)
    outcome_says = models.CharField(max_length=300, default="", blank=True)
    kind = models.CharField(max_length=40, default="", blank=True)
    remedy = models.CharField(max_length=120, default="", blank=True)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "person"], name="decisions_concerned_once"),
        ]


class Version(OfDecision):
    """What a decision said after one save. `content` is as `names.Content` writes it."""

    number = models.PositiveIntegerField()
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    digest = models.CharField(max_length=64)
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number"], name="decisions_version_once"),
        ]


class Draft(models.Model):
    """What one person is typing in one section. Saved while they type, seen by them alone."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="drafts")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    section = models.CharField(max_length=60)
    text = models.TextField()
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "section", "member"], name="decisions_one_draft"),
        ]


class Comment(OfDecision):
    """A remark on words of a version; resolved by whoever dealt with it."""

    number = models.PositiveIntegerField()
    section = models.CharField(max_length=60)
    quoted = models.TextField(default="", blank=True)
    says = models.TextField()
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    resolved_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)


class Reading(OfDecision):
    """A second reader opened this very version."""

    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number", "member"], name="decisions_read_once"),
        ]


class Review(OfDecision):
    """What a second reader said of one version: `digest` is that version's, `filled` that of what its fields
    showed then. It speaks of no other version."""

    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    filled = models.CharField(max_length=64)
    is_approved = models.BooleanField()
    says = models.TextField(default="", blank=True)
    reviewed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()


class Answer(OfDecision):
    """What somebody said to a question of the law, under their name. The latest one counts."""

    question = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=AnswerKind)
    says = models.TextField(default="", blank=True)
    answered_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["decision", "answered_at"], name="decisions_answers_of")]


class Signature(OfDecision):
    """A signed decision: who, when, and both papers as they left the house. `said` is what was printed."""

    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    said: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    pdf = models.BinaryField()
    pdf_digest = models.CharField(max_length=64)
    word = models.BinaryField()
    word_digest = models.CharField(max_length=64)
    signed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision"], name="decisions_signed_once"),
        ]


class Service(OfDecision):
    """How and on which day of law a decision reached a person, and until when they can challenge it."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    way = models.CharField(max_length=20, choices=ServiceWay)
    served_on = models.DateField()
    language = models.CharField(max_length=3)
    proof = models.TextField()
    remedy_says = models.CharField(max_length=300, default="", blank=True)
    clock = models.ForeignKey("deadlines.Clock", models.PROTECT, null=True, related_name="+")
    last_day = models.DateField(null=True)
    served_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    served_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "person"], name="decisions_served_once"),
        ]


class Paragraph(models.Model):
    """A standard paragraph that a unit answers for. A better one follows it, and ends it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    called = models.CharField(max_length=120)
    text = models.TextField()
    number = models.PositiveIntegerField(default=1)
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    kept_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "called"], condition=Q(ended_at__isnull=True), name="decisions_paragraphs"
            ),
        ]


class PaperTemplate(models.Model):
    """A Word template of an authority for its decisions, as it was brought. The last one counts, until it is
    ended."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    called = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    names: models.JSONField[list[str], list[str]] = models.JSONField()
    kept_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="decisions_template_numbered"),
        ]
