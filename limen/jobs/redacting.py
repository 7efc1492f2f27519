"""Redacted copies that were asked for are made: pictures of pages out of the store, painted over apart, and
sealed as the file of a new document, which is then looked at like any other.

The worker never opens the original, so nothing of it but pixels outside of the boxes can be in the copy. One
that fails three times is given up, and the page of the original says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.documents.events import RedactionAsked
from limen.domain.documents.queries.redacting import (
    PageToPaint,
    Painted,
    pages_to_paint,
    redactions_waiting,
    say_it_is_painted,
    take_redaction,
)
from limen.jobs.looking import QUEUE
from limen.outside.looking.painting import Area, painted
from limen.outside.looking.parent import Silent
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import Damaged, NotThere, Store

_log = structlog.get_logger("limen.jobs")
ASKING = frozenset({RedactionAsked.kind})
AGAIN_AFTER = timedelta(minutes=20)  # longer than anybody paints one
MOST_TRIES = 3
FILE_NAME = "redacted.pdf"  # never that of the original: it may name somebody


@app.task(name="limen.make_redactions", queue=QUEUE, pass_context=True)
def make_redactions(context: JobContext) -> None:
    """Make what was just asked for."""
    make_waiting(store_of(settings.FILES), should_stop=context.should_abort)


@app.periodic(cron="*/5 * * * *")
@app.task(name="limen.make_redactions_again", queue=QUEUE, queueing_lock="limen.redacting", pass_context=True)
def make_redactions_again(context: JobContext, timestamp: int) -> None:
    """Make what was left behind by a worker that was ended."""
    make_waiting(store_of(settings.FILES), should_stop=context.should_abort)


def make_waiting(store: Store, *, should_stop: Callable[[], bool]) -> int:
    """Make every copy that waits; how many were settled."""
    settled = 0
    before = datetime.now(UTC) - AGAIN_AFTER
    for redaction_id in redactions_waiting(tried_before=before):
        if should_stop():
            break
        settled += make_one(redaction_id, store, tried_before=before)
    return settled


def make_one(redaction_id: UUID, store: Store, *, tried_before: datetime) -> bool:
    """Make one copy; whether it is settled now."""
    with transaction.atomic():
        tries = take_redaction(redaction_id, tried_before=tried_before, at=datetime.now(UTC))
    if not tries:
        return False
    copy: Painted | None = None
    try:
        copy = _painted(redaction_id, store)
    except (NotThere, Damaged, Silent) as error:
        _log.warning("redaction_not_made", why=type(error).__name__, tries=tries)
        if tries < MOST_TRIES:
            return False
    with transaction.atomic():
        is_said = say_it_is_painted(redaction_id, copy, at=datetime.now(UTC))
    if copy and not is_said:
        store.remove(copy.stored_as)
    return is_said


def _painted(redaction_id: UUID, store: Store) -> Painted:
    made = painted(_pages(pages_to_paint(redaction_id), store))
    incoming = store.begin()
    incoming.write(made)
    incoming.keep()
    return Painted(
        stored_as=incoming.stored_as,
        key=incoming.key,
        file_name=FILE_NAME,
        size=len(made),
        digest=hashlib.sha256(made).hexdigest(),
    )


def _pages(pages: list[PageToPaint], store: Store) -> Iterator[tuple[tuple[Area, ...], bytes]]:
    for page in pages:
        yield page.areas, b"".join(store.read(page.picture, page.key))
