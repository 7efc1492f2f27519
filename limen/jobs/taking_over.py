"""The jobs of a worker that is gone, by the minute: they are put back into the queue for the others.

Without it a killed worker's jobs would stay under way for ever, and what is done one after the other (the
sending of messages) would wait behind them. Every task of ours may be run twice; see each.
"""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

_log = structlog.get_logger("limen.jobs")

# A worker shows every ten seconds that it lives; none can during a failover of the database: that is shorter.
SILENCE_SECONDS = 120
# Whoever starts a job so often and is gone each time was killed by it: then it waits for a human, as failed.
MOST_ATTEMPTS = 8


@app.periodic(cron="* * * * *")
@app.task(name="limen.take_over", queue="clockwork")
async def take_over(timestamp: int) -> None:
    """Put back what silent workers had begun."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_SECONDS):
        if job.id is None:
            continue
        try:
            if job.attempts >= MOST_ATTEMPTS:
                await app.job_manager.finish_job_by_id_async(job.id, status=Status.FAILED, delete_job=False)
            else:
                await app.job_manager.retry_job(job)
        except ConnectorException:  # somebody else was faster, or it ended after all
            continue
        _log.warning("job_taken_over", job=job.id, task=job.task_name, attempts=job.attempts)
