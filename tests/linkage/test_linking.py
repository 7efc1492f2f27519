"""Linking a file of records whose truth is known, in a process that knows no database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bench.invented.records import records
from bench.linkage import columns, judged
from limen.linkage.apart import Unfinished, link_apart
from limen.linkage.linking import MOST_IN_COMMON, Limits, link
from limen.linkage.model import COMPARED
from limen.linkage.records import Record, write
from limen.linkage.weights import WEIGHTS

LIMITS = Limits(memory_megabytes=512, threads=1)


def _record(key: str, name: str, *, house: str = "h", born: str | None = "1991-03-21", **more: Any) -> Record:
    words = tuple(name.casefold().split())
    return Record(
        key=key, house=house, words=words, heard=words, born=born, born_from=born, born_until=born, **more
    )


def test_most_pairs_are_found_and_most_that_are_found_are_right(tmp_path: Path) -> None:
    written = list(records(3000, seed=21))
    write((columns(number, one) for number, one in enumerate(written)), tmp_path / "records.parquet")
    found = list(link(tmp_path / "records.parquet", tmp_path, limits=LIMITS))
    verdict = judged(written, [(int(one.first), int(one.second)) for one in found])
    assert verdict.precision >= 0.97
    assert verdict.recall >= 0.88
    assert all(one.agrees for one in found)


def test_the_same_file_gives_the_same_pairs_in_another_process_too(tmp_path: Path) -> None:
    file = tmp_path / "records.parquet"
    write((columns(number, one) for number, one in enumerate(records(400, seed=5))), file)
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    said: list[str] = []
    here = sorted(link(file, folders[0], limits=LIMITS), key=repr)
    there = sorted(link_apart(file, folders[1], limits=LIMITS, say=said.append), key=repr)
    assert here == there != []
    assert said


def test_records_of_two_houses_are_never_compared(tmp_path: Path) -> None:
    file = tmp_path / "records.parquet"
    write([_record("1", "Nadia Karimi"), _record("2", "Nadia Karimi", house="other")], file)
    assert list(link(file, tmp_path, limits=LIMITS)) == []


def test_what_many_share_makes_no_flood(tmp_path: Path) -> None:
    """A thousand of one name and day, as on a bad list: nothing is compared, and nothing breaks."""
    file = tmp_path / "records.parquet"
    write((_record(f"{number:04}", "Nadia Karimi") for number in range(MOST_IN_COMMON * 25)), file)
    said: list[str] = []
    assert list(link(file, tmp_path, limits=LIMITS, say=said.append)) == []
    assert "at most 0 pairs" in said[0]


def test_nothing_to_compare_is_no_trouble(tmp_path: Path) -> None:
    assert write([], tmp_path / "records.parquet") == 0
    assert list(link(tmp_path / "records.parquet", tmp_path, limits=LIMITS)) == []


def test_a_process_that_breaks_is_told(tmp_path: Path) -> None:
    (tmp_path / "records.parquet").write_bytes(b"no file of records")
    with pytest.raises(Unfinished):
        list(link_apart(tmp_path / "records.parquet", tmp_path, limits=LIMITS))


def test_the_other_process_learns_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from limen.linkage import apart

    monkeypatch.setenv("LIMEN_LINKAGE_URL", "postgresql://secret")
    assert not {name for name in apart._KEPT if name.startswith(("LIMEN", "DATABASE"))}
    assert "LIMEN_LINKAGE_URL" in os.environ


def test_every_outcome_has_its_weights_and_they_sum_to_one() -> None:
    outcomes = {f"{one.name}.{outcome.name}" for one in COMPARED for outcome in one.outcomes}
    assert outcomes == WEIGHTS.keys()
    for one in COMPARED:
        for side in (0, 1):
            share = sum(WEIGHTS[f"{one.name}.{outcome.name}"][side] for outcome in one.outcomes)
            assert share == pytest.approx(1, abs=0.01)
