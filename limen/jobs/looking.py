"""Files that came in are looked at: scanned, opened by a process behind a fence, and copied.

The worker opens the sealed file in memory, has it scanned where a scanner is configured, hands it to a child
process that knows nothing else, seals the copies that come back, and writes down what was found. A file that
ends the child three times is not shown; one that the scanner does not answer for goes on waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import IO
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.documents.events import Received, Redacted, VersionAdded
from limen.domain.documents.names import Finding, LookState, Scan, Trouble
from limen.domain.documents.queries.waiting import (
    Seen,
    SeenPage,
    Waiting,
    files_waiting,
    say_what_was_seen,
    take,
)
from limen.outside.looking.parent import Silent, in_memory, look_at
from limen.outside.looking.port import Leaf, Outcome
from limen.outside.scanning.clamd import ScannerAway, Verdict, scanned
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import Damaged, NotThere, Store

_log = structlog.get_logger("limen.jobs")
QUEUE = "documents"
ARRIVING = frozenset({Received.kind, VersionAdded.kind, Redacted.kind})
AGAIN_AFTER = timedelta(minutes=20)  # longer than anybody looks at one file
MOST_TRIES = 3
_PIECE = 1024 * 1024


@app.task(name="limen.look_at_what_came", queue=QUEUE, pass_context=True)
def look_at_what_came(context: JobContext) -> None:
    """Look at what has just come in."""
    look_at_waiting(store_of(settings.FILES), settings.CLAMD, should_stop=context.should_abort)


@app.periodic(cron="*/5 * * * *")
@app.task(name="limen.look_again", queue=QUEUE, queueing_lock="limen.looking", pass_context=True)
def look_again(context: JobContext, timestamp: int) -> None:
    """Look at what was left behind by a worker that was ended, or by a scanner that was away."""
    look_at_waiting(store_of(settings.FILES), settings.CLAMD, should_stop=context.should_abort)


@app.periodic(cron="20 3 * * *")
@app.task(name="limen.sweep_files", queue="clockwork")
def sweep_files(timestamp: int) -> None:
    """Take away what was sent and never kept."""
    count = store_of(settings.FILES).sweep(at=datetime.fromtimestamp(timestamp, UTC))
    if count:
        _log.info("unfinished_files_swept", count=count)


def look_at_waiting(store: Store, scanner: str, *, should_stop: Callable[[], bool]) -> int:
    """Look at every file that waits; how many were settled. `scanner`: where clamd is, or nothing."""
    settled, tried = 0, set[UUID]()
    while not should_stop():
        before = datetime.now(UTC) - AGAIN_AFTER
        waiting = [one for one in files_waiting(tried_before=before) if one not in tried]
        if not waiting:
            break
        for version_id in waiting:
            if should_stop():
                break
            tried.add(version_id)
            settled += look_at_one(version_id, store, scanner, tried_before=before)
    return settled


def look_at_one(version_id: UUID, store: Store, scanner: str, *, tried_before: datetime) -> bool:
    """Look at one file; whether it is settled now."""
    with transaction.atomic():
        waiting = take(version_id, tried_before=tried_before, at=datetime.now(UTC))
    if waiting is None:
        return False
    try:
        seen = _seen(waiting, store, scanner)
    except ScannerAway as error:
        _log.warning("scanner_away", why=str(error))
        return False
    except Silent as error:
        _log.warning("file_not_opened", why=str(error), tries=waiting.tries)
        if waiting.tries < MOST_TRIES:
            return False
        seen = Seen(state=LookState.REFUSED, trouble=Trouble.FAILED)
    with transaction.atomic():
        is_said = say_what_was_seen(version_id, seen, at=datetime.now(UTC))
    if not is_said:
        _forget(seen.pages, store)
    return is_said


def _seen(waiting: Waiting, store: Store, scanner: str) -> Seen:
    try:
        with in_memory(store.read(waiting.stored_as, waiting.key)) as file:
            scan = _scanned(file, scanner)
            if scan is Scan.FOUND:
                return Seen(state=LookState.REFUSED, scan=scan, trouble=Trouble.MALWARE)
            return _opened(file, waiting, scan, store)
    except (NotThere, Damaged) as error:
        _log.error("file_lost", stored_as=str(waiting.stored_as), why=type(error).__name__)
        return Seen(state=LookState.REFUSED, trouble=Trouble.LOST)


def _scanned(file: IO[bytes], scanner: str) -> Scan:
    if not scanner:
        return Scan.NOT_SCANNED
    verdict = scanned(scanner, iter(lambda: file.read(_PIECE), b""))
    file.seek(0)
    known = {Verdict.CLEAN: Scan.CLEAN, Verdict.FOUND: Scan.FOUND}
    return known.get(verdict, Scan.NOT_SCANNED)


def _opened(file: IO[bytes], waiting: Waiting, scan: Scan, store: Store) -> Seen:
    pages: list[SeenPage] = []
    key: bytes | None = None
    outcome: Outcome | None = None
    try:
        for said in look_at(file, waiting.media_type, waiting.language):
            if isinstance(said, Outcome):
                outcome = said
                break
            page, key = _kept(said, key, store)
            pages.append(page)
        if outcome is None:
            raise Silent("without a last word")
    except BaseException:
        _forget(tuple(pages), store)
        raise
    if not outcome.is_apart:
        _log.warning("looked_at_with_network")
    if outcome.fault is not None:
        _forget(tuple(pages), store)
        return Seen(state=LookState.REFUSED, scan=scan, trouble=Trouble(outcome.fault.value))
    return Seen(
        state=LookState.SHOWN,
        scan=scan,
        findings=tuple(Finding(one.value) for one in outcome.noticed),
        copies_key=key,
        pages=tuple(pages),
    )


def _kept(leaf: Leaf, key: bytes | None, store: Store) -> tuple[SeenPage, bytes | None]:
    """A page with its pictures in the store, all of a file under one key."""
    places: list[UUID | None] = []
    for content in (leaf.picture, leaf.thumbnail):
        if not content:
            places.append(None)
            continue
        incoming = store.begin(key)
        key = incoming.key
        incoming.write(content)
        incoming.keep()
        places.append(incoming.stored_as)
    page = SeenPage(
        text=leaf.text,
        is_read_by_machine=leaf.is_read_by_machine,
        width=leaf.width,
        height=leaf.height,
        picture=places[0],
        thumbnail=places[1],
    )
    return page, key


def _forget(pages: tuple[SeenPage, ...], store: Store) -> None:
    """Take away copies that no row names."""
    for page in pages:
        for stored_as in (page.picture, page.thumbnail):
            if stored_as is not None:
                store.remove(stored_as)
