"""What the stories of documents have in common: a file that was sent, and what is said about it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from limen.domain.documents.commands.receiving import receive
from limen.domain.documents.names import CameFrom, Described, DocumentKind, LookState, SealedFile
from limen.domain.documents.queries.waiting import Seen, SeenPage, say_what_was_seen
from limen.domain.identity.names import Compartment
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.jobs.nights import as_worker

LETTER = Described(
    kind=DocumentKind.STATEMENT,
    title="Letter of the aunt",
    language="tir",
    came_from=CameFrom.APPLICANT,
    received_on=ON,
)


def described(**other: object) -> Described:
    """A letter, said otherwise."""
    return replace(LETTER, **other)  # type: ignore[arg-type]


def sent(content: bytes = b"letter", name: str = "letter.pdf") -> SealedFile:
    """A file as the door hands it over; its bytes lie nowhere."""
    return SealedFile(
        stored_as=uuid4(),
        key=os.urandom(32),
        file_name=name,
        media_type="application/pdf",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )


def letter(
    cast: Cast, now: datetime, *, by: Player | None = None, compartment: Compartment = Compartment.GENERAL,
    said: Described = LETTER, file: SealedFile | None = None,
) -> tuple[UUID, UUID]:  # fmt: skip
    """A letter that Berg received: the document and its file."""
    event = receive(
        cast.case, file=file or sent(), described=said, compartment=compartment, on=ON,
        by=(by or cast.berg).actor, at=now,
    )  # fmt: skip
    return event.document_id, event.version_id


def seen(*texts: str) -> Seen:
    """What the worker says of a file with these pages, without pictures."""
    return Seen(state=LookState.SHOWN, pages=tuple(SeenPage(text=text) for text in texts))


def worker_says(house: House, version_id: UUID, said: Seen, at: datetime) -> bool:
    """What came of looking at a file, said as limen_jobs; whether it was asked for."""
    with as_worker(house), transaction.atomic():
        return say_what_was_seen(version_id, said, at=at)


def shown(house: House, cast: Cast, now: datetime, *texts: str, **other: object) -> tuple[UUID, UUID]:
    """A letter that was looked at, with these pages."""
    document_id, version_id = letter(cast, now, **other)  # type: ignore[arg-type]
    assert worker_says(house, version_id, seen(*texts), now)
    return document_id, version_id
