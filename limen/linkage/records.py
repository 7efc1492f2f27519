"""What is compared of a record, and the file in which the records of a night wait to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

AT_ONCE = 50_000  # records held in memory while the file is written
MOST_WORDS = 8  # of a longer name only the first are compared

SCHEMA = pa.schema(
    [
        ("unique_id", pa.string()),
        ("house", pa.string()),
        ("words", pa.list_(pa.string())),
        ("heard", pa.list_(pa.string())),
        ("spelled", pa.string()),
        ("sounded", pa.string()),
        ("born", pa.string()),
        ("born_year", pa.int32()),
        ("born_from", pa.string()),
        ("born_until", pa.string()),
        ("sex", pa.string()),
        ("numbers", pa.list_(pa.string())),
        ("papers", pa.string()),
        ("place", pa.string()),
        ("blocks", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One record as it is compared. Only records of one `house` are compared with each other.

    `words` are the words of the main name, folded; `heard` how each sounds; `also_heard` the sounds of other
    names on the record. Days are in the form 1991-03-21: `born` only when the day is known exactly,
    `born_from` and `born_until` as far as it is. `numbers` are of documents, folded, with who issued them.
    """

    key: str
    house: str
    words: tuple[str, ...]
    heard: tuple[str, ...]
    also_heard: tuple[str, ...] = ()
    born: str | None = None
    born_from: str | None = None
    born_until: str | None = None
    sex: str | None = None
    numbers: tuple[str, ...] = ()
    place: str | None = None


def write(records: Iterable[Record], to: Path, *, at_once: int = AT_ONCE) -> int:
    """Write a file of records to compare; how many there were. Memory stays flat."""
    count = 0
    waiting = iter(records)
    with pq.ParquetWriter(to, SCHEMA) as file:
        while page := list(islice(waiting, at_once)):
            file.write_table(pa.Table.from_pylist([_row(one) for one in page], schema=SCHEMA))
            count += len(page)
    return count


def _row(one: Record) -> dict[str, object]:
    words, heard = sorted(one.words[:MOST_WORDS]), sorted(one.heard[:MOST_WORDS])
    return {
        "unique_id": one.key,
        "house": one.house,
        "words": words,
        "heard": sorted({*heard, *one.also_heard[:MOST_WORDS]}),
        "spelled": " ".join(words),
        "sounded": " ".join(heard),
        "born": one.born,
        "born_year": _year(one),
        "born_from": one.born_from,
        "born_until": one.born_until,
        "sex": one.sex,
        "numbers": sorted(set(one.numbers)) or None,
        "papers": " ".join(sorted(set(one.numbers))) or None,
        "place": one.place,
        "blocks": sorted(set(_blocks(one))),
    }


def _year(one: Record) -> int | None:
    """The year of birth, when no other is possible."""
    if one.born_from is None or one.born_until is None or one.born_from[:4] != one.born_until[:4]:
        return None
    return int(one.born_from[:4])


def _blocks(one: Record) -> Iterator[str]:
    """Two records are compared when they have one of these in common: a document, or enough of a name with
    enough of a day. Each is of one house."""
    heard = sorted({*one.heard[:MOST_WORDS], *one.also_heard[:MOST_WORDS]})
    sounded, house = " ".join(sorted(one.heard[:MOST_WORDS])), one.house
    for number in one.numbers:
        yield f"{house}n{number}"
    year = _year(one)
    two_of_them = [f"{first} {second}" for first, second in combinations(heard, 2)] or heard
    if one.born is not None:
        for sound in heard:
            yield f"{house}d{one.born} {sound}"
        month_and_day = "-".join(sorted((one.born[5:7], one.born[8:10])))  # whichever of them came first
        for some in two_of_them:
            yield f"{house}m{month_and_day} {some}"
    if year is not None:
        for some in two_of_them:
            yield f"{house}y{year} {some}"
    # Without a day only a whole name that few bear, or one with a place, is worth comparing.
    yield f"{house}w{sounded}"
    if one.place is not None:
        yield f"{house}o{one.place} {sounded}"
