"""What can happen to an interview. The words stand in the blocks; the journal names their hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.interviews.names import CorrectionKind, InterviewKind, ReadHow
from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class Planned(CaseEvent):
    kind = "interviews.planned"
    personal = ("place",)
    says = _("{by} planned an interview for {starts_at}.")

    interview_id: UUID
    about: InterviewKind
    starts_at: datetime
    minutes: int
    place: str
    by_video: bool
    officer_id: UUID
    language: str | None


@dataclass(frozen=True, kw_only=True)
class Rescheduled(CaseEvent):
    kind = "interviews.rescheduled"
    personal = ("why", "place")
    says = _("{by} moved the interview to {starts_at}.")

    interview_id: UUID
    was_at: datetime
    starts_at: datetime
    place: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Cancelled(CaseEvent):
    kind = "interviews.cancelled"
    personal = ("why",)
    says = _("{by} cancelled the interview of {starts_at}.")

    interview_id: UUID
    starts_at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class MarkedMissed(CaseEvent):
    """Nothing follows from it by itself."""

    kind = "interviews.marked_missed"
    personal = ("why",)
    says = _("{by} wrote down that the interview of {starts_at} was missed.")

    interview_id: UUID
    starts_at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class QuestionsPrepared(CaseEvent):
    kind = "interviews.questions_prepared"
    personal = ()
    says = _("{by} prepared {count} questions for the interview.")

    interview_id: UUID
    count: int
    version: int


@dataclass(frozen=True, kw_only=True)
class RecordOpened(CaseEvent):
    """`not_met` are the keys of safeguards that were answered with no."""

    kind = "interviews.record_opened"
    personal = ()
    says = _("{by} opened the record of the interview.")

    interview_id: UUID
    answered: int
    not_met: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RecordTakenOver(CaseEvent):
    kind = "interviews.record_taken_over"
    personal = ("why",)
    says = _("{by} took over the record of the interview.")

    interview_id: UUID
    before_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class InconsistencyNoted(CaseEvent):
    kind = "interviews.inconsistency_noted"
    personal = ("words",)
    says = _("{by} noted what does not fit together, to be put to the applicant.")

    interview_id: UUID
    inconsistency_id: UUID
    words: str


@dataclass(frozen=True, kw_only=True)
class InconsistencyPut(CaseEvent):
    kind = "interviews.inconsistency_put"
    personal = ("answer",)
    says = _("{by} put an inconsistency to the applicant and wrote down the answer.")

    interview_id: UUID
    inconsistency_id: UUID
    answer: str


@dataclass(frozen=True, kw_only=True)
class RecordClosed(CaseEvent):
    """`digest` is the SHA-256 of all blocks in their order."""

    kind = "interviews.record_closed"
    personal = ("why_not_put",)
    says = _("{by} closed the record of the interview ({blocks} blocks).")

    interview_id: UUID
    blocks: int
    digest: str
    why_not_put: str


@dataclass(frozen=True, kw_only=True)
class RecordReadBack(CaseEvent):
    kind = "interviews.record_read_back"
    personal = ("reader",)
    says = _("{by} wrote down that the applicant learnt what the record says.")

    interview_id: UUID
    how: ReadHow
    reader: str
    language: str | None


@dataclass(frozen=True, kw_only=True)
class BlockCorrected(CaseEvent):
    """The words stand beside the block; the block stays as it was."""

    kind = "interviews.block_corrected"
    personal = ("words", "said_by")
    says = _("{by} set a {sort} beside the record of the interview.")

    interview_id: UUID
    block_id: UUID
    correction_id: UUID
    sort: CorrectionKind
    words: str
    said_by: str


@dataclass(frozen=True, kw_only=True)
class Confirmed(CaseEvent):
    kind = "interviews.confirmed"
    personal = ()
    says = _("{by} wrote down that the applicant confirmed the record.")

    interview_id: UUID
    digest: str


@dataclass(frozen=True, kw_only=True)
class ConfirmationRefused(CaseEvent):
    """It stops nothing."""

    kind = "interviews.confirmation_refused"
    personal = ("why",)
    says = _("{by} wrote down that the applicant did not confirm the record, and why.")

    interview_id: UUID
    digest: str
    why: str


@dataclass(frozen=True, kw_only=True)
class RecordingBegun(CaseEvent):
    kind = "interviews.recording_begun"
    personal = ()
    says = _("{by} began to record the sound of the interview.")

    interview_id: UUID
    recording_id: UUID


@dataclass(frozen=True, kw_only=True)
class RecordingEnded(CaseEvent):
    """`digest` is the SHA-256 of the hashes of all pieces in their order."""

    kind = "interviews.recording_ended"
    personal = ()
    says = _("{by} ended a recording of the interview.")

    interview_id: UUID
    recording_id: UUID
    pieces: int
    size: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class RecordingAdded(CaseEvent):
    """`digest` is the SHA-256 of the file."""

    kind = "interviews.recording_added"
    personal = ("file_name",)
    says = _("{by} added a recording of the interview as a file.")

    interview_id: UUID
    recording_id: UUID
    file_name: str
    begins_at: datetime
    size: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class RecordingPlaced(CaseEvent):
    kind = "interviews.recording_placed"
    personal = ()
    says = _("{by} said when a recording of the interview begins: {begins_at}.")

    interview_id: UUID
    recording_id: UUID
    was_at: datetime
    begins_at: datetime


@dataclass(frozen=True, kw_only=True)
class InterpreterBooked(CaseEvent):
    kind = "interviews.interpreter_booked"
    personal = ("interpreter_name",)
    says = _("{by} asked {interpreter_name} to interpret at the interview of {starts_at}.")

    interview_id: UUID
    booking_id: UUID
    interpreter_id: UUID
    interpreter_name: str
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class InterpreterReleased(CaseEvent):
    kind = "interviews.interpreter_released"
    personal = ("interpreter_name", "why")
    says = _("{by} let {interpreter_name} go, who was to interpret at the interview.")

    interview_id: UUID
    booking_id: UUID
    interpreter_name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class BookingAnswered(CaseEvent):
    kind = "interviews.booking_answered"
    personal = ("why",)
    says = _("{by} answered whether they come to interpret at the interview.")

    interview_id: UUID
    booking_id: UUID
    officer_id: UUID
    is_accepted: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class UnderstandingReported(CaseEvent):
    """`is_free`: of any tie to somebody who is concerned."""

    kind = "interviews.understanding_reported"
    personal = ("words",)
    says = _("{by} said whether the applicant and the interpreter understand each other.")

    interview_id: UUID
    booking_id: UUID
    officer_id: UUID
    understands: bool
    is_free: bool
    words: str
