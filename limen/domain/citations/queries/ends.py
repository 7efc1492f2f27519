"""The ends of ids, by which names say what they mean; and the blocks of a record by their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast, Right

from limen.domain.citations.names import LENGTH, short
from limen.domain.interviews.models import Block
from limen.domain.interviews.names import InterviewState
from limen.domain.interviews.queries.cards import BlockCard
from limen.domain.interviews.queries.reach import within_file
from limen.domain.interviews.queries.sheets import says_something
from limen.foundation.actors import Actor

T = TypeVar("T")
# A record that is no longer changed, and whose blocks keep their numbers.
SETTLED = (InterviewState.CONFIRMED, InterviewState.REFUSED)


def numbered(interviews: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, list[Block]]:
    """The blocks of these records that say something, in their order: the first is number one. One query."""
    rows = Block.objects.filter(within_file(by, at=at), interview_id__in=list(interviews))
    found: dict[UUID, list[Block]] = {}
    for row in rows.order_by("interview_id", "place", "id"):
        if says_something(BlockCard.of(row)):
            found.setdefault(row.interview_id, []).append(row)
    return found


def end_of(column: str) -> Right:
    """The end of an id, as names have it."""
    return Right(Cast(column, CharField()), LENGTH)


def only(rows: Iterable[tuple[tuple[UUID, int], T]]) -> dict[tuple[str, int], T]:
    """Rows by the end of an id and a number. Where two ids end alike, neither is meant."""
    found: dict[tuple[str, int], T] = {}
    ids: dict[str, set[UUID]] = {}
    for (id, number), row in rows:
        ids.setdefault(short(id), set()).add(id)
        found[short(id), number] = row
    return {key: row for key, row in found.items() if len(ids[key[0]]) == 1}
