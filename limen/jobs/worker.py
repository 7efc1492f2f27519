"""The worker: runs what the journal and the clock have enqueued, until it is asked to stop."""

from __future__ import annotations

import asyncio
import contextlib
from typing import cast

import structlog
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from limen.jobs import (
    binding,
    finding,
    folding,
    hourly,
    importing,
    leaving,
    linking,
    looking,
    meaning,
    mending,
    messages,
    nightly,
    redacting,
    relay,
    taking_over,
)

__all__ = [
    "binding",
    "finding",
    "folding",
    "hourly",
    "importing",
    "leaving",
    "linking",
    "looking",
    "meaning",
    "mending",
    "messages",
    "nightly",
    "redacting",
    "relay",
    "run",
    "taking_over",
]

_log = structlog.get_logger("limen.jobs")
CONCURRENCY = 2
GRACE_SECONDS = 20.0
# After so long a silence a worker is taken off the list; not earlier than its jobs are taken over.
STALLED_SECONDS = float(taking_over.SILENCE_SECONDS)


def run(*, until_dry: bool = False) -> None:
    """Work until SIGTERM or SIGINT, or until nothing waits; jobs under way are given a moment to finish."""
    _log.info("worker_started")
    asyncio.run(_work(until_dry=until_dry))
    _log.info("worker_stopped")


async def _work(*, until_dry: bool) -> None:
    # A connector of its own: the worker waits for notifications, which Django's connection cannot.
    django_connector = cast(DjangoConnector, app.connector)
    worker_app = app.with_connector(django_connector.get_worker_connector())
    async with worker_app.open_async():
        # Lists from elsewhere and files that are looked at take minutes: each wait for their like, and
        # nothing else waits for them.
        slow = [
            asyncio.create_task(
                worker_app.run_worker_async(
                    queues=[queue],
                    concurrency=1,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                    install_signal_handlers=False,
                    wait=not until_dry,
                )
            )
            for queue in (importing.QUEUE, looking.QUEUE)
        ]
        await worker_app.run_worker_async(
            queues=["reactions", "clockwork"],
            concurrency=CONCURRENCY,
            shutdown_graceful_timeout=GRACE_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
            install_signal_handlers=True,
            wait=not until_dry,
        )
        for task in slow:
            if not until_dry:
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
