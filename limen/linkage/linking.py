"""Comparing the records of a file and giving back the pairs that are likely one person, on the engine inside.

Time and memory are bounded: of what records have in common only what few have in common makes a pair, the
pairs are compared in portions, and the engine spills into its folder. It reaches no network.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from splink import DuckDBAPI, Linker

from limen.linkage.model import COMPARED, settings
from limen.linkage.weights import WEIGHTS

MOST_IN_COMMON = 40  # records: what more of them share tells nobody apart
PAIRS_AT_ONCE = 4_000_000
LIKELY = 0.5  # below it no pair is proposed; shown to nobody
Saying = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What the engine may use."""

    memory_megabytes: int = 2048
    threads: int = 2


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Two records that are likely one person. `agrees` are the outcomes that speak for it, such as
    `name.sounds_alike`. How likely is an affair of the threshold: it is not given back."""

    first: str
    second: str
    agrees: tuple[str, ...]


def link(
    file: Path,
    folder: Path,
    *,
    limits: Limits | None = None,
    likely: float = LIKELY,
    say: Saying = lambda sentence: None,
) -> Iterator[Candidate]:
    """The likely pairs of a file that `records.write` wrote, in portions. `folder` is for what does not fit
    into memory; it is left empty. The same file gives the same pairs."""
    with _engine(folder, limits or Limits()) as engine:
        count, pairs = prepare(engine, file)
        say(f"{count:,} records; at most {pairs:,} pairs to compare")
        if pairs:
            yield from _compared(engine, count, pairs, likely, say)


def prepare(engine: duckdb.DuckDBPyConnection, file: Path) -> tuple[int, int]:
    """Keep, of each record, what few others share: how many records there are, and how many pairs follow.

    Records that share nothing stay: how rare a name is, is asked of all of them.
    """
    engine.read_parquet(str(file)).create_view("given")
    engine.execute(
        "create table shared as select block, unique_id"
        " from (select unnest(blocks) as block, unique_id from given)"
        " qualify count(*) over (partition by block) between 2 and $most",
        {"most": MOST_IN_COMMON},
    )
    engine.execute(
        "create table records as select g.* exclude (blocks), s.blocks from given g left join"
        " (select unique_id, list(block order by block) as blocks from shared group by 1) s using (unique_id)"
        " order by g.unique_id"
    )
    pairs = engine.execute(
        "select coalesce(sum(n * (n - 1) // 2), 0)::bigint"
        " from (select count(*) as n from shared group by block)"
    ).fetchone()
    count = engine.execute("select count(*) from given").fetchone()
    engine.execute("drop table shared")
    return (int(count[0]) if count else 0), (int(pairs[0]) if pairs else 0)


def _compared(
    engine: duckdb.DuckDBPyConnection, count: int, pairs: int, likely: float, say: Saying
) -> Iterator[Candidate]:
    api = DuckDBAPI(engine)
    linker = Linker(api.register("records"), settings(count, WEIGHTS), log_level=logging.ERROR)
    portions = max(1, -(-pairs // PAIRS_AT_ONCE))
    found = 0
    for portion in range(1, portions + 1):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer = linker.inference.predict_chunk(
                left_chunk=(portion, portions),
                right_chunk=(1, 1),
                threshold_match_probability=likely,
                warning_mode="never",
            )
        outcomes = ", ".join(f"gamma_{one.name}" for one in COMPARED)
        likely_ones = engine.table(answer.physical_name).project(f"unique_id_l, unique_id_r, {outcomes}")
        rows = likely_ones.order("unique_id_l, unique_id_r").fetchall()
        answer.drop_table_from_database_and_remove_from_cache()
        found += len(rows)
        say(f"portion {portion} of {portions}: {found:,} likely pairs")
        for first, second, *numbers in rows:
            yield _candidate(first, second, numbers)


def _candidate(first: str, second: str, outcomes: list[int]) -> Candidate:
    """splink numbers the outcomes of a comparison downwards to 0, the last; -1 says there was nothing to
    compare."""
    agrees = []
    for one, number in zip(COMPARED, outcomes, strict=True):
        if number > 0:
            outcome = one.outcomes[len(one.outcomes) - 1 - number]
            agrees.append(f"{one.name}.{outcome.name}")
    return Candidate(first=min(first, second), second=max(first, second), agrees=tuple(agrees))


def _engine(folder: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    """An engine of its own that loads nothing from elsewhere and keeps to its folder."""
    return duckdb.connect(
        str(folder / "linkage.duckdb"),
        config={
            "memory_limit": f"{limits.memory_megabytes}MB",
            "threads": limits.threads,
            "temp_directory": str(folder / "spill"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "preserve_insertion_order": False,
        },
    )
