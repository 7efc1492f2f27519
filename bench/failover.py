"""`python -m bench failover`: lose the primary under load, and count what was told and is not there.

Three databases under Patroni, two web servers behind haproxy, writers that send numbered notes. The primary
is killed with -9, in turn alone and with its Patroni, as if its machine were gone. Afterwards a checker asks
whether every acknowledged note is there exactly once.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench.crash import account
from bench.crashing.checking import Findings
from bench.crashing.many import ManyHouse
from bench.crashing.writers import Writer
from ops.cluster import MEMBERS
from ops.yard import missing

PARTS = ("etcd", "patroni", "proxy")


@dataclass
class Drill:
    """What was lost, and for how long nothing could be written."""

    interruptions: dict[str, list[float]] = field(default_factory=dict)
    rejoined: list[float] = field(default_factory=list)
    findings: Findings | None = None
    seconds: float = 0.0

    def lines(self) -> list[str]:
        """The account, as it is printed."""
        found = self.findings
        assert found is not None
        times = [
            f"{kind}: {len(gaps)} times, nothing written for {statistics.median(gaps):.1f} s (median), "
            f"{max(gaps):.1f} s (longest)"
            for kind, gaps in self.interruptions.items()
        ]
        return [
            *times,
            f"the old primary followed again after {statistics.median(self.rejoined):.1f} s (median)",
            f"acknowledged {found.acknowledged}, lost {found.lost}, duplicated {found.duplicated}",
            f"unknown {found.unknown}, resolved {found.unknown - found.unresolved}, "
            f"refused {found.refused}, never asked for {found.unasked}",
            f"half done {found.half_done}, broken chains {found.broken_chains}; {self.seconds:.0f} s in all",
        ]


def drill(folder: Path, *, kills: int, writers: int) -> Drill:
    """Play it once, in a folder on a disk."""
    house, found = ManyHouse(folder), Drill()
    try:
        print("making three databases and two nodes", file=sys.stderr, flush=True)
        house.open(cases=writers)
        stop, began = threading.Event(), time.monotonic()
        busy = [Writer(house, case, f"w{n}", stop) for n, case in enumerate(house.cases)]
        for writer in busy:
            writer.start()
        time.sleep(3)
        for number in range(kills):
            _lose_the_primary(house, busy, found, is_machine=bool(number % 2))
        time.sleep(2)
        stop.set()
        for writer in busy:
            writer.join()
        found.seconds = time.monotonic() - began
        found.findings = account(house, [attempt for writer in busy for attempt in writer.attempts])
    finally:
        house.close()
    return found


def _lose_the_primary(house: ManyHouse, busy: list[Writer], found: Drill, *, is_machine: bool) -> None:
    kind = "database and its Patroni killed" if is_machine else "database killed"
    victim = house.cluster.primary()
    assert victim is not None
    struck = time.monotonic()
    house.cluster.kill(victim, with_patroni=is_machine)
    while not (after := [at for at in _told(busy) if at > struck + 1.0]) and time.monotonic() < struck + 120:
        time.sleep(0.1)
    time.sleep(2)  # let it write for a while: the longest silence around the kill is what counts
    times = [at for at in _told(busy) if struck - 2 < at]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    found.interruptions.setdefault(kind, []).append(max(gaps) if after else 120.0)
    began = time.monotonic()
    if is_machine:
        house.cluster.start(victim)
    house.cluster.wait(lambda roles: list(roles.values()).count("replica") == len(MEMBERS) - 1, "all back")
    house.cluster.wait(
        lambda roles: house.cluster.synchronous() is not None, "one that follows synchronously"
    )
    found.rejoined.append(time.monotonic() - began)
    print(
        f"{kind}: nothing written for {found.interruptions[kind][-1]:.1f} s; "
        f"all back after {found.rejoined[-1]:.1f} s more",
        file=sys.stderr,
        flush=True,
    )


def _told(busy: list[Writer]) -> list[float]:
    """When anything was acknowledged, in order."""
    return sorted(one.told_at for writer in busy for one in list(writer.attempts) if one.told_at)


def main(argv: list[str]) -> int:
    """Run it and print the account. Exit code 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m bench failover", description=__doc__)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--writers", type=int, default=6)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"), help="a folder on a real disk")  # noqa: S108
    chosen = parser.parse_args(argv)
    if why := missing(*PARTS):
        print(why)
        return 2
    with tempfile.TemporaryDirectory(prefix="limen-failover-", dir=chosen.folder) as place:
        found = drill(Path(place), kills=chosen.kills, writers=chosen.writers)
    print("\n".join(found.lines()))
    assert found.findings is not None
    return 1 if found.findings.faults else 0
