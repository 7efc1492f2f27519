"""Questions about notices: mine, and how many are unread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.notices.models import Notice
from limen.foundation.actors import Actor

PAGE = 50
COUNTED_UP_TO = 99


@dataclass(frozen=True, kw_only=True)
class NoticeCard:
    """One notice: the journal's kind, the case it is about, whether it was read."""

    id: UUID
    kind: str
    case_id: UUID | None
    reference: str
    at: datetime
    is_unread: bool


def notices_of(by: Actor, *, before: datetime | None = None) -> list[NoticeCard]:
    """A page of the actor's notices, the latest first. A case they can no longer see has no reference."""
    rows = Notice.objects.filter(member_id=by.id).select_related("case")
    if before:
        rows = rows.filter(at__lt=before)
    return [
        NoticeCard(
            id=row.id,
            kind=row.kind,
            case_id=row.case_id if row.case else None,
            reference=row.case.reference if row.case else "",
            at=row.at,
            is_unread=row.read_at is None,
        )
        for row in rows.order_by("-at", "-id")[:PAGE]
    ]


def count_unread(by: Actor) -> int:
    """How many notices wait, counted up to a limit."""
    return Notice.objects.filter(member_id=by.id, read_at=None)[: COUNTED_UP_TO + 1].count()


def tell_of(entry_id: int) -> int:
    """Write the notices that one journal entry calls for, once however often it is asked; how many were new.

    Runs with the worker's role: whom an entry concerns is decided in the database (`access.tell_of`).
    """
    with connection.cursor() as cursor:
        cursor.execute("select access.tell_of(%s)", [entry_id])
        return int(cursor.fetchone()[0])
