"""Linking in a process of its own: what the engine takes or breaks is not the worker's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from limen.linkage.linking import Candidate, Limits

_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH")  # no address and no secret of the house


class Unfinished(Exception):
    """The process ended before it was done: out of memory, out of space, or stopped."""


def link_apart(
    file: Path, folder: Path, *, limits: Limits, say: Callable[[str], None] = lambda sentence: None
) -> Iterator[Candidate]:
    """The likely pairs of a file, as the other process finds them. Raises `Unfinished`."""
    command = [sys.executable, "-m", "limen.linkage", str(file), str(folder)]
    command += ["--memory", str(limits.memory_megabytes), "--threads", str(limits.threads)]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    is_done = False
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            for line in process.stdout or ():
                kind, *words = line.rstrip("\n").split("\t")
                if kind == "pair":
                    first, second, agrees = words
                    yield Candidate(first=first, second=second, agrees=tuple(agrees.split(",")))
                elif kind == "said":
                    say(words[0])
                is_done = is_done or kind == "done"
        finally:
            process.terminate()
    if not is_done:
        raise Unfinished(f"linking ended with code {process.returncode}")
