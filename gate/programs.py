"""Start other programs and be sure they end: no input, their own process group, a time limit."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gate.places import ROOT

PATIENCE_AFTER_INTERRUPT = 15.0  # seconds a program has to tidy up before it is killed


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a program ended. `output` is empty when it wrote straight to the terminal."""

    code: int
    output: str = ""
    timed_out: bool = False

    @property
    def ok(self) -> bool:
        """Whether it ended well."""
        return self.code == 0


def run(
    command: Sequence[str | Path],
    *,
    show: bool = False,
    limit: float | None = None,
    extra_env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> Outcome:
    """Run to the end; with `show` its output goes to the terminal, else it is collected.

    The program leads a process group of its own: when it hangs or the person presses Ctrl-C, it and all its
    children are told to stop, and nothing outside that group is touched.
    """
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(extra_env or {})},
        stdin=subprocess.DEVNULL,
        stdout=None if show else subprocess.PIPE,
        stderr=None if show else subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        return Outcome(code=124, output=_stop(process, signal.SIGTERM), timed_out=True)
    except KeyboardInterrupt:
        _stop(process, signal.SIGINT)
        raise
    finally:
        _tell_group(process.pid, signal.SIGKILL)  # whatever it left behind; usually nothing
    return Outcome(code=process.returncode, output=output or "")


def _stop(process: subprocess.Popen[str], politely: signal.Signals) -> str:
    _tell_group(process.pid, politely)
    try:
        output, _ = process.communicate(timeout=PATIENCE_AFTER_INTERRUPT)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        _tell_group(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    return output or ""


def _tell_group(leader: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, what)
