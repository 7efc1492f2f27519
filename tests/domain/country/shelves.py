"""Reports for tests, kept by whoever answers for the law. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from limen.domain.country.commands.keeping import keep
from limen.domain.country.events import Kept
from limen.domain.country.names import About, Archived, PageText
from tests.cast import AT, ON, Player

ABOUT = About(
    title="Sample report (invented)",
    publisher="Sample Institute (invented)",
    language="eng",
    countries=("ATA",),
    topics=("police",),
    published_on=date(2026, 3, 1),
)
WELLS = (
    "Sample text. The wells of the northern valley dried up and shepherds moved their flocks to the coast."
)
COURTS = "Sample text. Courts of the harbour town heard complaints about dismissed teachers within weeks."


def shelved(by: Player, *texts: str, follows: UUID | None = None, **changes: Any) -> Kept:
    """A report of these pages."""
    return keep(
        replace(ABOUT, **changes),
        file=archived(),
        pages=[PageText(text=text) for text in texts or (WELLS, COURTS)],
        on=ON,
        follows=follows,
        by=by.actor,
        at=AT,
    )


def archived() -> Archived:
    """A file in the store; each is another one."""
    return Archived(
        stored_as=uuid4(), key=b"key", file_name="sample.pdf", media_type="application/pdf", size=9,
        digest=uuid4().hex * 2,
    )  # fmt: skip
