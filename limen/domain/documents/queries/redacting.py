"""What the worker asks and says about redacted copies that wait, as limen_jobs: functions of the database
alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.documents.events import Redacted
from limen.foundation.ids import new_id
from limen.foundation.journal.writing import follow_up


@dataclass(frozen=True, kw_only=True)
class PageToPaint:
    """A page: where its picture lies, what opens it, and the areas that are painted over."""

    number: int
    picture: UUID
    key: bytes = field(repr=False)
    areas: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Painted:
    """A redacted copy that lies in the store."""

    stored_as: UUID
    key: bytes = field(repr=False)
    file_name: str
    size: int
    digest: str


def redactions_waiting(*, tried_before: datetime) -> list[UUID]:
    """Copies that nobody makes at this moment, the longest waiting first; at most a hundred."""
    with connection.cursor() as cursor:
        cursor.execute("select id from access.redactions_to_make(%s)", [tried_before])
        return [row[0] for row in cursor.fetchall()]


def take_redaction(redaction_id: UUID, *, tried_before: datetime, at: datetime) -> int:
    """Take a copy to make: which try it is; zero when it waits no more, or somebody else was faster."""
    with connection.cursor() as cursor:
        question = "select access.take_redaction(%s, %s, %s, %s)"
        cursor.execute(question, [new_id(), redaction_id, tried_before, at])
        row = cursor.fetchone()
    return int(row[0] or 0)


def pages_to_paint(redaction_id: UUID) -> list[PageToPaint]:
    """All pages of the file in their order, those with boxes and those without."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.boxes_of_redaction(%s)", [redaction_id])
        areas: dict[int, list[tuple[int, int, int, int]]] = {}
        for page, left, top, right, bottom in cursor.fetchall():
            areas.setdefault(page, []).append((left, top, right, bottom))
        cursor.execute("select * from access.pages_of_redaction(%s)", [redaction_id])
        return [
            PageToPaint(number=number, picture=picture, key=bytes(key), areas=tuple(areas.get(number, ())))
            for number, picture, key in cursor.fetchall()
        ]


def say_it_is_painted(redaction_id: UUID, painted: Painted | None, *, at: datetime) -> bool:
    """Write down how it ended, once: a new document, or none; whether it was still asked for. Call it in a
    transaction."""
    file = (
        (painted.stored_as, painted.key, painted.file_name, painted.size, painted.digest)
        if painted
        else (None, None, "", 0, "")
    )
    ids = (new_id(), redaction_id, at, new_id(), new_id())
    with connection.cursor() as cursor:
        cursor.execute("select access.redaction_ended(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", [*ids, *file])
        entry_id = cursor.fetchone()[0]
    if entry_id is None:
        return False
    if entry_id:
        follow_up(int(entry_id), Redacted.kind)
    return True
