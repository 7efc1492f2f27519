"""The table of tasks: seen with the case, or by the two people whom a task of no case concerns."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from limen.domain.identity.names import Compartment
from limen.domain.tasks.names import Origin
from limen.foundation.ids import new_id


class Task(models.Model):
    """Something that somebody means to do by a day. `finding` names what the nightly look found, and
    `because` says why; it and a giver exclude each other. What it finds no more is done by nobody."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment, default=Compartment.GENERAL)
    says = models.CharField(max_length=200)
    due_on = models.DateField()
    for_member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    origin = models.CharField(max_length=20, choices=Origin)
    finding = models.CharField(max_length=60, default="", blank=True)
    because = models.CharField(max_length=1000, default="", blank=True)
    given_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    put_off_why = models.CharField(max_length=500, default="", blank=True)
    done_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(says=""), name="tasks_say_something"),
            models.CheckConstraint(
                condition=Q(origin=Origin.TYPED, given_by__isnull=False, finding="")
                | (Q(origin=Origin.FOUND, given_by__isnull=True, case__isnull=False) & ~Q(finding="")),
                name="tasks_come_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(compartment=Compartment.GENERAL),
                name="tasks_of_no_case_are_general",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False)
                | Q(done_at__isnull=False, origin=Origin.FOUND),
                name="tasks_done_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["case", "for_member", "finding"],
                condition=Q(origin=Origin.FOUND, done_at__isnull=True),
                name="tasks_found_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["for_member", "due_on", "id"],
                include=["case", "compartment"],
                condition=Q(done_at__isnull=True),
                name="tasks_open_of_member",
            ),
            models.Index(fields=["for_member", "-done_at"], name="tasks_done_of_member"),
            models.Index(fields=["case", "due_on", "id"], name="tasks_of_case"),
            models.Index(
                fields=["case"],
                include=["compartment"],
                condition=Q(origin=Origin.FOUND, done_at__isnull=True),
                name="tasks_found_in_case",
            ),
        ]
