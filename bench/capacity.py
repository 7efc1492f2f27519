"""`python3 dev.py bench capacity --figures FILE`: what a country needs, from what `bench nation` measured.

A working hour of an officer is so many pages of each kind (`HOUR`, an assumption: change it). From the
processor time of each follow the processors of web servers and of the database in the busiest hour, and from
the bytes of each table the disk. Nothing here is measured; it multiplies what was.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# Pages of one officer in a busy hour, by the operation of `bench nation` that they are most like.
HOUR = {
    "my day, officer": 4, "my worklist": 6, "worklist by due": 2, "due this week, mine": 2,
    "open a case, small": 40, "notes, small": 20, "timeline, small": 10, "worklist, phase": 2,
    "add a note, to the answer": 6, "move a case, to the answer": 2,
}  # fmt: skip
BUSY = 0.5  # how full a processor may be in the busiest hour, so that a page does not wait for another


def main(argv: Sequence[str]) -> int:
    """Print the model."""
    parser = argparse.ArgumentParser(prog="bench capacity", description=__doc__)
    parser.add_argument("--figures", required=True, help="the file that `bench nation --json` wrote")
    parser.add_argument("--officers", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=10_000_000)
    parser.add_argument("--at-once", type=float, default=0.6, help="the share at work in the busiest hour")
    options = parser.parse_args(argv)
    told = json.loads(Path(options.figures).read_text(encoding="utf-8"))
    _print_processors(told, int(options.officers * options.at_once))
    _print_disk(told, options.people)
    return 0


def _print_processors(told: dict[str, Any], working: int) -> None:
    figures = {one["name"]: one for one in told["figures"]}
    pages = web = database = 0.0
    print(f"{working:,} officers at work; milliseconds of processor for a page")
    print(f"{'operation':<28}{'an hour':>9}{'web':>8}{'db':>8}")
    for name, number in HOUR.items():
        one = figures.get(name)
        if one is None:
            print(f"{name:<28}{number:>9}   was not measured")
            continue
        print(f"{name:<28}{number:>9}{one['site']:>8.1f}{one['database']:>8.1f}")
        pages += number
        web += number * one["site"]
        database += number * one["database"]
    a_second = pages * working / 3600
    print(f"\n{a_second:,.0f} pages a second in the busiest hour")
    for name, milliseconds in (("web servers", web), ("database", database)):
        cores = milliseconds * working / 3600 / 1000
        print(f"{name:<14}{cores:>8.1f} processors all the time, {cores / BUSY:,.0f} if {BUSY:.0%} full")


def _print_disk(told: dict[str, Any], people: int) -> None:
    every = sum(told["bytes"].values())
    print(f"\n{every / told['size']:,.0f} bytes of tables and indexes for a person and their case;"
          f" {every / told['size'] * people / 1e9:,.0f} GB for {people:,}")  # fmt: skip
    for name, size in sorted(told["bytes"].items(), key=lambda pair: -pair[1])[:8]:
        print(f"  {name:<28}{size / told['size']:>8,.0f}")
