"""The case and the rows that decide who sees it. Row security reads them through schema `access`."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from limen.domain.cases.names import (
    OpeningGround,
    Part,
    PartyPart,
    Phase,
    ShareBasis,
    SharePurpose,
    WallGround,
)
from limen.foundation.ids import new_id

_IN_LIST_ORDER = ("opened_on", "id")


class Case(models.Model):
    """One file about one person or family. `called` is the name shown in lists.

    `is_restricted`: the unit's reach does not apply, only people named for the case see it (protected
    identity). `is_walled`: at least one wall stands; kept by the database so that an unwalled list costs
    nothing.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    unit = models.ForeignKey("identity.Unit", models.PROTECT)
    reference = models.CharField(max_length=40)
    called = models.CharField(max_length=200)
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.REGISTERED)
    opened_on = models.DateField()
    is_restricted = models.BooleanField(default=False)
    is_walled = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            # Per organisation: a reference taken elsewhere must not betray that it is taken.
            models.UniqueConstraint(fields=["organisation", "reference"], name="cases_reference_once"),
        ]
        indexes: ClassVar = [
            # The policy's columns are included, so that a list never visits the table to ask who may see a
            # row.
            models.Index(
                fields=["unit", *_IN_LIST_ORDER],
                include=["reference", "called", "phase", "is_restricted", "is_walled"],
                condition=~Q(phase="closed"),
                name="cases_open_in_unit",
            ),
        ]


class Assignment(models.Model):
    """A person given a case by name, until further notice."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=20, choices=Part)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "member"], condition=Q(until_at__isnull=True), name="cases_assigned_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["member", "case"],
                condition=Q(until_at__isnull=True),
                name="cases_assignment_of_member",
            ),
        ]


class Party(models.Model):
    """A person who is part of a case, until further notice. What ended shows the person no longer."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=PartyPart)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(until_at__isnull=True), name="cases_party_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], include=["case", "until_at"], name="cases_party_of_person"),
        ]


class Wall(models.Model):
    """A person kept away from a case by a conflict of interest, whatever else would let them in."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="walls")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="walls")
    ground = models.CharField(max_length=20, choices=WallGround)
    why = models.TextField(default="", blank=True)
    raised_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "member"], condition=Q(until_at__isnull=True), name="cases_walled_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["member", "case"], condition=Q(until_at__isnull=True), name="cases_wall_of_member"
            ),
        ]


class Share(models.Model):
    """A case shown to a unit of another organisation: one purpose, one recipient, an end.

    `compartments` names what is shared beyond the general part, and each needs a clearance there as well.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="shares")
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=SharePurpose)
    basis = models.CharField(max_length=20, choices=ShareBasis)
    basis_says = models.TextField()
    compartments = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("since_at")), name="cases_share_ends_after_it_starts"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "until_at"], condition=Q(revoked_at__isnull=True), name="cases_share_live"
            ),
            models.Index(fields=["case"], name="cases_share_of_case"),
        ]


class Opening(models.Model):
    """A case opened in an emergency ("break-glass"): one person, one case, a short time, a reason, a
    review."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="openings")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="openings")
    ground = models.CharField(max_length=20, choices=OpeningGround)
    reason = models.TextField()
    since_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    was_justified = models.BooleanField(null=True)
    review_says = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("member")),
                name="cases_opening_second_person",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "until_at"], name="cases_opening_of_member")]
