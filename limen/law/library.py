"""The library: all packs and calendars of a folder, or of a bundle kept with a case, read as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from limen.law.calendars import Calendar
from limen.law.examples import Example
from limen.law.packs import Pack
from limen.law.reading.calendars import read_calendars
from limen.law.reading.examples import read_examples
from limen.law.reading.nodes import Place, compose
from limen.law.reading.packs import Files, read_pack
from limen.law.reading.references import check_references
from limen.law.reading.troubles import Notebook, PackTroubles
from limen.law.refusing import Unanswerable

CALENDARS = "calendars"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Packs and calendars by id. `files`: the texts they were read from, by path below the folder."""

    packs: Mapping[str, Pack]
    calendars: Mapping[str, Calendar]
    examples: Mapping[str, tuple[Example, ...]]
    files: Mapping[str, str]

    def pack(self, id: str) -> Pack:
        """Raises `Unanswerable("unknown_pack")`."""
        if id not in self.packs:
            raise Unanswerable("unknown_pack", name=id, known=", ".join(self.packs))
        return self.packs[id]

    def calendar(self, id: str) -> Calendar:
        """Raises `Unanswerable("unknown_calendar")`; any case will do."""
        found = self.calendars.get(id.lower())
        if found is None:
            raise Unanswerable("unknown_calendar", name=id, known=", ".join(self.calendars))
        return found

    def calendar_for(self, pack: Pack, id: str = "") -> Calendar:
        """The calendar asked for, or the pack's own. Raises `Unanswerable` when there is neither."""
        if id or pack.calendar:
            return self.calendar(id or pack.calendar)
        raise Unanswerable("no_calendar", known=", ".join(self.calendars))

    def bundle(self, id: str) -> dict[str, str]:
        """The files that this pack needs, and no others: its own, its ancestors', and the calendars."""
        folders = {*self.pack(id).chain, CALENDARS}
        return {path: text for path, text in self.files.items() if path.split("/")[0] in folders}


def files_of(folder: Path) -> dict[str, str]:
    """All YAML files below a folder, by their path from there. Raises `PackTroubles` for what is no text."""
    files: dict[str, str] = {}
    notebook = Notebook()
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            notebook.note(name, 1, "This is not text in UTF-8.", "Save it as UTF-8.")
    if notebook.troubles:
        raise PackTroubles(notebook.troubles)
    return files


def read_library(files: Mapping[str, str], *, only: Iterable[str] = ()) -> Library:
    """All packs, or `only` some with their ancestors. Raises `PackTroubles` with everything that is wrong:
    a library is whole or it is not there. Raises `Unanswerable("unknown_pack")` for one that is not there."""
    notebook, only = Notebook(), tuple(only)
    there = sorted({path.split("/")[0] for path in files if "/" in path} - {CALENDARS})
    for id in only:
        if id not in there:
            raise Unanswerable("unknown_pack", name=id, known=", ".join(there))
    folders = _composed(files, notebook, _wanted(files, frozenset(only)))
    if notebook.troubles:  # a file that cannot be read would make everything that refers to it look wrong
        raise PackTroubles(notebook.troubles)
    calendars = read_calendars(
        {path.removesuffix(".yaml"): place for path, place in folders.pop(CALENDARS, {}).items()}
    )
    packs: dict[str, Pack] = {}
    examples: dict[str, tuple[Example, ...]] = {}
    for id in folders:
        _read(id, folders, packs, notebook, calendars, frozenset())
        examples[id] = read_examples(
            [place for path, place in folders[id].items() if path.startswith("examples/")]
        )
    if notebook.troubles:
        raise PackTroubles(notebook.troubles)
    kept = {path: text for path, text in files.items() if path.split("/")[0] in {*folders, CALENDARS}}
    return Library(packs=packs, calendars=calendars, examples=examples, files=kept)


def _wanted(files: Mapping[str, str], only: frozenset[str]) -> frozenset[str]:
    """The ids asked for and all their ancestors; empty for all."""
    wanted, waiting = set(only), list(only)
    while waiting:
        text = files.get(f"{waiting.pop()}/pack.yaml", "")
        place = compose(text, "", Notebook())
        if place is None or not isinstance(place.node, yaml.MappingNode):
            continue
        parent = place.named().get("inherits")
        if parent is not None and parent.text() not in wanted:
            wanted.add(parent.text())
            waiting.append(parent.text())
    return frozenset(wanted)


def _composed(
    files: Mapping[str, str], notebook: Notebook, wanted: frozenset[str]
) -> dict[str, dict[str, Place]]:
    folders: dict[str, dict[str, Place]] = {}
    for path, text in files.items():
        folder, _slash, rest = path.partition("/")
        if not rest or (wanted and folder not in wanted and folder != CALENDARS):
            continue
        place = compose(text, path, notebook)
        if place is not None:
            folders.setdefault(folder, {})[rest] = place
    return folders


def _read(
    id: str,
    folders: Mapping[str, Mapping[str, Place]],
    packs: dict[str, Pack],
    notebook: Notebook,
    calendars: dict[str, Calendar],
    above: frozenset[str],
) -> Pack:
    if id in packs:
        return packs[id]
    nothing = Place(yaml.MappingNode("", [], yaml.Mark("", 0, 0, 0, None, 0)), f"{id}/pack.yaml", notebook)
    files = Files(id, folders[id], nothing)
    head = files.fields()
    if head.text_or("id", id) != id:
        head.place.trouble(f"It calls itself “{head.text_or('id')}”.", f"The id is the folder's name: {id}.")
    parent, inherits = None, head.text_or("inherits")
    if inherits and (inherits not in folders or inherits in above | {id}):
        head.place.trouble(
            f"It inherits “{inherits}”, which is no other pack.", f"There are: {', '.join(folders)}."
        )
    elif inherits:
        parent = _read(inherits, folders, packs, notebook, calendars, above | {id})
    packs[id] = read_pack(files, parent)
    check_references(packs[id], files, calendars, notebook)
    return packs[id]
