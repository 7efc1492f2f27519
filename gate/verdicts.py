"""Runs checks one after the other, all of them, and ends with a summary and one plain line of numbers."""

from __future__ import annotations

import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gate.checks import Check
from gate.programs import run
from gate.saying import say


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Tests counted."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            passed=self.passed + other.passed,
            failed=self.failed + other.failed,
            skipped=self.skipped + other.skipped,
        )

    def __str__(self) -> str:
        tail = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{tail}"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How one check went."""

    name: str
    ok: bool
    seconds: float
    tally: Tally = Tally()


def judge(checks: Sequence[Check], *, notices: Sequence[str] = ()) -> int:
    """Run every check, also after one failed. The last line counts tests; a failed check counts as one."""
    began = time.monotonic()
    verdicts = [_run(check) for check in checks]
    say("\n" + "-" * 60)
    for verdict in verdicts:
        tests = f"  {verdict.tally}" if verdict.tally != Tally() else ""
        say(f"{'ok    ' if verdict.ok else 'FAILED'}  {verdict.name:<24}{verdict.seconds:7.1f} s{tests}")
    for notice in notices:
        say(f"note    {notice}")
    say(f"{len(verdicts)} checks in {time.monotonic() - began:.1f} s")
    say(str(_total(verdicts)))
    return 0 if all(verdict.ok for verdict in verdicts) else 1


def _total(verdicts: Sequence[Verdict]) -> Tally:
    total = sum((verdict.tally for verdict in verdicts), Tally())
    # A check that failed without a failed test (a type error, a crash before the first test) is a failure
    # too: the last line never says "0 failed" of a gate that did not pass.
    silent = sum(1 for verdict in verdicts if not verdict.ok and not verdict.tally.failed)
    return total + Tally(failed=silent)


def _run(check: Check) -> Verdict:
    say(f"\n== {check.name}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="limen-gate-") as folder:
        report = Path(folder) / "report.xml"
        command = [*check.command, *([f"--junitxml={report}"] if check.counts else [])]
        outcome = run(command, show=True, limit=check.minutes * 60, extra_env=check.env)
        tally = _count(report) if check.counts else Tally()
    seconds = time.monotonic() - began
    if outcome.timed_out:
        say(f"{check.name} did not end within {check.minutes:g} minutes and was stopped")
    say(f"   {'ok' if outcome.ok else 'FAILED'} after {seconds:.1f} s")
    return Verdict(name=check.name, ok=outcome.ok, seconds=seconds, tally=tally)


def _count(report: Path) -> Tally:
    """Read pytest's own report: what it says about each test, not what its last line looks like."""
    if not report.exists():
        return Tally()
    root = ElementTree.parse(report).getroot()  # noqa: S314  (our own pytest wrote it)
    suites = list(root.iter("testsuite"))
    ran, failed, errors, skipped = (
        sum(int(suite.get(word, "0")) for suite in suites)
        for word in ("tests", "failures", "errors", "skipped")
    )
    return Tally(passed=max(ran - failed - errors - skipped, 0), failed=failed + errors, skipped=skipped)
