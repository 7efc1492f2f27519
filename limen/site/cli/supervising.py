"""Several processes as one: all start, all end together, and none is left behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from limen.site.cli.telling import say
from limen.site.postgres.interruptions import Listening, undisturbed

GRACE_SECONDS = 30.0  # longer than the web server gives its own workers
DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of Linux


@dataclass(frozen=True, kw_only=True)
class Part:
    """One process to run: what a person calls it, and how it is started."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    hidden: frozenset[str] = frozenset()

    @property
    def surroundings(self) -> dict[str, str]:
        """Our environment, with what this part must not know left out."""
        ours = {k: v for k, v in os.environ.items() if k.removesuffix("_FILE") not in self.hidden}
        return {**ours, **self.environment}


class Company:
    """Running parts. Leave it, and all of them are asked to end, in the order in which they came."""

    def __init__(self) -> None:
        self._running: list[tuple[Part, subprocess.Popen[bytes]]] = []
        self._signals = Listening()

    def __enter__(self) -> Company:
        self._signals.begin()
        return self

    def __exit__(self, *error: object) -> None:
        with undisturbed():
            for part, process in self._running:
                _end(part, process)
        self._signals.cease()

    def start(self, part: Part) -> subprocess.Popen[bytes]:
        """Start one part in a group of its own: Ctrl-C in the terminal reaches us, and we tell it."""
        process = subprocess.Popen(
            part.command,
            env=part.surroundings,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  no thread runs yet
        )
        self._running.append((part, process))
        return process

    def wait(self) -> str:
        """Wait until a part ends by itself, and tell which: the others cannot go on without it."""
        while True:
            for part, process in self._running:
                if (code := process.poll()) is not None:
                    return f"{part.name} ended by itself (exit code {code})"
            time.sleep(0.2)


def _end_with_parent() -> None:
    """Even when we are killed outright, the parts are told to end."""
    ctypes.CDLL(None).prctl(DEATH_OF_PARENT, signal.SIGTERM)


def _end(part: Part, process: subprocess.Popen[bytes]) -> None:
    """Ask, then insist."""
    if process.poll() is None:
        say(f"  stopping {part.name}")
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_SECONDS)
    # Also its children, which would keep the port if only the parent were killed.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
