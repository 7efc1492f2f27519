"""Writes the journal, or the chain of one case, into a file that anybody can verify without Limen."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from limen.foundation.journal import verifier
from limen.foundation.journal.sealing import as_json
from limen.foundation.journal.snapshots import Snapshot, snapshot
from limen.foundation.journal.verifier import Mark

README = Path(__file__).with_name("export_readme.txt")
PROOF = "; each with the neighbours that lead to the seal, so that other cases need not be named"


@dataclass(frozen=True, kw_only=True)
class Exported:
    """How much went into the file."""

    lines: int
    personal: int
    seals: int


class _Files:
    """Writes the files of one export, one after the other."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, name: str, rows: Iterable[object]) -> int:
        count = 0
        with self._archive.open(name, "w", force_zip64=True) as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
                count += 1
        return count


def export(
    dsn: str, to: Path, *, case: UUID | None = None, with_personal: bool = True, key: str = "", at: datetime
) -> Exported:
    """Export one case's chain, or all. `dsn` signs in as limen_backup; `key` is the public key to print.

    The file appears under its name once it is complete, readable for its owner alone. Memory stays flat, save
    for the list of one seal at a time.
    """
    making = to.with_name(f"{to.name}.new")
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            snapshot(dsn, case) as at_hand,
            os.fdopen(descriptor, "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        ):
            exported = _written(archive, at_hand, case, with_personal=with_personal, key=key, at=at)
        making.replace(to)
    finally:
        making.unlink(missing_ok=True)
    return exported


def _written(
    archive: zipfile.ZipFile,
    at_hand: Snapshot,
    case: UUID | None,
    *,
    with_personal: bool,
    key: str,
    at: datetime,
) -> Exported:
    of = str(case) if case else "all"
    about = {"format": "limen-journal-1", "of": of, "made_at": at.isoformat(), "personal": with_personal}
    archive.writestr("export.json", json.dumps(about, indent=1))
    archive.writestr("verifier.py", Path(verifier.__file__).read_text(encoding="utf-8"))
    words = {
        "what": "all its chains" if case is None else f"the chain of the case {case}",
        "key": key or "KEY",
        "personal": "whoever holds this file can read them" if with_personal else "left out of this export",
        "paths": "" if case is None else PROOF,
    }
    archive.writestr("README.txt", README.read_text(encoding="utf-8").format(**words))
    files = _Files(archive)
    lines = files.write("lines.jsonl", map(_line, at_hand.lines()))
    personal = files.write("personal.jsonl", _personal(at_hand.lines())) if with_personal else 0
    files.write("heads.jsonl", ({**h._asdict(), "hash": h.hash.hex()} for h in at_hand.heads()))
    seals = files.write("seals.jsonl", map(as_json, at_hand.seals()))
    marks = at_hand.marks_by_seal()
    files.write("sealed.jsonl", map(_mark, marks) if case is None else _of_one(marks, str(case)))
    return Exported(lines=lines, personal=personal, seals=seals)


def _line(row: Sequence[Any]) -> dict[str, object]:
    return {"line": row[:12], "prev": row[12].hex(), "hash": row[13].hex()}


def _personal(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[str]]:
    for row in rows:
        for kept in row[14] or ():
            yield [row[0], row[1], *kept]


def _mark(mark: Mark) -> dict[str, object]:
    return {**mark._asdict(), "hash": mark.hash.hex()}


def _of_one(marks: Iterable[Mark], stream: str) -> Iterator[dict[str, object]]:
    """The marks of one chain, each with its way up the tree of its seal."""
    for _, of_seal in groupby(marks, key=lambda mark: mark.seal):
        leaves: list[bytes] = []
        place, found = 0, None
        for mark in of_seal:
            if mark.stream == stream:
                place, found = len(leaves), mark
            leaves.append(verifier.leaf(mark))
        if found is not None:
            yield {**_mark(found), "index": place, "path": path_to(place, leaves)}


def path_to(place: int, leaves: Sequence[bytes]) -> list[str]:
    """The neighbours of a leaf on the way to the root, from below, in hex."""
    path, level = [], list(leaves)
    while len(level) > 1:
        neighbour = place ^ 1
        if neighbour < len(level):
            path.append(level[neighbour].hex())
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [verifier.node(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
        place //= 2
    return path
