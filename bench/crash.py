"""`python -m bench crash --kills 200`: kill Limen while people write, and count what is lost.

Writers send numbered notes through the web server. A nemesis kills the database, the web server's processes,
or both, at random moments. Afterwards a checker asks whether every acknowledged note is there exactly once.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.crashing.checking import Findings, check, lost_of
from bench.crashing.house import House
from bench.crashing.writers import Attempt, Writer, resolve

KINDS = ("database", "web workers", "both")
WEIGHTS = (6, 3, 1)


@dataclass
class Run:
    """One round of kills, and what came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    restarts: list[float] = field(default_factory=list)
    findings: Findings | None = None
    seconds: float = 0.0

    def lines(self) -> list[str]:
        """The account, as it is printed."""
        found = self.findings
        assert found is not None
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.kills.most_common())
        median = statistics.median(self.restarts) if self.restarts else 0.0
        return [
            f"kills {self.kills.total()} ({kinds}) in {self.seconds:.0f} s",
            f"acknowledged {found.acknowledged}, lost {found.lost}, duplicated {found.duplicated}",
            f"unknown {found.unknown}, resolved {found.unknown - found.unresolved}, "
            f"refused {found.refused}, never asked for {found.unasked}",
            f"half done {found.half_done}, broken chains {found.broken_chains}",
            f"database back after {median:.1f} s (median), {max(self.restarts, default=0):.1f} s (longest)",
        ]


def crash(
    folder: Path, *, kills: int, writers: int = 6, is_careless: bool = False, kinds: tuple[str, ...] = KINDS,
    pause: tuple[float, float] = (0.0, 0.8), seed: int = 1,
) -> Run:  # fmt: skip
    """Play it once, in a folder on a disk."""
    house, run, chance = House(folder, is_careless=is_careless), Run(), random.Random(seed)
    try:
        house.open(cases=writers)
        stop, began = threading.Event(), time.monotonic()
        busy = [Writer(house, case, f"w{n}", stop) for n, case in enumerate(house.cases)]
        for writer in busy:
            writer.start()
        for _ in range(kills):
            _let_them_write(busy)
            time.sleep(chance.uniform(*pause))
            weights = [WEIGHTS[KINDS.index(kind)] for kind in kinds]
            _strike(house, chance.choices(kinds, weights)[0], run)
            if sys.stderr.isatty():
                print(f"\r{run.kills.total()} kills", end="", file=sys.stderr)
        _let_them_write(busy)
        stop.set()
        for writer in busy:
            writer.join()
        run.seconds = time.monotonic() - began
        run.findings = account(house, [attempt for writer in busy for attempt in writer.attempts])
    finally:
        house.close()
    return run


def _let_them_write(busy: list[Writer]) -> None:
    """Wait until writing goes on, so that every kill hits something."""
    before, until = _acknowledged(busy), time.monotonic() + 20
    while _acknowledged(busy) < before + len(busy) and time.monotonic() < until:
        time.sleep(0.02)


def _acknowledged(busy: list[Writer]) -> int:
    return sum(1 for writer in busy for attempt in list(writer.attempts) if attempt.note_id)


def _strike(house: House, kind: str, run: Run) -> None:
    run.kills[kind] += 1
    if kind in ("database", "both"):
        house.kill_database()
    if kind == "web workers":
        house.kill_web_workers()
    if kind == "both":
        house.kill_web()
    if kind in ("database", "both"):
        run.restarts.append(house.restart_database())
    if house.web is None or house.web.poll() is not None:
        house.start_web()


def account(house: House, attempts: list[Attempt]) -> Findings:
    """What became of every attempt: first what is lost; then the unknown ones are sent again."""
    lost = len(lost_of(house, attempts))
    unknown = [a for a in attempts if not a.note_id and not a.refused]
    resolve(house, unknown)
    return check(house, attempts, lost=lost, unknown=len(unknown))


def main(argv: list[str]) -> int:
    """Run it and print the account. Exit code 1 when anything was lost, or when the control lost nothing."""
    parser = argparse.ArgumentParser(prog="python -m bench crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"), help="a folder on a real disk")  # noqa: S108
    parser.add_argument(
        "--synchronous-commit", choices=["on", "off"], default="on",
        help="off is the control: it must lose something, or this test could not notice",
    )  # fmt: skip
    chosen = parser.parse_args(argv)
    is_careless = chosen.synchronous_commit == "off"
    with tempfile.TemporaryDirectory(prefix="limen-crash-", dir=chosen.folder) as place:
        run = crash(
            Path(place), kills=chosen.kills, writers=chosen.writers, seed=chosen.seed,
            is_careless=is_careless,
            kinds=("database",) if is_careless else KINDS,
        )  # fmt: skip
    print("\n".join(run.lines()))
    assert run.findings is not None
    if is_careless:
        return 0 if run.findings.lost else 1
    return 1 if run.findings.faults else 0
