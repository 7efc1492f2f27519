"""What the worker asks and says about files that wait to be looked at, as limen_jobs: functions of the
database alone. It learns the key of a file while that waits, and of what is said about it the language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from limen.domain.documents.events import LookedAt
from limen.domain.documents.names import Finding, LookState, Scan, Trouble
from limen.foundation.ids import new_id
from limen.foundation.journal.writing import follow_up


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A file to be looked at: where it lies, what opens it, what its first bytes say it is, which try it
    is."""

    version_id: UUID
    stored_as: UUID
    key: bytes = field(repr=False)
    media_type: str
    size: int
    tries: int
    language: str


@dataclass(frozen=True, kw_only=True)
class SeenPage:
    """A page as it was found: its text, and where the pictures that were made of it lie."""

    text: str = ""
    is_read_by_machine: bool = False
    width: int = 0
    height: int = 0
    picture: UUID | None = None
    thumbnail: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What came of looking at a file."""

    state: LookState
    scan: Scan = Scan.NOT_SCANNED
    trouble: Trouble | None = None
    findings: tuple[Finding, ...] = ()
    copies_key: bytes | None = field(default=None, repr=False)
    pages: tuple[SeenPage, ...] = ()


def files_waiting(*, tried_before: datetime) -> list[UUID]:
    """Files that wait and that nobody tries at this moment, the longest waiting first; at most a hundred."""
    with connection.cursor() as cursor:
        cursor.execute("select id from access.documents_to_look_at(%s)", [tried_before])
        return [row[0] for row in cursor.fetchall()]


def take(version_id: UUID, *, tried_before: datetime, at: datetime) -> Waiting | None:
    """Take a file to look at; None when it waits no more, or somebody else was faster."""
    with connection.cursor() as cursor:
        question = "select * from access.take_document(%s, %s, %s, %s)"
        cursor.execute(question, [new_id(), version_id, tried_before, at])
        row = cursor.fetchone()
    if row is None:
        return None
    stored_as, key, media_type, size, tries, language = row
    return Waiting(
        version_id=version_id,
        stored_as=stored_as,
        key=bytes(key),
        media_type=media_type,
        size=size,
        tries=tries,
        language=language,
    )


def say_what_was_seen(version_id: UUID, seen: Seen, *, at: datetime) -> bool:
    """Write down what came of it, once; whether it was still asked for. Call it in a transaction."""
    pages = seen.pages
    values: list[Any] = [
        new_id(),
        version_id,
        at,
        seen.state.value,
        seen.trouble.value if seen.trouble else "",
        seen.scan.value,
        [finding.value for finding in seen.findings],
        seen.copies_key,
        [new_id() for _ in pages],
        [page.text for page in pages],
        [page.is_read_by_machine for page in pages],
        [page.width for page in pages],
        [page.height for page in pages],
        [page.picture for page in pages],
        [page.thumbnail for page in pages],
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select access.document_looked_at(%s, %s, %s, %s, %s, %s, %s::text[], %s, %s::uuid[], %s::text[],"
            " %s::boolean[], %s::int[], %s::int[], %s::uuid[], %s::uuid[])",
            values,
        )
        entry_id = cursor.fetchone()[0]
    if entry_id is None:
        return False
    follow_up(int(entry_id), LookedAt.kind)
    return True
