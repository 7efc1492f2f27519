"""The relay: what follows an entry is enqueued in the transaction that writes it, so neither exists without
the other; a rolled-back act leaves no job behind, and a committed one never loses its."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from limen.jobs import binding, importing, looking, meaning, redacting
from limen.reactions.registry import REGISTERED, following

# 30 seconds, a minute, two, four ... about six hours in all; then the job waits for a human as failed.
_PATIENCE = RetryStrategy(max_attempts=8, exponential_wait=30)


@app.task(name="limen.follow", queue="reactions", retry=_PATIENCE)
def follow(*, entry_id: int, reaction: str) -> None:
    """Run one reaction to one entry. Safe to run twice: every reaction is."""
    REGISTERED[reaction](entry_id)


def enqueue(entry_id: int, kind: str) -> None:
    """Enqueue every reaction to an entry, through the connection and the transaction of the act."""
    for name in following(kind):
        follow.defer(entry_id=entry_id, reaction=name)
    if kind in importing.STARTING:
        importing.run_imports.defer()
    if kind in looking.ARRIVING:
        looking.look_at_what_came.defer()
    if kind in binding.ASKING:
        binding.make_bundles.defer()
    if kind in meaning.ARRIVING:
        meaning.make_meanings.defer()
    if kind in redacting.ASKING:
        redacting.make_redactions.defer()
