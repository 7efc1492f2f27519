"""The tables of the hall. A ticket has no name; an appointment and a receipt are seen through their case."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from limen.domain.hall.names import AppointmentState, CameFor, Purpose, SeeFirst, TicketState
from limen.domain.people.names import Told
from limen.foundation.ids import new_id


class Hours(models.Model):
    """When a unit sees people and how many at once; what changed is told by the journal. `spans` are as
    `names.Span` writes them."""

    unit = models.OneToOneField("identity.Unit", models.PROTECT, primary_key=True, db_column="id")
    place = models.CharField(max_length=200)
    calendar = models.CharField(max_length=60, null=True)
    minutes = models.PositiveSmallIntegerField()
    at_once = models.PositiveSmallIntegerField()
    spans = ArrayField(models.CharField(max_length=20))
    closed_on = ArrayField(models.DateField(), default=list)
    set_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gte=5, at_once__gte=1), name="hall_hours_of_use"),
        ]


class HallDay(models.Model):
    """A day of a unit: the last number given out, and the row that is locked while numbers or places are."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    on = models.DateField(db_column="day")  # "on" is a word of SQL
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "on"], name="hall_day_once"),
        ]


class Ticket(models.Model):
    """A number in the hall. `called_at` is the first time it was called, `called_again_at` the last."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    on = models.DateField(db_column="day")  # "on" is a word of SQL
    number = models.PositiveIntegerField()
    party_size = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=3, null=True)
    language_state = models.CharField(max_length=20, choices=Told)
    came_for = models.CharField(max_length=20, choices=CameFor)
    first = models.CharField(max_length=20, choices=SeeFirst, null=True)
    first_says = models.CharField(max_length=200, default="", blank=True)
    state = models.CharField(max_length=20, choices=TicketState, default=TicketState.WAITING)
    desk = models.CharField(max_length=40, null=True)
    times_called = models.PositiveSmallIntegerField(default=0)
    taken_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    called_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    called_again_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "on", "number"], name="hall_ticket_number_once"),
            models.CheckConstraint(condition=Q(party_size__gte=1), name="hall_ticket_of_somebody"),
            models.CheckConstraint(
                condition=Q(language_state=Told.TOLD, language__regex="^[a-z]{3}$")
                | (~Q(language_state=Told.TOLD) & Q(language__isnull=True)),
                name="hall_ticket_language_told",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[TicketState.CALLED, TicketState.SERVED])
                | Q(desk__isnull=False, called_at__isnull=False, called_by__isnull=False),
                name="hall_ticket_called_to_a_desk",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "on", "state", "number"], name="hall_ticket_in_line"),
        ]


class Appointment(models.Model):
    """An appointment of a case. One that was moved stays as it was, and the new one names it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose)
    says = models.CharField(max_length=200, default="", blank=True)
    place = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=3, null=True)
    wants_interpreter = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=AppointmentState, default=AppointmentState.BOOKED)
    why = models.CharField(max_length=500, default="", blank=True)
    instead_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    booked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gte=5), name="hall_appointment_lasts"),
            models.CheckConstraint(
                condition=Q(state=AppointmentState.BOOKED, ended_at__isnull=True)
                | (~Q(state=AppointmentState.BOOKED) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="hall_appointment_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=AppointmentState.CANCELLED) | ~Q(why=""),
                name="hall_appointment_cancelled_for_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "starts_at", "id"], name="hall_appointment_of_unit"),
            models.Index(fields=["case", "starts_at"], name="hall_appointment_of_case"),
        ]


class Receipt(models.Model):
    """A receipt that was printed. `said` is every fact on it, so that the same paper can be made again;
    `digest` is the SHA-256 of the paper, `token` what its square code carries beside the reference."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    token = models.CharField(max_length=26, unique=True)
    said = models.JSONField()
    digest = models.CharField(max_length=64)
    issued_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person", "number"], name="hall_receipt_once"),
        ]


class Display(models.Model):
    """A screen in the hall: whoever knows its token is shown numbers and desks, and nothing else."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("identity.Unit", models.PROTECT, related_name="+")
    token = models.CharField(max_length=60, unique=True)
    opened_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
