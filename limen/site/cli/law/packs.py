"""Reading packs for the command line: the ones that are asked for, and no more calendars than they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from limen.law.library import CALENDARS, Library, files_of, read_library
from limen.law.reading.nodes import compose
from limen.law.reading.troubles import Notebook
from limen.law.refusing import Unanswerable
from limen.site.postgres.trouble import Trouble


def files_in(folder: Path) -> dict[str, str]:
    """All files of a folder of packs. Raises `Trouble` when it is none."""
    if not folder.is_dir():
        raise Trouble(f"There is no folder {folder}.", remedy="Name the folder of packs with --packs.")
    files = files_of(folder)
    if not names_of(files):
        raise Trouble(
            f"There are no packs in {folder}.",
            remedy="A pack is a folder with a pack.yaml: see packs/README.md.",
        )
    return files


def names_of(files: Iterable[str]) -> tuple[str, ...]:
    """The packs among the files."""
    heads = (path.partition("/") for path in files)
    return tuple(sorted(folder for folder, _slash, rest in heads if rest == "pack.yaml"))


def library_with(folder: Path, pack: str, *, calendar: str | None = None) -> Library:
    """One pack with what it inherits, and the calendars that it names. `calendar`: that to count by, "" for
    the pack's own; None when nothing is counted. Raises `PackTroubles`, `Unanswerable` or `Trouble`."""
    return library_of(files_in(folder), pack, calendar=calendar)


def library_of(files: Mapping[str, str], pack: str, *, calendar: str | None = None) -> Library:
    """The same, from files that were read elsewhere."""
    need(files, [pack])
    return read_library(_with_few_calendars(files, pack, calendar), only=[pack])


def need(files: Mapping[str, str], packs: Iterable[str]) -> None:
    """Raise `Unanswerable("unknown_pack")` for the first that is not there."""
    known = names_of(files)
    for name in packs:
        if name not in known:
            raise Unanswerable("unknown_pack", name=name, known=", ".join(known))


def _with_few_calendars(files: Mapping[str, str], pack: str, calendar: str | None) -> dict[str, str]:
    """Working out the days off of a country takes a tenth of a second: only those that can matter are kept.
    All are kept when the one asked for is not there, so that the refusal can name them."""
    wanted = {_said(files, f"{one}/pack.yaml", "calendar") for one in _chain(files, pack)}
    wanted = (wanted | {(calendar or "").lower()}) - {""}
    is_missing = calendar is not None and not wanted
    if is_missing or not all(f"{CALENDARS}/{one}.yaml" in files for one in wanted):
        return dict(files)
    for one in list(wanted):
        wanted.update(_chain(files, one, place=f"{CALENDARS}/{{}}.yaml"))
    kept = {f"{CALENDARS}/{one}.yaml" for one in wanted}
    return {
        path: text for path, text in files.items() if path in kept or not path.startswith(f"{CALENDARS}/")
    }


def _chain(files: Mapping[str, str], name: str, *, place: str = "{}/pack.yaml") -> list[str]:
    """A pack or calendar and its ancestors."""
    chain: list[str] = []
    while name and name not in chain:
        chain.append(name)
        name = _said(files, place.format(name), "inherits")
    return chain


def _said(files: Mapping[str, str], path: str, name: str) -> str:
    """One word out of a file, or nothing; what is wrong with the file is told when it is read in earnest."""
    root = compose(files.get(path, ""), path, Notebook())
    found = root.named().get(name) if root is not None else None
    return found.text() if found is not None else ""
