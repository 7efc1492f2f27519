"""Questions about notices: mine, and how many are unread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.cases.queries.reach import cases_seen_by
from limen.domain.notices.models import Notice
from limen.foundation.actors import Actor

PAGE = 50
COUNTED_UP_TO = 99


@dataclass(frozen=True, kw_only=True)
class NoticeCard:
    """One notice: the journal's kind, the case it is about, whether it was read. `is_of_case`: it is about
    one, which the reader may not see any more when it is not named."""

    id: UUID
    kind: str
    case_id: UUID | None
    is_of_case: bool
    reference: str
    at: datetime
    is_unread: bool


def notices_of(by: Actor, *, at: datetime, before: datetime | None = None) -> list[NoticeCard]:
    """A page of the actor's notices, the latest first. A case they can no longer see is not named."""
    notices = Notice.objects.filter(member_id=by.id)
    if before:
        notices = notices.filter(at__lt=before)
    rows = list(notices.order_by("-at", "-id")[:PAGE])
    seen = cases_seen_by(by, at=at).filter(id__in={row.case_id for row in rows if row.case_id})
    references = dict(seen.values_list("id", "reference"))
    return [_card(row, references) for row in rows]


def _card(row: Notice, references: dict[UUID, str]) -> NoticeCard:
    case_id = row.case_id if row.case_id in references else None
    return NoticeCard(
        id=row.id,
        kind=row.kind,
        case_id=case_id,
        is_of_case=row.case_id is not None,
        reference=references[case_id] if case_id else "",
        at=row.at,
        is_unread=row.read_at is None,
    )


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


def tell_of_records(entry_id: int) -> int:
    """Write the notices that an answer about two records calls for; how many were new. As `tell_of`."""
    with connection.cursor() as cursor:
        cursor.execute("select access.tell_of_records(%s)", [entry_id])
        return int(cursor.fetchone()[0])


def tell_of_library(entry_id: int) -> int:
    """Write the notices that a change of the library calls for; how many were new. As `tell_of`."""
    with connection.cursor() as cursor:
        cursor.execute("select access.tell_of_library(%s)", [entry_id])
        return int(cursor.fetchone()[0])


def tell_of_safety(entry_id: int) -> int:
    """Write the notices that a matter of safety calls for; how many were new. As `tell_of`."""
    with connection.cursor() as cursor:
        cursor.execute("select access.tell_of_safety(%s)", [entry_id])
        return int(cursor.fetchone()[0])
