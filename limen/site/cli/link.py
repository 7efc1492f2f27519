"""`limen link`: the nightly linkage, now. Says what it found; joins nothing."""

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
    from limen.jobs.linking import Linked

MEMORY = 2048


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--memory", type=int, default=MEMORY, metavar="MEGABYTES",
        help="what the comparison may take before it writes to disk (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--threads", type=int, default=2, help="how many processors (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Compare everybody, propose what is new, and tell."""
    with database_at_hand(Folder.chosen(options.folder)):
        django.set_up(DatabaseRole.LINKAGE)
        from limen.jobs.linking import link
        from limen.linkage.linking import Limits

        limits = Limits(memory_megabytes=options.memory, threads=options.threads)
        found = link(datetime.now(UTC), limits=limits, say=_progress)
    for sentence in told(found):
        say(sentence)
    return 0


def told(found: Linked) -> list[str]:
    """What a linkage came to, in sentences."""
    if found.is_anothers_turn:
        return ["Another linkage is running; this one did nothing."]
    return [
        f"{found.records:,} records compared in {found.seconds:.1f} s.",
        f"{found.likely:,} pairs are likely one person; {found.proposed:,} of them are new proposals.",
        "Nothing was joined. Whoever may read both records of a pair sees it, and two people decide.",
    ]


def _progress(sentence: str) -> None:
    if sys.stdout.isatty():
        print(f"  {sentence} …".ljust(70), end="\r", flush=True)
