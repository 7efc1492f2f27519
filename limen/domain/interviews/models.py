"""The tables of interviews. Every row names case and compartment, so that its wall needs no other table."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from limen.domain.identity.names import Compartment
from limen.domain.interviews.names import (
    BlockKind,
    BookingState,
    CheckAnswer,
    CorrectionKind,
    InterviewKind,
    InterviewState,
    Marker,
    ReadHow,
    SoundWay,
    Speaker,
)
from limen.foundation.ids import new_id


class Interview(models.Model):
    """An interview from its appointment to the confirmation of its record. `holder` writes the record, and
    nobody else does; `digest` is the hash of all blocks when it was closed. `sound`: it is recorded, and
    `is_told_of_sound` that the applicant knows."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment, default=Compartment.GENERAL)
    kind = models.CharField(max_length=20, choices=InterviewKind)
    state = models.CharField(max_length=20, choices=InterviewState, default=InterviewState.PLANNED)
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, default="", blank=True)
    link = models.CharField(max_length=300, default="", blank=True)
    language = models.CharField(max_length=3, null=True)
    interpreter = models.CharField(max_length=200, default="", blank=True)
    interpreter_wishes = models.CharField(max_length=500, default="", blank=True)
    present = models.TextField(default="", blank=True)
    sound = models.BooleanField(default=False, db_default=False)
    is_told_of_sound = models.BooleanField(default=False, db_default=False)
    officer = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    planned_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    why = models.CharField(max_length=2000, default="", blank=True)
    holder = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, default="", blank=True)
    why_not_put = models.CharField(max_length=2000, default="", blank=True)
    read_how = models.CharField(max_length=20, choices=ReadHow, null=True)
    read_by = models.CharField(max_length=200, default="", blank=True)
    read_language = models.CharField(max_length=3, null=True)
    read_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gte=5), name="interviews_interview_lasts"),
            models.CheckConstraint(
                condition=~Q(state=InterviewState.OPEN) | Q(holder__isnull=False, opened_at__isnull=False),
                name="interviews_open_record_is_held",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "read_back", "confirmed", "refused"])
                | Q(closed_at__isnull=False, digest__regex="^[0-9a-f]{64}$"),
                name="interviews_closed_record_has_its_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "cancelled"]) | ~Q(why=""),
                name="interviews_ended_for_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "starts_at", "id"], name="interviews_of_case"),
            models.Index(fields=["officer", "starts_at"], name="interviews_of_officer"),
        ]


class PreparedQuestion(models.Model):
    """A question to be asked, under its topic; whether it was asked is said by the block that asks it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="questions")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    place = models.PositiveIntegerField()
    topic = models.CharField(max_length=200, default="", blank=True)
    words = models.CharField(max_length=1000)
    prepared_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["interview", "place"], name="interviews_questions")]


class OpeningCheck(models.Model):
    """A safeguard of the law, and what was found of it when the record was opened; in the words of then."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="checks")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    says = models.CharField(max_length=1000)
    source = models.CharField(max_length=500)
    answer = models.CharField(max_length=20, choices=CheckAnswer)
    words = models.CharField(max_length=1000, default="", blank=True)
    answered_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interview", "key"], name="interviews_check_once"),
        ]


class Block(models.Model):
    """One block of the record, under an id from the device. It changes only while the record is open, and
    only by its holder; afterwards what is said about it stands beside it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, editable=False)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="blocks")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    place = models.FloatField()
    kind = models.CharField(max_length=20, choices=BlockKind)
    speaker = models.CharField(max_length=20, choices=Speaker)
    said_at = models.DateTimeField()
    language = models.CharField(max_length=3, null=True)
    words = models.TextField(default="", blank=True)
    markers = ArrayField(models.CharField(max_length=20, choices=Marker), default=list)
    asks = models.ForeignKey(PreparedQuestion, models.PROTECT, null=True, related_name="+")
    revision = models.BigIntegerField()
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["interview", "place", "id"], name="interviews_blocks")]


class Correction(models.Model):
    """What was said about a block when the record was read back. The block itself stays as it was."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="corrections")
    block = models.ForeignKey(Block, models.PROTECT, related_name="corrections")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    kind = models.CharField(max_length=20, choices=CorrectionKind)
    words = models.TextField()
    said_by = models.CharField(max_length=200)
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["interview", "written_at"], name="interviews_corrections")]


class Inconsistency(models.Model):
    """What does not fit together, in neutral words, and what the applicant answered when it was put."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="inconsistencies")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    words = models.TextField()
    noted_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    answer = models.TextField(default="", blank=True)
    put_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    put_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(put_at__isnull=True, answer="")
                | (Q(put_at__isnull=False, put_by__isnull=False) & ~Q(answer="")),
                name="interviews_put_with_its_answer",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["interview", "noted_at"], name="interviews_inconsistencies")
        ]


class Recording(models.Model):
    """The sound of an interview, or of a stretch of it, as it was taken. Once it has ended nothing of it
    changes but `begins_at` of a file, which says where on the clock its first second lies."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="recordings")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    way = models.CharField(max_length=10, choices=SoundWay)
    media_type = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255, default="", blank=True)
    begins_at = models.DateTimeField()
    begun_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    size = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, digest="")
                | Q(ended_at__isnull=False, digest__regex="^[0-9a-f]{64}$"),
                name="interviews_ended_recording_has_its_hash",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["interview", "begins_at", "id"], name="interviews_recordings"),
        ]


class SoundPiece(models.Model):
    """Some seconds of a recording, sealed in the store. Pieces of one part, put together, are a file that can
    be played; a part begins anew after every few minutes and after every interruption."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recording = models.ForeignKey(Recording, models.PROTECT, related_name="pieces")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    part = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    begins_at = models.DateTimeField()
    stored_as = models.UUIDField()
    file_key = models.BinaryField(max_length=32)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    kept_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "part", "number"], name="interviews_piece_once"),
        ]


class Booking(models.Model):
    """An interpreter who is asked to come to an interview: when, where and in which language, and nothing
    else of the case. The times are copies, so that whoever interprets needs no other table; an interview that
    moves asks anew. `understands` and `is_free` are what the interpreter said on the day."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="bookings")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)
    interpreter = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    officer = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=BookingState, default=BookingState.ASKED)
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, default="", blank=True)
    link = models.CharField(max_length=300, default="", blank=True)
    language = models.CharField(max_length=3)
    asked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField(null=True)
    understands = models.BooleanField(null=True)
    is_free = models.BooleanField(null=True)
    why = models.CharField(max_length=1000, default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["interview"],
                condition=Q(state__in=["asked", "accepted"]),
                name="interviews_one_interpreter_booked",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(why=""), name="interviews_declined_for_a_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["interpreter", "starts_at", "id"], name="interviews_of_interpreter"),
        ]
