"""What the workshop says: progress with seconds, and one clear sentence when it cannot go on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class CannotGoOnError(Exception):
    """The message is one sentence for the person at the terminal: what is wrong and what to do."""


def say(sentence: str) -> None:
    """One line, at once, also when the output goes into a file."""
    print(sentence, flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Announce a piece of work, and tell how many seconds it took when it is done."""
    began = time.monotonic()
    sys.stdout.write(f"  {what} ... ")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - began:.1f} s")
