"""Clocks on cases, their stops and extensions, and differences that the nightly reckoning found.

What is stored are anchors and intervals; due dates are derived, and kept only to sort lists by them.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from limen.domain.deadlines.names import LIVE, Attribution, ClockState, Effect
from limen.domain.identity.names import Compartment
from limen.foundation.ids import new_id


class Clock(models.Model):
    """One term of the law running for one case. `facts` are its anchors as they were told, by name.

    `edition` is the law that ruled it. `due_on`, `due_at` (for terms in hours), `work_to`, `raw_on`, `value`
    and `ruling` repeat what that law says of the facts, stops and extensions here. `unit` is that of the
    case, or was when the clock was closed: the database keeps it, lists are read by it, no wall believes it.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="clocks")
    unit = models.ForeignKey(
        "identity.Unit", models.PROTECT, related_name="+", db_index=False, editable=False
    )
    compartment = models.CharField(max_length=40, choices=Compartment, default=Compartment.GENERAL)
    edition = models.ForeignKey("policy.Edition", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60)
    term = models.CharField(max_length=120)
    term_says = models.CharField(max_length=300)
    about = models.CharField(max_length=200, default="", blank=True)
    effect = models.CharField(max_length=20, choices=Effect)
    calendar = models.CharField(max_length=60)
    facts: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField()
    state = models.CharField(max_length=20, choices=ClockState, default=ClockState.RUNNING)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    work_to = models.DateField(null=True)
    raw_on = models.DateField(null=True)
    days_left = models.IntegerField(null=True)
    value = models.CharField(max_length=60)
    is_settled = models.BooleanField()
    ruling: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    started_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    met_on = models.DateField(null=True)
    missed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "compartment", "pack", "term", "about"],
                condition=Q(state__in=LIVE),
                name="deadlines_clock_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(due_on__isnull=False), name="deadlines_running_is_due"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "started_at", "id"], name="deadlines_of_case"),
            models.Index(
                fields=["due_on", "id"], condition=Q(state="running"), name="deadlines_running_by_due"
            ),
            models.Index(
                fields=["unit", "due_on", "id"],
                condition=Q(state="running"),
                name="deadlines_running_of_unit",
            ),
            models.Index(fields=["pack", "term"], condition=Q(state__in=LIVE), name="deadlines_live_by_term"),
            # What the nightly reckoning walks along, and what may run out; see queries/nightly.py.
            models.Index(
                fields=["edition", "id"], condition=Q(state__in=LIVE), name="deadlines_live_by_edition"
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state="running", effect="limit", missed_at__isnull=True),
                name="deadlines_limits_to_come",
            ),
        ]


class Stop(models.Model):
    """Something that stopped a clock, or did not although it might have; its cause and whose doing it was.

    Half open: `until_on` is the first day that counts again.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="stops")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    cause = models.CharField(max_length=60)
    cause_says = models.CharField(max_length=300)
    attributed_to = models.CharField(max_length=20, choices=Attribution)
    does_stop = models.BooleanField()
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    why = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="deadlines_stop_ends_after_it_starts",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["clock", "since_on"], name="deadlines_stops_of_clock")]


class Extension(models.Model):
    """A decision to make a term longer, on a ground of the law. `length` is empty for all that is allowed."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="extensions")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    ground = models.CharField(max_length=60)
    ground_says = models.CharField(max_length=300)
    length = models.CharField(max_length=60, default="", blank=True)
    decided_on = models.DateField()
    why = models.TextField()
    recorded_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clock", "ground"], name="deadlines_extended_once_per_ground"),
        ]


class Difference(models.Model):
    """The nightly reckoning came to another day than the one stored. Reported, never repaired by itself."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="differences")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    edition = models.ForeignKey("policy.Edition", models.PROTECT, related_name="+")
    stored_due_on = models.DateField(null=True)
    found_due_on = models.DateField(null=True)
    found_at = models.DateTimeField()
    trouble = models.TextField(default="", blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["clock"], condition=Q(settled_at__isnull=True), name="deadlines_one_open_difference"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["found_at", "id"],
                condition=Q(settled_at__isnull=True),
                name="deadlines_open_differences",
            ),
        ]


class Trial(models.Model):
    """One look at what an edition would change on open cases. Not an act on any case: it can be forgotten.

    `files` is the candidate, compressed; `tally` what was counted up to `after_case`. Whoever asked owns it.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    says = models.CharField(max_length=300)
    files = models.BinaryField()
    total = models.PositiveIntegerField()
    tally: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    after_case = models.UUIDField(null=True)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked_by", "begun_at"], name="deadlines_trials_of_member")]
