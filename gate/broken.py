"""`python3 dev.py prove-gate`: breaks one thing at a time in a copy of the tree, and sees who notices.

A check that cannot fail proves nothing. What is broken, and which check must say what about it, is in
the tables of gate/breaks/.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gate.breaks import BREAKS
from gate.breaks.breaking import Break
from gate.places import ROOT
from gate.programs import Outcome, run
from gate.saying import say

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".tools", ".*_cache", ".hypothesis", "__pycache__", "node_modules", "data", "var", "*.mo"
)


def prove(arguments: list[str]) -> int:
    """Break what the table says (or only what the arguments name); fail when something goes unnoticed."""
    chosen = [one for one in BREAKS if not arguments or any(word in one.name for word in arguments)]
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="limen-broken-") as folder:
        copy = Path(folder) / "limen"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT, symlinks=True)
        run(["git", "init", "--quiet"], cwd=copy) if shutil.which("git") else None
        for one in chosen:
            verdict = _try(one, copy)
            unnoticed += verdict == "UNNOTICED"
    say(f"{len(chosen) - unnoticed} of {len(chosen)} noticed")
    return 1 if unnoticed else 0


def _try(one: Break, copy: Path) -> str:
    began = time.monotonic()
    with _broken(one, copy):
        outcome = run(
            one.check.command,
            cwd=copy,
            limit=one.check.minutes * 60,
            # The copy before the original, which the environment's path file names.
            extra_env={**one.check.env, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    verdict = "noticed" if _noticed(one, outcome) else "UNNOTICED"
    say(f"{verdict:<10} {one.name:<60} {time.monotonic() - began:5.1f} s  {one.check.name}")
    if verdict == "UNNOTICED":
        say("    " + "\n    ".join(outcome.output.strip().splitlines()[-8:]))
    return verdict


def _noticed(one: Break, outcome: Outcome) -> bool:
    """The check must fail, and for the reason that was planted."""
    return not outcome.ok and re.search(one.must_say, outcome.output) is not None


@contextmanager
def _broken(one: Break, copy: Path) -> Iterator[None]:
    """The copy with one thing broken; as it was afterwards."""
    path = copy / one.path
    before = path.read_text(encoding="utf-8") if path.exists() else None
    new_folders = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(one.spoil(before or ""), encoding="utf-8")
    try:
        yield
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
        for folder in new_folders:
            shutil.rmtree(folder)
