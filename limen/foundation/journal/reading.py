"""The reading log: who was shown which case. Written in the request's transaction, before the page leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection


def shown(case_ids: Iterable[UUID], *, what: str, at: datetime) -> None:
    """Record that the acting person is being shown these cases. `what` names the page or endpoint."""
    with connection.cursor() as cursor:
        cursor.execute("select journal.note_reading(%s, %s, %s)", [list(case_ids), what, at])


def denied(*, what: str, target: str, why: str, at: datetime) -> None:
    """Record that something was asked for and not given. Call it in a transaction that will commit."""
    with connection.cursor() as cursor:
        cursor.execute("select journal.note_denial(%s, %s, %s, %s)", [what[:80], target[:80], why[:20], at])
