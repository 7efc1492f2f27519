"""Screenings with their answers, and matters of safety with their steps. A score is never kept: it is
counted from the answers whenever it is shown, by the definition that was used."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from limen.domain.identity.names import Compartment
from limen.domain.screenings.names import Consent, Manner, StepKind
from limen.foundation.ids import new_id


class Screening(models.Model):
    """Somebody was asked whether they want to answer a questionnaire. `definition` and `words`: its files
    as they were that day. `pathway`: where the person can go if the answers call for it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment, default=Compartment.MEDICAL)
    instrument = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    definition = models.TextField()
    language = models.CharField(max_length=8)
    words = models.TextField()
    manner = models.CharField(max_length=20, choices=Manner)
    consent = models.CharField(max_length=20, choices=Consent)
    pathway = models.TextField(blank=True)
    asked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "asked_at", "id"], name="screenings_of_case"),
        ]


class Answer(models.Model):
    """One answer to one item. A later one to the same item takes its place; the earlier one stays."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="answers")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    item = models.CharField(max_length=40)
    answer = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    answered_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["screening", "number"], name="screenings_answers_in_order"),
        ]


class Matter(models.Model):
    """The safety of a person comes first, until every step was taken or somebody says why not."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    screening = models.ForeignKey(Screening, models.PROTECT, null=True, related_name="matters")
    opened_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    follow_up_by = models.DateTimeField()
    follow_up_source = models.TextField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person", "compartment"],
                condition=Q(ended_at__isnull=True),
                name="screenings_one_open_matter",
            ),
        ]


class Step(models.Model):
    """One step of safety, as it was taken: who, and what was heard to the four questions."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    kind = models.CharField(max_length=20, choices=StepKind)
    says = models.TextField()
    heard: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    taken_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "kind"], name="screenings_step_once"),
        ]
