"""Being asked to end: a polite signal unwinds the stack, and what is stopping is not interrupted again."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

POLITE = (signal.SIGTERM, signal.SIGHUP)


class Listening:
    """SIGTERM and SIGHUP raise SystemExit while this is on, so that `finally` and `with` do their work."""

    def __init__(self) -> None:
        self._before: dict[int, Callable[[int, FrameType | None], Any] | int | None] = {}

    def begin(self) -> None:
        """Listen, unless somebody already does, or we are not in the main thread, where signals are heard."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in POLITE:
            if signal.getsignal(number) is signal.SIG_DFL:
                self._before[number] = signal.signal(number, _leave)

    def cease(self) -> None:
        """Put back what was there before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Hold signals back: a second Ctrl-C must not interrupt the stopping that the first one asked for."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *POLITE})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
