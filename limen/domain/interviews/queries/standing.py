"""How far the interviews of a case have come, for whoever asks before the case moves on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from limen.domain.identity.names import Compartment
from limen.domain.interviews.models import Inconsistency
from limen.domain.interviews.names import InterviewState
from limen.domain.interviews.queries.bookings import is_left_by_interpreter
from limen.domain.interviews.queries.reach import interviews_seen_by, within_file
from limen.foundation.actors import Actor

_WITH_RECORD = frozenset(
    {InterviewState.CLOSED, InterviewState.READ_BACK, InterviewState.CONFIRMED, InterviewState.REFUSED}
)
_COMMENTED = frozenset({InterviewState.CONFIRMED, InterviewState.REFUSED})
_MOST = 200


@dataclass(frozen=True, kw_only=True)
class RecordStanding:
    """How far an interview has come. `not_put`: inconsistencies that the applicant has not answered;
    `has_interpreter`: somebody is named who has not declined."""

    state: InterviewState
    has_interpreter: bool
    not_put: int

    @property
    def has_record(self) -> bool:
        """Whether what was said is in the file, closed."""
        return self.state in _WITH_RECORD

    @property
    def is_commented(self) -> bool:
        """Whether the applicant confirmed the record, or refused to with reasons."""
        return self.state in _COMMENTED


@dataclass(frozen=True, kw_only=True)
class NotedCard:
    """An inconsistency with the interview in which it was noted, for what is weighed elsewhere."""

    id: UUID
    interview_id: UUID
    compartment: Compartment
    held_at: datetime
    zone: str
    words: str
    answer: str
    put_at: datetime | None


def inconsistencies_noted(case_id: UUID, *, by: Actor, at: datetime) -> list[NotedCard]:
    """What was noted in the interviews of a case that the actor may read, the first first; 200 at most. One
    query."""
    rows = Inconsistency.objects.filter(within_file(by, at=at), case_id=case_id).select_related("interview")
    return [
        NotedCard(
            id=row.pk,
            interview_id=row.interview_id,
            compartment=Compartment(row.compartment),
            held_at=row.interview.starts_at,
            zone=row.interview.zone,
            words=row.words,
            answer=row.answer,
            put_at=row.put_at,
        )
        for row in rows.order_by("noted_at", "id")[:_MOST]
    ]


def records_of(case_id: UUID, *, by: Actor, at: datetime) -> list[RecordStanding]:
    """The interviews of a case that the actor may read and that were not called off or missed; 200 at most.
    One query."""
    rows = (
        interviews_seen_by(by, at=at)
        .filter(case_id=case_id)
        .exclude(state__in=(InterviewState.CANCELLED, InterviewState.MISSED))
        .annotate(not_put=Count("inconsistencies", filter=Q(inconsistencies__put_at=None)))
        .annotate(is_left=ExpressionWrapper(is_left_by_interpreter(), output_field=BooleanField()))
        .order_by("-starts_at", "-id")[:_MOST]
    )
    return [
        RecordStanding(
            state=InterviewState(row.state),
            has_interpreter=bool(row.interpreter) and not row.is_left,
            not_put=row.not_put,
        )
        for row in rows
    ]
