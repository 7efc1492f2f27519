"""How persons belong together. What two persons are to each other is seen by whoever reads both.

What was thought of a relationship, and said about with whom a child came, is only ever added to.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from limen.domain.families.names import Accompanied, AppointmentKind, Kind, Stance, Union
from limen.domain.people.names import Source
from limen.foundation.ids import new_id


def _ended_or_not(since: str) -> Q:
    """An end has its day, its reason, and who said so; and lies not before the beginning."""
    return Q(ended_by__isnull=True, end_why__isnull=True, ended_at__isnull=True) | (
        Q(until_on__isnull=False, ended_by__isnull=False, end_why__isnull=False, ended_at__isnull=False)
        & ~Q(end_why="")
        & (Q(**{f"{since}__isnull": True}) | Q(until_on__gte=F(since)))
    )


class Relationship(models.Model):
    """`person` is `kind` of `other`, as claimed, supported, disputed or found not to be so (`Weighing`)."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    union = models.CharField(max_length=20, choices=Union, null=True)
    words = models.CharField(max_length=200, null=True)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_why = models.TextField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="families_not_with_oneself"),
            models.CheckConstraint(
                condition=Q(union__isnull=True) | Q(kind=Kind.PARTNER), name="families_union_of_partners"
            ),
            models.CheckConstraint(
                condition=Q(words__isnull=True) | ~Q(words=""), name="families_words_say_something"
            ),
            models.CheckConstraint(
                condition=Q(words__isnull=False) | ~Q(kind__in=["other_relative", "other"]),
                name="families_kind_in_words",
            ),
            models.CheckConstraint(
                condition=Q(since_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(until_on__gte=F("since_on")),
                name="families_relationship_in_order",
            ),
            models.CheckConstraint(
                condition=_ended_or_not("since_on"), name="families_relationship_ended_whole"
            ),
            models.UniqueConstraint(
                Least("person", "other"),
                Greatest("person", "other"),
                "kind",
                condition=Q(until_on__isnull=True, kind__in=["partner", "sibling", "travelling_together"]),
                name="families_related_once_each",
            ),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(until_on__isnull=True, kind__in=["parent", "grandparent", "caretaker"]),
                name="families_related_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="families_related_first"),
            models.Index(fields=["other"], name="families_related_second"),
        ]


class Weighing(models.Model):
    """What was thought of a relationship from a time on, on what ground, and why it changed."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="weighings")
    version = models.PositiveIntegerField()
    stance = models.CharField(max_length=20, choices=Stance)
    source = models.CharField(max_length=20, choices=Source)
    said_by = models.CharField(max_length=200, null=True)
    evidence = models.TextField(null=True)
    why = models.TextField(null=True)
    weighed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    weighed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["relationship", "version"], name="families_weighed_once"),
            models.CheckConstraint(
                condition=Q(version=1) | (Q(why__isnull=False) & ~Q(why="")), name="families_weighed_why"
            ),
            models.CheckConstraint(
                condition=~Q(stance=Stance.SUPPORTED) | (Q(evidence__isnull=False) & ~Q(evidence="")),
                name="families_supported_by_something",
            ),
        ]


class Household(models.Model):
    """People who live together for a time. Who they are is seen one by one."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    formed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    formed_at = models.DateTimeField()


class Dweller(models.Model):
    """Somebody's time in a household. It is over when there is a day on which it ended."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="dwellers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    since_on = models.DateField(null=True)
    source = models.CharField(max_length=20, choices=Source, null=True)
    until_on = models.DateField(null=True)
    end_source = models.CharField(max_length=20, choices=Source, null=True)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_why = models.TextField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ended_or_not("since_on"), name="families_dwelling_ended_whole"),
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(until_on__isnull=True),
                name="families_dwells_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="families_dwelling_of_person")]


class Appointment(models.Model):
    """Who acts for a person, since a day of law. The name may be told to whoever reads the person."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=AppointmentKind)
    name = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=200, null=True)
    contact = models.TextField(null=True)
    appointed_on = models.DateField()
    authority = models.CharField(max_length=200, null=True)
    evidence = models.TextField(null=True)
    until_on = models.DateField(null=True)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_why = models.TextField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="families_appointed_by_name"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("appointed_on")),
                name="families_appointment_in_order",
            ),
            models.CheckConstraint(
                condition=_ended_or_not("appointed_on"), name="families_appointment_ended_whole"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="families_appointed_for")]


class Appointee(models.Model):
    """The record of whoever was appointed, when they are on record. Seen by whoever reads both persons."""

    appointment = models.OneToOneField(Appointment, models.PROTECT, primary_key=True, db_column="id")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")


class Accompaniment(models.Model):
    """What an officer said about with whom somebody came. The latest version holds; none is changed."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=Accompanied)
    words = models.CharField(max_length=200, null=True)
    why = models.TextField(null=True)
    stated_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "version"], name="families_accompaniment_once"),
            models.CheckConstraint(
                condition=Q(state=Accompanied.NOT_ASKED) | (Q(why__isnull=False) & ~Q(why="")),
                name="families_accompaniment_why",
            ),
        ]
