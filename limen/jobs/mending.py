"""The nightly look at worklists: every row is made again and compared. What differed is put right, and told.

A list is kept in the transaction of each change, so one is one too many.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import structlog
from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.worklists.queries.nightly import CASES_AT_ONCE, mend_after

_log = structlog.get_logger("limen.jobs")
_FIRST = UUID(int=0)


@app.periodic(cron="40 1 * * *")
@app.task(name="limen.mend_worklists", queue="clockwork", lock="limen.mend_worklists", pass_context=True)
def mend_by_night(context: JobContext, timestamp: int) -> None:
    """Look at every row once."""
    mended = mend(should_stop=context.should_abort)
    log = _log.error if mended else _log.info
    log("worklists_mended", count=mended)


def mend(*, at_once: int = CASES_AT_ONCE, should_stop: Callable[[], bool] = lambda: False) -> int:
    """How many rows differed and were put right. In small transactions, safe to break off and to repeat."""
    after, mended = _FIRST, 0
    while not should_stop():
        with transaction.atomic():
            page = mend_after(after, at_most=at_once)
        mended += page.mended
        if page.last_case is None:
            break
        after = page.last_case
    return mended
