"""`limen reckon`: the nightly reckoning, now. Says what it found; changes nothing on any case."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from limen.site.cli import django
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import Folder
from limen.site.cli.telling import say
from limen.site.postgres.roles import DatabaseRole

if TYPE_CHECKING:
    from limen.jobs.nightly import Reckoned


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none: it always looks at everything."""


def run(options: argparse.Namespace) -> int:
    """Rule every live clock again, and tell."""
    with database_at_hand(Folder.chosen(options.folder)):
        django.set_up(DatabaseRole.JOBS)
        from limen.jobs.nightly import reckon

        found = reckon(datetime.now(UTC), say=_progress)
    for sentence in told(found):
        say(sentence)
    return 0


def told(found: Reckoned) -> list[str]:
    """What a reckoning found, in sentences."""
    rate = found.clocks / found.seconds if found.seconds else 0.0
    said = [
        f"{_count(found.clocks, 'clock')} ruled again by the law in force and by "
        f"{_count(found.editions, 'edition')} of their own: {found.seconds:.1f} s, {rate:,.0f} a second.",
        f"{found.differ:,} differ from what is stored; {found.reported:,} of these are news.",
        f"{_count(found.settled, 'difference')} settled since the last time.",
        f"{_count(found.missed, 'limit')} ran out and had not been noticed before.",
    ]
    if found.differ:
        said.append("Nothing was repaired: whoever works on a case sees it there, and has it ruled again.")
    if found.missed:
        said.append("Their cases have a line in the journal, and those concerned are told. No more happened.")
    return said


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _progress(found: Reckoned) -> None:
    if sys.stdout.isatty():
        print(f"  {found.clocks:,} clocks …", end="\r", flush=True)
