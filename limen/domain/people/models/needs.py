"""Special needs as they were observed, and each look at them since. No share shows them."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from limen.domain.people.models.kept import Kept, ended_by_somebody, running
from limen.domain.people.names import Guarantee, NeedCategory, NeedOutcome
from limen.foundation.ids import new_id


class Need(Kept):
    """What was seen of somebody who may need guarantees, which follow, and when it is looked at again."""

    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    category = models.CharField(max_length=30, choices=NeedCategory)
    seen = models.CharField(max_length=1000)
    observer = models.CharField(max_length=200, null=True)
    observed_on = models.DateField()
    guarantees = ArrayField(models.CharField(max_length=30, choices=Guarantee), default=list)
    guarantee_words = models.CharField(max_length=500, null=True)
    review_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ended_by_somebody(), name="people_need_ended_by"),
            models.CheckConstraint(
                condition=~Q(seen="")
                & (Q(observer__isnull=True) | ~Q(observer=""))
                & (Q(guarantee_words__isnull=True) | ~Q(guarantee_words="")),
                name="people_need_says_something",
            ),
            models.CheckConstraint(condition=Q(review_on__gte=F("observed_on")), name="people_need_in_order"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="people_need_of_person"),
            # Carries the person, of whom the policy asks.
            models.Index(
                fields=["organisation", "review_on", "id"],
                include=["person"],
                condition=running(),
                name="people_need_due",
            ),
        ]


class NeedReview(models.Model):
    """A need was looked at again: what was found and why. The guarantees and the day are those that stood
    there before, at that version of the need."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="reviews")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=NeedOutcome)
    why = models.CharField(max_length=1000)
    version = models.PositiveIntegerField()
    guarantees = ArrayField(models.CharField(max_length=30, choices=Guarantee), default=list)
    guarantee_words = models.CharField(max_length=500, null=True)
    review_on = models.DateField()
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="people_need_review_says_why"),
            models.UniqueConstraint(fields=["need", "version"], name="people_need_review_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="people_need_review_of_person")]
