"""COPY into tables whose other indexes are made afterwards, as one would move a real register in."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import psycopg

NULL, _AT_ONCE = "\\N", 2_000
INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
where i.indrelid = %s::regclass and not i.indisunique and not i.indisexclusion
"""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table and its rows, each a line as COPY reads it: columns parted by tabs."""

    name: str
    columns: str
    lines: Iterable[str]


def fill(connection: psycopg.Connection[Any], tables: Iterable[Table]) -> dict[str, int]:
    """How many rows each table was given. Prints a line for each."""
    counts: dict[str, int] = {}
    for table in tables:
        began = time.perf_counter()
        rest = connection.execute(INDEXES, [table.name]).fetchall() if table.name not in counts else []
        for index, _ in rest:
            connection.execute(f"drop index {index}".encode())
        rows = _copied(connection, table)
        for _, definition in rest:
            connection.execute(definition.encode())
        connection.commit()
        counts[table.name] = counts.get(table.name, 0) + rows
        print(f"  {table.name:<24}{rows:>12,} rows{time.perf_counter() - began:>8.1f} s", flush=True)
    return counts


def _copied(connection: psycopg.Connection[Any], table: Table) -> int:
    rows = 0
    with connection.cursor().copy(f"copy {table.name} ({table.columns}) from stdin".encode()) as copy:
        for batch in _batches(table.lines):
            copy.write("\n".join(batch) + "\n")
            rows += len(batch)
    return rows


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(lines)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
