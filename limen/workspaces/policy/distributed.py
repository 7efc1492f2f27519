"""The packs that came with this installation, read once and again when a file of theirs has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from limen.law.library import CALENDARS, Library, files_of, read_library
from limen.law.packs import Pack
from limen.law.reading.troubles import PackTroubles


@dataclass(frozen=True, kw_only=True)
class Distributed:
    """What lies in the folder. `packs`: those that can be read; `troubles`: why others cannot, by pack."""

    files: dict[str, str] = field(default_factory=dict)
    packs: dict[str, Pack] = field(default_factory=dict)
    libraries: dict[str, Library] = field(default_factory=dict)
    troubles: dict[str, tuple[str, ...]] = field(default_factory=dict)


_Mark = tuple[tuple[str, int, int], ...]
_kept: dict[Path, tuple[_Mark, Distributed]] = {}


def distributed() -> Distributed:
    """The packs of the folder as they are now. Reading takes a second; it is done when something changed."""
    folder = Path(settings.PACKS)
    mark = _mark_of(folder)
    kept = _kept.get(folder)
    if kept is None or kept[0] != mark:
        kept = (mark, _read(folder))
        _kept[folder] = kept
    return kept[1]


def _mark_of(folder: Path) -> _Mark:
    found = []
    for path in sorted(folder.rglob("*.yaml")) if folder.is_dir() else ():
        state = path.stat()
        found.append((path.relative_to(folder).as_posix(), state.st_mtime_ns, state.st_size))
    return tuple(found)


def _read(folder: Path) -> Distributed:
    if not folder.is_dir():
        return Distributed()
    try:
        files = files_of(folder)
    except PackTroubles as wrong:
        return Distributed(troubles={"": tuple(str(one) for one in wrong.troubles)})
    ids = sorted({path.partition("/")[0] for path in files if path.endswith("/pack.yaml")} - {CALENDARS})
    try:
        library = read_library(files, only=ids)
        return Distributed(files=files, packs=dict(library.packs), libraries=dict.fromkeys(ids, library))
    except PackTroubles:
        return _one_by_one(files, ids)


def _one_by_one(files: dict[str, str], ids: list[str]) -> Distributed:
    """One that cannot be read is no reason to hide the others."""
    found = Distributed(files=files)
    for id in ids:
        try:
            library = read_library(files, only=(id,))
        except PackTroubles as wrong:
            found.troubles[id] = tuple(str(one) for one in wrong.troubles)
            continue
        found.packs[id], found.libraries[id] = library.pack(id), library
    return found
