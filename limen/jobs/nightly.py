"""The nightly reckoning: every live clock is ruled again, differences are reported, and limits that ran out
are noticed.

Safe at any time, twice, and interrupted: it goes by key in small transactions, repairs nothing, and writes
only what is new. What it passed over because somebody was working there, the next round finds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog
from django.db import transaction
from django.utils import translation
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.deadlines.queries import nightly
from limen.domain.deadlines.queries.comparing import Laws, Zones, finding_of

_log = structlog.get_logger("limen.jobs")

Saying = Callable[["Reckoned"], None]


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """What a reckoning found so far. `differ`: clocks with a difference; `reported`: those that are news."""

    clocks: int = 0
    editions: int = 0
    differ: int = 0
    reported: int = 0
    settled: int = 0
    missed: int = 0
    seconds: float = 0.0
    is_complete: bool = False


@app.periodic(cron="15 2 * * *")
@app.task(name="limen.reckon", queue="clockwork", lock="limen.reckon", pass_context=True)
def reckon_by_night(context: JobContext, timestamp: int) -> None:
    """Rule every live clock again, and report."""
    found = reckon(datetime.fromtimestamp(timestamp, UTC), should_stop=context.should_abort, say=_logged)
    _log.info("reckoned", count=found.clocks, seconds=found.seconds, outcome=_outcome(found))


@app.periodic(cron="10 * * * *")
@app.task(name="limen.notice_missed_limits", queue="clockwork", lock="limen.reckon")
def notice_by_the_hour(timestamp: int) -> None:
    """Notice limits that ran out: a day ends at another hour in every zone, and some terms count hours."""
    missed = notice_missed(datetime.fromtimestamp(timestamp, UTC))
    if missed:
        _log.info("limits_ran_out", count=missed)


def reckon(
    at: datetime,
    *,
    at_once: int = nightly.CLOCKS_AT_ONCE,
    should_stop: Callable[[], bool] = lambda: False,
    say: Saying = lambda found: None,
) -> Reckoned:
    """Rule every live clock again and notice what ran out, as limen_jobs. `say` is told after every page;
    once `should_stop` says so, what was found until then is given back."""
    begun = time.monotonic()
    found = Reckoned(missed=notice_missed(at))
    with transaction.atomic():
        found = replace(found, settled=nightly.settle_closed(at=at))
    for edition in nightly.editions_at_work():
        with translation.override(edition.language):
            laws = Laws.of(edition)
            found = replace(found, editions=found.editions + 1)
            for page in nightly.live_clocks(edition.id, at_once=at_once):
                if should_stop():
                    return found
                found = _with_page(found, page, laws, at)
                found = replace(found, seconds=time.monotonic() - begun)
                say(found)
    return replace(found, seconds=time.monotonic() - begun, is_complete=True)


def notice_missed(at: datetime) -> int:
    """Raise the alarm for limits that ran out by `at`, once for each; how many were new."""
    missed, zones = 0, Zones()
    for page in nightly.limits_run_out(at=at):
        told = [(one.clock_id, zones.of(one.edition_id, one.calendar)) for one in page]
        with transaction.atomic():
            missed += nightly.note_missed(told, at=at)
    return missed


def _with_page(found: Reckoned, page: list[nightly.Kept], laws: Laws, at: datetime) -> Reckoned:
    reports = [nightly.Report(kept, finding_of(kept, laws)) for kept in page]
    with transaction.atomic():
        reported, settled = nightly.report(reports, at=at)
    return replace(
        found,
        clocks=found.clocks + len(page),
        differ=found.differ + sum(one.finding is not None for one in reports),
        reported=found.reported + reported,
        settled=found.settled + settled,
    )


def _logged(found: Reckoned) -> None:
    _log.info("reckoning", count=found.clocks, seconds=round(found.seconds, 1))


def _outcome(found: Reckoned) -> str:
    ending = "complete" if found.is_complete else "interrupted"
    return f"{ending}: {found.differ} differ, {found.reported} reported, {found.missed} ran out"
