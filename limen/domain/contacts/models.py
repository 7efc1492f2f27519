"""Ways to reach persons, the rules of safety on them, and the messages that were asked for.

A way is never changed in where it leads, only in its rule; the rules before are kept. A message is changed by
the worker alone.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from limen.domain.contacts.names import (
    Answer,
    Hindrance,
    MessageState,
    Safety,
    Template,
    WayKind,
    Wording,
)
from limen.foundation.ids import new_id

_HOURS = Q(since_hour__isnull=True, until_hour__isnull=True) | Q(until_hour__gt=F("since_hour"))


class Rule(models.Model):
    """When and how a way may be used. Hours are local to the person; the end is excluded."""

    safety = models.CharField(max_length=20, choices=Safety)
    weekdays = ArrayField(models.SmallIntegerField())
    since_hour = models.TimeField(null=True)
    until_hour = models.TimeField(null=True)
    time_zone = models.CharField(max_length=60)
    may_leave_message = models.CharField(max_length=20, choices=Answer)
    may_say_who = models.CharField(max_length=20, choices=Answer)
    may_say_what = models.CharField(max_length=20, choices=Answer)
    language = models.CharField(max_length=3, null=True)
    if_other_answers = models.TextField(null=True)
    conditions = models.TextField(null=True)
    is_preferred = models.BooleanField(default=False)
    rule_why = models.TextField(null=True)
    rule_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    rule_at = models.DateTimeField()

    class Meta:
        abstract = True


class Way(Rule):
    """A way to reach a person. `value` is as typed, `address` what is dialled or written to: a number in
    E.164, an e-mail address."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=WayKind)
    value = models.CharField(max_length=400)
    address = models.CharField(max_length=320, null=True)
    through_name = models.CharField(max_length=200, null=True)
    through_relation = models.CharField(max_length=200, null=True)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    end_why = models.TextField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(value=""), name="contacts_way_leads_somewhere"),
            models.CheckConstraint(condition=_HOURS, name="contacts_way_hours_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=["phone", "email"], address__isnull=False) & ~Q(address="")
                | ~Q(kind__in=["phone", "email"]),
                name="contacts_way_has_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(kind=WayKind.THROUGH) | Q(through_name__isnull=False) & ~Q(through_name=""),
                name="contacts_way_through_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True, ended_by__isnull=True, end_why__isnull=True)
                | Q(until_at__isnull=False, ended_by__isnull=False, end_why__isnull=False) & ~Q(end_why=""),
                name="contacts_way_ended_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="contacts_way_of_person")]


class EarlierRule(Rule):
    """What the rule of a way was before it was changed."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    way = models.ForeignKey(Way, models.PROTECT, related_name="earlier_rules")
    version = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["way", "version"], name="contacts_earlier_rule_once"),
        ]


class Message(models.Model):
    """Something that somebody wants to be told to a person on one of their ways.

    `asked_language` was chosen for this message alone; else the language of the way's rule counts when it is
    sent. It waits until `next_at`. The worker marks it as being sent before it sends it: what is found in
    that state later may have gone out, and is not sent again.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    way = models.ForeignKey(Way, models.PROTECT, related_name="messages")
    template = models.CharField(max_length=30, choices=Template)
    day = models.DateField(null=True)
    hour = models.TimeField(null=True)
    place = models.CharField(max_length=200, null=True)
    call = models.CharField(max_length=60, null=True)
    asked_language = models.CharField(max_length=3, null=True)
    language = models.CharField(max_length=10)
    asked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=MessageState, default=MessageState.WAITING)
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    hindrance = models.CharField(max_length=30, choices=Hindrance, null=True)
    trouble = models.CharField(max_length=400, null=True)
    wording = models.CharField(max_length=20, choices=Wording, null=True)
    text = models.TextField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=MessageState.SENT)
                | Q(settled_at__isnull=False, text__isnull=False, wording__isnull=False),
                name="contacts_message_sent_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withheld", "failed", "uncertain"])
                | Q(settled_at__isnull=False, hindrance__isnull=False),
                name="contacts_message_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "asked_at", "id"], name="contacts_message_of_person"),
            models.Index(
                fields=["next_at", "id"],
                condition=Q(state__in=["waiting", "sending"]),
                name="contacts_message_due",
            ),
            models.Index(fields=["asked_by", "asked_at", "id"], name="contacts_message_asked_by"),
        ]
