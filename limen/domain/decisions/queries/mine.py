"""What somebody was typing in decisions, and how many wait for them as second reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Left

from limen.domain.decisions.models import Draft, Version
from limen.domain.decisions.names import OPEN, DecisionState
from limen.domain.decisions.queries.reach import decisions_seen_by
from limen.foundation.actors import Actor

MOST = 50
COUNTED_UP_TO = 99
_BEGINS = 120  # letters by which one knows a text again


@dataclass(frozen=True, kw_only=True)
class HalfWritten:
    """A section with words that are in no version yet."""

    decision_id: UUID
    case_id: UUID
    reference: str
    section: str
    begins: str
    saved_at: datetime


def decisions_half_written(*, by: Actor, at: datetime) -> list[HalfWritten]:
    """The actor's own, in decisions that can still be written in, the latest first; 50 at most. One query."""
    seen = decisions_seen_by(by, at=at).filter(state__in=OPEN)
    rows = (
        Draft.objects.filter(member_id=by.id, decision__in=seen)
        .select_related("case")
        .annotate(begins=Left("text", _BEGINS))
        .order_by("-saved_at", "id")[:MOST]
    )
    return [
        HalfWritten(
            decision_id=row.decision_id,
            case_id=row.case_id,
            reference=row.case.reference,
            section=row.section,
            begins=row.begins,
            saved_at=row.saved_at,
        )
        for row in rows
    ]


def count_to_read(*, by: Actor, at: datetime) -> int:
    """How many decisions the actor could read as second reader: not those that they wrote in. Counted up to
    one more than `COUNTED_UP_TO`. One query."""
    own = Version.objects.filter(written_by_id=by.id).values("decision_id")
    waiting = decisions_seen_by(by, at=at).filter(state=DecisionState.WITH_READER).exclude(pk__in=own)
    return waiting.values("pk")[: COUNTED_UP_TO + 1].count()
