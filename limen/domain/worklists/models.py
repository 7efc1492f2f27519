"""The tables of worklists. `Row` repeats what other tables say, so that a list sorts and filters by index;
the database keeps it in the transaction of the change, and nobody else writes it."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from limen.domain.cases.names import Phase
from limen.foundation.ids import new_id


class Row(models.Model):
    """One case in a worklist. Of clocks and acts only what is in no compartment counts; `due_order` is
    `names.NEVER` while no clock runs; `languages` are those in which one speaks with its people."""

    case = models.OneToOneField(
        "cases.Case", models.PROTECT, primary_key=True, db_column="id", related_name="+"
    )
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    called = models.CharField(max_length=200)
    phase = models.CharField(max_length=20, choices=Phase)
    opened_on = models.DateField()
    is_restricted = models.BooleanField()
    is_walled = models.BooleanField()
    due_order = models.DateField()
    due_clock = models.UUIDField(null=True)
    due_says = models.CharField(max_length=300)
    last_act_at = models.DateTimeField()
    holders = ArrayField(models.UUIDField())
    languages = ArrayField(models.CharField(max_length=3), default=list)

    class Meta:
        # The policy's columns are included, as in the lists of cases; languages, because they are asked for.
        indexes: ClassVar = [
            models.Index(
                fields=["unit", column, "case"],
                include=["is_restricted", "is_walled", "languages"],
                condition=~Q(phase="closed"),
                name=f"worklists_by_{column}",
            )
            for column in ("due_order", "last_act_at", "opened_on", "reference")
        ]


class SavedFilter(models.Model):
    """A filter under a name: its maker's own, or shared with a unit. `asked` is what stands in an address."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    unit = models.ForeignKey("identity.Unit", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=80)
    asked = models.CharField(max_length=500)
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "name"], condition=Q(dropped_at__isnull=True), name="worklists_filter_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit"], condition=Q(dropped_at__isnull=True), name="worklists_filters_of_unit"
            ),
        ]


class Look(models.Model):
    """Up to which line of the journal somebody has seen what came in in their cases."""

    member = models.OneToOneField(
        "identity.Member", models.PROTECT, primary_key=True, db_column="id", related_name="+"
    )
    entry_id = models.BigIntegerField()
    looked_at = models.DateTimeField()


class Release(models.Model):
    """A worklist too long for one person to take out: who asks, what for, and what a second person said.
    `is_own` is the list of the cases given to who asks, in whatever unit; `unit` then says who is asked.
    From `until_at` on nobody answers it, and nobody takes it out."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    is_own = models.BooleanField(default=False)
    asked = models.CharField(max_length=500)
    count = models.IntegerField()
    why = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    is_agreed = models.BooleanField(null=True)
    answer_why = models.CharField(max_length=500, default="", blank=True)
    answered_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    until_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, is_agreed__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, is_agreed__isnull=False),
                name="worklists_release_answered",
            ),
            models.CheckConstraint(
                condition=~Q(answered_by=F("member")) | Q(answered_by__isnull=True),
                name="worklists_release_second_person",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(is_agreed=True), name="worklists_release_taken"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "asked_at"],
                condition=Q(taken_at__isnull=True),
                name="worklists_release_of_unit",
            ),
            models.Index(
                fields=["member", "asked_at"],
                condition=Q(taken_at__isnull=True),
                name="worklists_release_of_mine",
            ),
        ]


class ReleasedCase(models.Model):
    """One of the cases that a second person saw and let out. What they may not read is not among them."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "case"], name="worklists_released_once"),
        ]


class Tally(models.Model):
    """A step of a figure of a unit: how many cases more or fewer count for `key`. The database keeps it with
    the rows of the worklists, and nobody reads it but through `access.figures_of`."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    count = models.IntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["unit", "kind", "key"], include=["count"], name="worklists_figures_of_unit"),
        ]
