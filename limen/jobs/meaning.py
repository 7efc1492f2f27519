"""The model is asked what new passages of the library mean, apart from the request that brought them: a long
report takes minutes. Until then they are found by their words alone."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.country.events import Kept
from limen.domain.country.queries.waiting import keep_meanings, passages_without_meaning
from limen.outside.meaning import Encoder, encoder_here

_log = structlog.get_logger("limen.jobs")
ARRIVING = frozenset({Kept.kind})
AT_ONCE = 64


@app.task(name="limen.make_meanings", queue="documents", pass_context=True)
def make_meanings(context: JobContext) -> None:
    """For what has just been kept."""
    mean_what_waits(encoder_here(), should_stop=context.should_abort)


@app.periodic(cron="*/15 * * * *")
@app.task(
    name="limen.make_meanings_again", queue="documents", queueing_lock="limen.meaning", pass_context=True
)
def make_meanings_again(context: JobContext, timestamp: int) -> None:
    """For what was left behind by a worker that was ended."""
    mean_what_waits(encoder_here(), should_stop=context.should_abort)


def mean_what_waits(encoder: Encoder, *, should_stop: Callable[[], bool]) -> int:
    """Have the model tell what every passage means that it was not asked about; how many there were."""
    count = 0
    while not should_stop():
        waiting = passages_without_meaning(AT_ONCE)
        if not waiting:
            break
        told = encoder.encoded([text for _, text in waiting])
        with transaction.atomic():
            count += keep_meanings([id for id, _ in waiting], told)
    if count:
        _log.info("meanings_made", count=count)
    return count
