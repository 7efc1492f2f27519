"""Editions of packs, byte for byte, and their adoption by two people."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from limen.domain.policy.names import AdoptionState
from limen.foundation.ids import new_id


class Edition(models.Model):
    """One pack exactly as it was: the texts of its files and of all that it inherits, compressed.

    Never changed and never deleted: a clock can be ruled again by these bytes years later. `digest` is of the
    bytes, calendars and examples included; `fingerprint` of what the pack says, and so the same for editions
    that differ in a calendar or a comment.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    says = models.CharField(max_length=300)
    as_of = models.DateField()
    is_signed = models.BooleanField()
    files = models.BinaryField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="policy_edition_once"),
        ]


class Adoption(models.Model):
    """A proposal to be governed by an edition, and its answer by a second person."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="adoptions")
    pack = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=AdoptionState, default=AdoptionState.PROPOSED)
    why = models.TextField()
    proposed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_says = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("proposed_by")),
                name="policy_adoption_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "replaced", "declined"]) | Q(answered_by__isnull=False),
                name="policy_adoption_is_answered",
            ),
            models.UniqueConstraint(
                fields=["organisation", "pack"], condition=Q(state="adopted"), name="policy_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["organisation", "pack"], condition=Q(state="proposed"), name="policy_one_proposed"
            ),
        ]
