"""Lists from elsewhere, run in the name of whoever started them, and forgotten when their time is over.

A list is run by a child process for a while, then the next one, so that a long list does not hold up a short
one. Whatever ends a child, its list is found again a minute later, and goes on where it stood.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog
from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.imports.events import Resumed, Started
from limen.domain.imports.queries.errands import Errand, errands_waiting, forget_what_is_over
from limen.jobs.errand import MORE

_log = structlog.get_logger("limen.jobs")
QUEUE = "imports"
STARTING = frozenset({Started.kind, Resumed.kind})
SLICE_SECONDS = 120
SILENCE = timedelta(seconds=60)
# What a child that registers people has no business with.
_HIDDEN = ("LIMEN_JOBS_URL", "LIMEN_SEAL_KEY", "LIMEN_OWNER_URL", "LIMEN_BACKUP_URL", "LIMEN_REPORTS_URL")

Runner = Callable[[Errand, Callable[[], bool]], int]


@app.task(name="limen.run_imports", queue=QUEUE, pass_context=True)
def run_imports(context: JobContext) -> None:
    """Run what has just been started."""
    run_waiting(should_stop=context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="limen.look_for_imports", queue=QUEUE, queueing_lock="limen.imports", pass_context=True)
def look_for_imports(context: JobContext, timestamp: int) -> None:
    """Run what was started and is silent: a worker that was ended leaves lists behind."""
    run_waiting(should_stop=context.should_abort)


@app.periodic(cron="45 3 * * *")
@app.task(name="limen.forget_imports", queue="clockwork")
def forget_imports(timestamp: int) -> None:
    """Remove the files of lists that the office no longer needs."""
    with transaction.atomic():
        count = forget_what_is_over(at=datetime.fromtimestamp(timestamp, UTC))
    if count:
        _log.info("imports_forgotten", count=count)


def run_waiting(*, should_stop: Callable[[], bool], runner: Runner | None = None) -> int:
    """Run every list that waits, each for a while, until none is left; how many times one was run."""
    runs, again, failed = 0, set[Errand](), set[Errand]()
    while not should_stop():
        waiting = {*errands_waiting(silent_since=datetime.now(UTC) - SILENCE), *again} - failed
        if not waiting:
            break
        for errand in sorted(waiting):
            if should_stop():
                break
            code = (runner or _in_a_child)(errand, should_stop)
            runs += 1
            again.discard(errand)
            if code == MORE:
                again.add(errand)
            else:
                failed.add(errand)  # or done: either way not again before the next minute
    return runs


def _in_a_child(errand: Errand, should_stop: Callable[[], bool]) -> int:
    surroundings = {
        name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in _HIDDEN
    }
    surroundings |= {"LIMEN_AS": "app", "LIMEN_POOL": "0"}
    words = [str(errand.import_id), str(errand.errand), str(SLICE_SECONDS)]
    child = subprocess.Popen([sys.executable, "-m", "limen.jobs.errand", *words], env=surroundings)
    try:
        while (code := child.poll()) is None:
            if should_stop():
                child.terminate()
            time.sleep(0.2)
    finally:
        child.terminate()  # which does nothing to one that has ended
    if code not in (0, MORE):
        _log.warning("import_broke_off", outcome=f"code {code}")
    return code
