"""The nightly linkage: every record is compared with those it may be one person with, and pairs are proposed.

Safe at any time, twice, and interrupted: it reads by key, compares in a process of its own, and proposes in
small transactions only what is new. It decides nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

import structlog
from procrastinate.contrib.django import app

from limen.domain.duplicates.queries import nightly
from limen.domain.duplicates.queries.nightly import Likely
from limen.linkage import records
from limen.linkage.apart import link_apart
from limen.linkage.linking import Candidate, Limits

_log = structlog.get_logger("limen.jobs")

PROPOSED_AT_ONCE = 200
FOLDERS = "limen-linkage-"
_A_DAY = 24 * 60 * 60
# The role that links signs in for nothing else, and no other role's address goes along.
_NOT_FOR_LINKING = ("DATABASE_URL", "LIMEN_DOOR_URL", "LIMEN_JOBS_URL", "LIMEN_SEAL_KEY")

Saying = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What a linkage came to. `likely`: pairs that are likely one person; `proposed`: the new ones."""

    records: int = 0
    likely: int = 0
    proposed: int = 0
    seconds: float = 0.0
    is_anothers_turn: bool = False


@app.periodic(cron="45 0 * * *")
@app.task(name="limen.link", queue="clockwork", lock="limen.link", pass_context=False)
def link_by_night(timestamp: int) -> None:
    """Start the linkage as its own role, and wait for it."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name.removesuffix("_FILE") not in _NOT_FOR_LINKING
    }
    if "LIMEN_LINKAGE_URL" not in environment and "LIMEN_LINKAGE_URL_FILE" not in environment:
        _log.warning("linkage_has_no_address")
        return
    subprocess.run([sys.executable, "-m", "limen.site.cli", "link"], env=environment, check=True)


def link(at: datetime, *, limits: Limits | None = None, say: Saying = lambda sentence: None) -> Linked:
    """Compare everybody and propose what is new, as limen_linkage. Whoever comes second leaves it to the
    first."""
    if not nightly.take_turn():
        return Linked(is_anothers_turn=True)
    begun = time.monotonic()
    _sweep()
    with tempfile.TemporaryDirectory(prefix=FOLDERS) as name:
        file = Path(name) / "records.parquet"
        count = records.write(nightly.records_compared(), file)
        say(f"{count:,} records read")
        found = link_apart(file, Path(name), limits=limits or Limits(), say=say)
        likely, proposed = _proposed(found, at, say)
    return Linked(records=count, likely=likely, proposed=proposed, seconds=time.monotonic() - begun)


def _proposed(found: Iterable[Candidate], at: datetime, say: Saying) -> tuple[int, int]:
    likely = proposed = 0
    for page in _pages(Likely(UUID(one.first), UUID(one.second), one.agrees) for one in found):
        likely += len(page)
        proposed += nightly.propose_found(page, at=at)
        say(f"{likely:,} likely pairs, {proposed:,} new proposals")
    return likely, proposed


def _pages(pairs: Iterator[Likely]) -> Iterator[list[Likely]]:
    while page := list(islice(pairs, PROPOSED_AT_ONCE)):
        yield page


def _sweep() -> None:
    """Remove what an interrupted linkage left behind: it holds names."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDERS}*"):
        try:
            is_old = time.time() - folder.stat().st_mtime > _A_DAY and folder.stat().st_uid == os.geteuid()
        except OSError:
            continue
        if is_old:
            shutil.rmtree(folder, ignore_errors=True)
