"""Linking records: how many pairs of one person it finds, how many of those it finds are right, and its cost.

Records of invented people whose truth is known are compared as at night, in a process of its own. Beside it
stands the floor: what plain SQL finds that asks for the same name and the same day of birth.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import duckdb
import pyarrow as pa

from bench.invented.records import Written, records
from limen.domain.duplicates.queries.columns import compared
from limen.linkage.apart import link_apart
from limen.linkage.linking import Candidate, Limits, prepare
from limen.linkage.model import COMPARED, Compared
from limen.linkage.records import Record, write

PRECISION, RECALL = 0.98, 0.90
SAMPLED = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Judged:
    """How pairs compare with the truth."""

    found: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    def row(self, name: str, seconds: float) -> str:
        """A line of the table."""
        return (f"{name:<44}{self.found:>10,}{self.right:>10,}{self.precision:>11.4f}{self.recall:>9.4f}"
                f"{seconds:>9.1f}")  # fmt: skip


def main(argv: Sequence[str]) -> int:
    """Print the figures; exit 1 when a goal is missed. They say nothing of what else the machine did."""
    options = _parsed(argv)
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        folder, file = Path(name), Path(name) / "records.parquet"
        began = time.perf_counter()
        written = list(records(options.people, options.seed))
        print(f"{len(written):,} records of {options.people:,} invented people, seed {options.seed}; load"
              f" {os.getloadavg()[0]:.1f}")  # fmt: skip
        print(f"  made in {time.perf_counter() - began:.0f} s", flush=True)
        began = time.perf_counter()
        write((columns(number, one) for number, one in enumerate(written)), file)
        print(f"  columns written in {time.perf_counter() - began:.0f} s, {file.stat().st_size / 1e6:.0f} MB",
              flush=True)  # fmt: skip
        if options.count:
            _print_counted(file, written)
            return 0
        return _print_linked(file, folder, written, options)


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench linkage", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--memory", type=int, default=2048, help="megabytes that the engine may take")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--count", action="store_true", help="count the shares of the model, and stop")
    parser.add_argument("--keep", type=Path, help="leave what was compared, and the pairs, in this folder")
    parser.add_argument("--folder", help="where the data lies while it is measured")
    return parser.parse_args(argv)


def columns(number: int, one: Written) -> Record:
    """A written record in the columns that are compared."""
    born_from = born_until = one.born_on
    if one.born_on and one.is_year_alone:
        born_from, born_until = one.born_on.replace(month=1, day=1), one.born_on.replace(month=12, day=31)
    return compared(
        key=f"{number:08}",
        house="1",
        name=one.name,
        also=[one.also] if one.also else [],
        born_from=born_from,
        born_until=born_until,
        is_exact=one.born_on is not None and not one.is_year_alone,
        sex=one.sex,
        numbers=[("UTO", one.number)] if one.number else [],
        place=one.place,
    )


def truth(written: Sequence[Written]) -> Iterator[tuple[int, int]]:
    """All pairs of one person."""
    mine: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(written):
        mine[one.who].append(number)
    for numbers in mine.values():
        yield from combinations(numbers, 2)


def judged(written: Sequence[Written], pairs: Iterable[tuple[int, int]]) -> Judged:
    """Pairs of places in the list, beside the truth."""
    right = [written[one].who == written[other].who for one, other in pairs]
    return Judged(found=len(right), right=sum(right), there=sum(1 for _ in truth(written)))


def _print_linked(file: Path, folder: Path, written: list[Written], options: argparse.Namespace) -> int:
    limits = Limits(memory_megabytes=options.memory, threads=options.threads)
    began = time.perf_counter()

    def say(sentence: str) -> None:
        print(f"  {time.perf_counter() - began:6.1f} s  {sentence}", flush=True)

    found: list[Candidate] = list(link_apart(file, folder, limits=limits, say=say))
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    pairs = [(int(one.first), int(one.second)) for one in found]
    if options.keep:
        _keep(file, found, options.keep)
    ours = judged(written, pairs)
    print(
        "\n{:<44}{:>10}{:>10}{:>11}{:>9}{:>9}".format("", "found", "right", "precision", "recall", "seconds")
    )
    print(ours.row("linkage", seconds))
    began = time.perf_counter()
    floor = judged(written, _floor(file))
    print(floor.row("floor: same name and day of birth, in SQL", time.perf_counter() - began))
    print(f"peak memory of the process that links: {memory:,.0f} MB; load {os.getloadavg()[0]:.1f}")
    _print_kinds(written, pairs)
    return 0 if ours.precision >= PRECISION and ours.recall >= RECALL else 1


def _keep(file: Path, found: list[Candidate], to: Path) -> None:
    """What another engine needs to do the same: the records as they were compared, and what was found."""
    to.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as engine:
        prepare(engine, file)
        engine.table("records").write_parquet(str(to / "prepared.parquet"))
    (to / "pairs.json").write_text(json.dumps([(one.first, one.second) for one in found]), encoding="utf-8")


def _floor(file: Path) -> list[tuple[int, int]]:
    with duckdb.connect() as engine:
        engine.read_parquet(str(file)).create_view("records")
        return engine.execute(
            "select l.unique_id::int, r.unique_id::int from records l join records r"
            " on l.spelled = r.spelled and l.born = r.born and l.unique_id < r.unique_id"
        ).fetchall()


def _print_kinds(written: list[Written], pairs: list[tuple[int, int]]) -> None:
    """Of each kind of difference from the first record: how many of its pairs were found."""
    found, known, asked = set(pairs), Counter[str](), Counter[str]()
    for one, other in truth(written):
        if written[one].kind == "as recorded":
            for kind in written[other].kind.split("; "):
                asked[kind] += 1
                known[kind] += (one, other) in found
    print("\nfound, of what differs from the first record")
    for kind, number in sorted(asked.items()):
        print(f"  {kind:<44}{known[kind] / number:>8.3f}{number:>9,}")


def _print_counted(file: Path, written: list[Written]) -> None:
    """The shares m and u of every outcome, from pairs whose truth is known and from pairs drawn at random."""
    ones = list(truth(written))
    chance = random.Random(1)
    drawn = [(chance.randrange(len(written)), chance.randrange(len(written))) for _ in range(SAMPLED)]
    others = [(one, other) for one, other in drawn if written[one].who != written[other].who]
    with duckdb.connect(config={"memory_limit": "2GB", "threads": 2}) as engine:
        engine.read_parquet(str(file)).create("records")
        for one in COMPARED:
            shares = [_shares(engine, one, pairs) for pairs in (ones, others)]
            for outcome in one.outcomes:
                m, u = (share[outcome.name] for share in shares)
                print(f'    "{one.name}.{outcome.name}": ({m:.3g}, {u:.3g}),')


def _shares(
    engine: duckdb.DuckDBPyConnection, one: Compared, pairs: Sequence[tuple[int, int]]
) -> dict[str, float]:
    """Of each outcome, how often it is seen among these pairs; half of once where never."""
    keys = pa.table({"one": [f"{a:08}" for a, _ in pairs], "other": [f"{b:08}" for _, b in pairs]})
    names = engine.table("records").columns
    both = ", ".join(f"l.{name} as {name}_l, r.{name} as {name}_r" for name in names)
    chosen = " ".join(f"when {outcome.when} then '{outcome.name}'" for outcome in one.outcomes[:-1])
    outcome_of = f"case when {one.unless} then '' {chosen} else '{one.outcomes[-1].name}' end as outcome"
    left, right = (engine.table("records").set_alias(side) for side in "lr")
    joined = engine.from_arrow(keys).join(left, "one = l.unique_id").join(right, "other = r.unique_id")
    rows = joined.project(both).project(outcome_of).aggregate("outcome, count(*)").fetchall()
    counted = {name: number for name, number in rows if name}
    total = sum(counted.values())
    return {outcome.name: counted.get(outcome.name, 0.5) / total for outcome in one.outcomes}
