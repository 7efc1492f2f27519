"""What the worker asks and says about bundles that wait, as limen_jobs: functions of the database alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from limen.domain.documents.events import BundleMade
from limen.domain.documents.names import DocumentKind
from limen.foundation.ids import new_id
from limen.foundation.journal.writing import follow_up


@dataclass(frozen=True, kw_only=True)
class ToBind:
    """A bundle to be made: what its cover says, and which try it is."""

    id: UUID
    title: str
    language: str
    time_zone: str
    by_name: str
    office: str
    reference: str
    asked_at: datetime
    tries: int


@dataclass(frozen=True, kw_only=True)
class BoundPage:
    """A page of a document at its place: where its picture lies and what opens it, or its words alone."""

    place: int
    title: str
    kind: DocumentKind
    received_on: date
    number: int
    words: str
    picture: UUID | None
    key: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A bundle that lies in the store."""

    stored_as: UUID
    key: bytes = field(repr=False)
    size: int
    digest: str


def bundles_waiting(*, tried_before: datetime) -> list[UUID]:
    """Bundles that nobody makes at this moment, the longest waiting first; at most a hundred."""
    with connection.cursor() as cursor:
        cursor.execute("select id from access.bundles_to_make(%s)", [tried_before])
        return [row[0] for row in cursor.fetchall()]


def take_bundle(bundle_id: UUID, *, tried_before: datetime, at: datetime) -> ToBind | None:
    """Take a bundle to make; None when it waits no more, or somebody else was faster."""
    with connection.cursor() as cursor:
        question = "select * from access.take_bundle(%s, %s, %s, %s)"
        cursor.execute(question, [new_id(), bundle_id, tried_before, at])
        row = cursor.fetchone()
    if row is None:
        return None
    title, language, time_zone, by_name, office, reference, asked_at, tries = row
    return ToBind(
        id=bundle_id,
        title=title,
        language=language,
        time_zone=time_zone,
        by_name=by_name,
        office=office,
        reference=reference,
        asked_at=asked_at,
        tries=tries,
    )


def pages_to_bind(bundle_id: UUID) -> list[BoundPage]:
    """The pages of a bundle in their order."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.pages_of_bundle(%s)", [bundle_id])
        return [
            BoundPage(
                place=row[0],
                title=row[1],
                kind=DocumentKind(row[2]),
                received_on=row[3],
                number=row[4],
                words=row[5],
                picture=row[6],
                key=bytes(row[7] or b""),
            )
            for row in cursor.fetchall()
        ]


def say_how_far(bundle_id: UUID, done: int, *, at: datetime) -> None:
    """Write down how many pages were taken out of the store."""
    with connection.cursor() as cursor:
        cursor.execute("select access.bundle_got_on(%s, %s, %s, %s)", [new_id(), bundle_id, done, at])


def say_it_is_bound(bundle_id: UUID, bound: Bound | None, *, at: datetime) -> bool:
    """Write down how it ended, once: a file, or none; whether it was still asked for. Call it in a
    transaction."""
    file = (bound.stored_as, bound.key, bound.size, bound.digest) if bound else (None, None, 0, "")
    with connection.cursor() as cursor:
        cursor.execute(
            "select access.bundle_ended(%s, %s, %s, %s, %s, %s, %s)", [new_id(), bundle_id, at, *file]
        )
        entry_id = cursor.fetchone()[0]
    if entry_id is None:
        return False
    if entry_id:
        follow_up(int(entry_id), BundleMade.kind)
    return True
