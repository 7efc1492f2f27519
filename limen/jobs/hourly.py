"""What happens by the clock. Each is safe to miss and safe to run twice."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from limen.domain.identity.sessions import SessionStore


@app.periodic(cron="5 * * * *")
@app.task(name="limen.forget_ended_sessions", queue="clockwork", pass_context=False)
def forget_ended_sessions(timestamp: int) -> None:
    """Empty what ended sessions carried; their rows stay, for the logs that name them."""
    SessionStore.clear_expired()


@app.periodic(cron="0 * * * *")
@app.task(name="limen.seal_the_journal", queue="clockwork")
def seal_the_journal(timestamp: int) -> None:
    """Sign the state of all chains, so that a rewritten past shows."""
    from limen.foundation.journal.sealing import seal_now

    seal_now(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="30 3 * * *")
@app.task(name="limen.sweep_finished_jobs", queue="clockwork")
async def sweep_finished_jobs(timestamp: int) -> None:
    """Forget jobs that succeeded a month ago. Failed ones stay until somebody has looked at them."""
    await app.job_manager.delete_old_jobs(nb_hours=24 * 30)
