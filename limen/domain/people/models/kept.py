"""What is kept of a person and never overwritten: a row ends, with a reason, and another takes its place."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from limen.domain.people.names import Told
from limen.foundation.ids import new_id


def told_or_not(state: str, value: str) -> Q:
    """The value is there exactly when it was told, and then it says something."""
    return Q(**{state: Told.TOLD, f"{value}__isnull": False}) & ~Q(**{value: ""}) | (
        ~Q(**{state: Told.TOLD}) & Q(**{f"{value}__isnull": True})
    )


def ended_by_somebody() -> Q:
    """Whoever ended a row says when, and why unless another took its place."""
    return Q(ended_at__isnull=True, ended_by__isnull=True, ended_why__isnull=True) | (
        Q(ended_at__isnull=False, ended_by__isnull=False) & (Q(ended_why__isnull=True) | ~Q(ended_why=""))
    )


def running() -> Q:
    """Rows that still count."""
    return Q(ended_at__isnull=True)


class Kept(models.Model):
    """One thing that was said or seen of a person. It counts until it is ended."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, null=True)

    class Meta:
        abstract = True


class TellsDay(models.Model):
    """A day as `limen.likeness.days` reads it, in columns."""

    day_words = models.CharField(max_length=100)
    day_calendar = models.CharField(max_length=20)
    day_precision = models.CharField(max_length=20)
    day_numbers = ArrayField(models.SmallIntegerField(), default=list)
    day_earliest = models.DateField(null=True)
    day_latest = models.DateField(null=True)

    class Meta:
        abstract = True
