"""Progress for a person: what is being done, and how many seconds it took."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator


def say(sentence: str) -> None:
    """One line, seen at once also when it goes into a file."""
    print(sentence, flush=True)


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Name a step before it begins, and its seconds when it is done."""
    begun = time.monotonic()
    on_a_screen = sys.stdout.isatty()
    if on_a_screen:
        print(f"  {what} …", end="\r", flush=True)
    try:
        yield
    except BaseException:
        if on_a_screen:
            print(f"  {what} … not done")
        raise
    print(f"  {what:<52} {time.monotonic() - begun:6.1f} s", flush=True)


def size(count: int) -> str:
    """Bytes for a person."""
    amount = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"
