"""What somebody has to hear on a day, and the records they have left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Left

from limen.domain.identity.queries.people import names_of
from limen.domain.interviews.models import Block
from limen.domain.interviews.names import InterviewState
from limen.domain.interviews.queries.cards import InterviewCard
from limen.domain.interviews.queries.reach import interviews_seen_by
from limen.foundation.actors import Actor

MOST = 50
_BEGINS = 120  # letters by which one knows a record again
_CALLED_OFF = (InterviewState.CANCELLED, InterviewState.MISSED)


@dataclass(frozen=True, kw_only=True)
class MyInterview:
    """An interview that the actor holds, and the case it belongs to."""

    card: InterviewCard
    reference: str
    called: str


@dataclass(frozen=True, kw_only=True)
class LeftOpen:
    """A record that the actor holds and has not closed. `ends_with` is what its last block begins with."""

    card: InterviewCard
    reference: str
    called: str
    saved_at: datetime
    ends_with: str


def interviews_of_mine(
    *, begins: datetime, ends: datetime, by: Actor, at: datetime, at_most: int = MOST
) -> list[MyInterview]:
    """Interviews that the actor holds and that begin between two instants, in order. What was called off or
    missed is not among them. Two queries."""
    held = Q(holder_id=by.id) | Q(holder=None, officer_id=by.id)
    rows = list(
        interviews_seen_by(by, at=at)
        .filter(held, starts_at__gte=begins, starts_at__lt=ends)
        .exclude(state__in=_CALLED_OFF)
        .select_related("case")
        .order_by("starts_at", "id")[:at_most]
    )
    names = names_of({row.officer_id for row in rows}, by=by)
    return [
        MyInterview(card=InterviewCard.of(row, names), reference=row.case.reference, called=row.case.called)
        for row in rows
    ]


def records_left_open(*, by: Actor, at: datetime) -> list[LeftOpen]:
    """Open records that the actor holds, the one that was last written first; 50 at most. Two queries."""
    rows = list(
        interviews_seen_by(by, at=at)
        .filter(holder_id=by.id, state=InterviewState.OPEN)
        .select_related("case")
        .annotate(saved_at=Coalesce(Max("blocks__kept_at"), "opened_at"), ends_with=Subquery(_last_words()))
        .order_by("-saved_at", "id")[:MOST]
    )
    names = names_of({row.officer_id for row in rows}, by=by)
    return [
        LeftOpen(
            card=InterviewCard.of(row, names),
            reference=row.case.reference,
            called=row.case.called,
            saved_at=row.saved_at,
            ends_with=row.ends_with or "",
        )
        for row in rows
    ]


def _last_words() -> Any:
    said = Block.objects.filter(interview=OuterRef("pk")).exclude(words="").order_by("-place", "-id")
    return said.values(begins=Left("words", _BEGINS))[:1]
