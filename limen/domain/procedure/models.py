"""Where an application stands in its procedure, each stage kept, and what a person confirmed on the way."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from limen.foundation.ids import new_id


class CaseStage(models.Model):
    """A stage at which an application stood since a day; the one without `until_at` is where it stands.
    `expected_on` is the last day that the pack expected there when it came, by that length and source."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=80)
    stage = models.CharField(max_length=80)
    stage_says = models.CharField(max_length=300)
    phase = models.CharField(max_length=20)
    act = models.CharField(max_length=80)
    act_says = models.CharField(max_length=300)
    since_on = models.DateField()
    moved_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    expected_on = models.DateField(null=True)
    expected_says = models.CharField(max_length=40, default="", db_default="", blank=True)
    expected_source = models.CharField(max_length=300, default="", db_default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(until_at__isnull=True), name="procedure_stands_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "moved_at"], name="procedure_stages_of_case")]


class Confirmation(models.Model):
    """A condition that somebody confirmed for a move, in their own words."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    stage = models.ForeignKey(CaseStage, models.PROTECT, related_name="confirmations")
    gate = models.CharField(max_length=80)
    words = models.CharField(max_length=500)
    confirmed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stage", "gate"], name="procedure_confirmed_once"),
            models.CheckConstraint(condition=~Q(words=""), name="procedure_confirmed_in_words"),
        ]
