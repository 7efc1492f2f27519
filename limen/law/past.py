"""Edits of the past: what was the law on a day that has come, and is told otherwise now.

Works on the files themselves, not on packs read from them: an older version is understood even when the
format has grown since, and every finding knows its file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import yaml

from limen.law.reading.nodes import compose
from limen.law.reading.troubles import Notebook

# What stays as it was. Notes, certainty and wording may be bettered; a rule may be ended by `until`.
KEPT = (
    "value", "answers", "otherwise", "lasts", "lasts_from", "source", "kind", "remedy", "only_for",
    "not_for", "blocks",
)  # fmt: skip
FIRST_DAY = "first day"
_BACK = "Put it back; what no longer holds ends with “until: <day>”, and keeps its name."
_ENDS = ("until", "to")
_NAMES = ("id", "country", "act", "territory", "category")
_FREE_FOLDERS = ("examples", "calendars")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEdit:
    """One thing that was changed although its day has come. `what` is the field, or nothing when all of it is
    gone; `line` is where it stands, or where it stood in the older version when it is gone."""

    pack: str
    where: str
    since: date
    what: str
    before: str
    after: str
    file: str
    line: int
    instead: str

    def __str__(self) -> str:
        became = f"is “{self.after}” now" if self.after else "is missing now"
        if self.what == FIRST_DAY:
            says = f"its first day was {self.before} and {became}"
        elif self.what:
            says = f"the {self.what} since {self.since} was “{self.before}” and {became}"
        else:
            says = f"what held since {self.since} was here in the older version and is gone"
        return f"{self.file}, line {self.line}: {self.where}: {says}. The past is not edited. {self.instead}"


@dataclass(frozen=True, slots=True)
class _Dated:
    """One dated entry of a file: where it stands by name, and what it says."""

    path: tuple[str, ...]
    since: date
    end: str
    fields: Mapping[str, str]
    can_be_corrected: bool
    file: str
    line: int

    @property
    def where(self) -> str:
        return ", ".join(part.replace("_", " ") for part in self.path[1:] if part and part != "values")


_Key = tuple[tuple[str, ...], date, str, int]


def edits_of_the_past(
    before: Mapping[str, str], after: Mapping[str, str], *, on: date
) -> tuple[PastEdit, ...]:
    """Compare the files of two versions of packs, by path below their folder. What begins after `on` may
    change, and a pack that is only in `after` has no past."""
    old, new = _all(before), _all(after)
    found: list[PastEdit] = []
    for pack, had in old.items():
        if pack not in new:
            found += _whole_pack(pack, had, on)
            continue
        has = new[pack]
        gone: list[_Dated] = []
        for key, one in had.items():
            if one.since > on:
                continue
            now = has.get(key)
            if now is None:
                gone.append(one)
            else:
                found += _changed(pack, one, now, on)
        found += _gone(pack, gone, [one for key, one in has.items() if key not in had], has)
    return tuple(sorted(found, key=lambda one: (one.file, one.line, one.what)))


def _changed(pack: str, old: _Dated, new: _Dated, on: date) -> Iterator[PastEdit]:
    for name in KEPT:
        before, after = old.fields.get(name, ""), new.fields.get(name, "")
        if before != after:
            back = f"Put “{before}” back" if before else f"Remove “{name}”"
            yield _edit(pack, old, new, name, before, after, f"{back}, and {_correction(old, on)}.")
    if old.end and old.end != new.end and old.end <= on.isoformat():
        yield _edit(
            pack, old, new, "end", old.end, new.end, f"Put “{old.end}” back, and {_correction(old, on)}."
        )


def _correction(one: _Dated, on: date) -> str:
    if one.can_be_corrected:
        marks = f"“since: {one.since}”, “corrects: yes” and “corrected_on: {on}”"
        return f"add an entry with {marks} that says what is right"
    return "add an entry of its own that says what is right"


def _gone(
    pack: str, gone: list[_Dated], added: list[_Dated], has: Mapping[_Key, _Dated]
) -> Iterator[PastEdit]:
    """What is missing: a day that was moved, a whole rule, or one entry."""
    left = {one.path[:2] for one in has.values()}
    told: set[tuple[str, ...]] = set()
    for one in gone:
        moved = next((new for new in added if new.path == one.path and new.fields == one.fields), None)
        if moved is not None:
            instead = f"Put “{one.since}” back, and {_correction(one, moved.since)}."
            yield _edit(pack, one, moved, FIRST_DAY, str(one.since), str(moved.since), instead)
            continue
        whole = one.path[:2]
        if whole in told:
            continue
        if whole not in left:
            told.add(whole)
        where = one if whole in left else replace(one, path=whole)
        yield _edit(pack, where, where, "", "", "", _BACK)


def _whole_pack(pack: str, had: Mapping[_Key, _Dated], on: date) -> Iterator[PastEdit]:
    begun = [one for one in had.values() if one.since <= on]
    if begun:
        first = min(begun, key=lambda one: one.since)
        head = replace(first, path=("", "the pack"), file=f"{pack}/pack.yaml", line=1)
        yield _edit(pack, head, head, "", "", "", "Put it back; a pack that was used is needed again.")


def _edit(pack: str, old: _Dated, new: _Dated, what: str, before: str, after: str, instead: str) -> PastEdit:
    return PastEdit(
        pack=pack,
        where=old.where,
        since=old.since,
        what=what,
        before=before,
        after=after,
        file=new.file,
        line=new.line,
        instead=instead,
    )


def _all(files: Mapping[str, str]) -> dict[str, dict[_Key, _Dated]]:
    """Every dated entry of every pack, by its name, its day and the day of its correction."""
    packs: dict[str, dict[_Key, _Dated]] = {}
    for file, text in files.items():
        pack, _slash, rest = file.partition("/")
        section = rest.partition("/")[0].removesuffix(".yaml")
        if not rest or pack in _FREE_FOLDERS or section in _FREE_FOLDERS:
            continue
        root = compose(text, file, Notebook())
        shelf = packs.setdefault(pack, {})
        for one, corrected_on in _entries(root.node, (section,), file) if root is not None else ():
            again = 0
            while (key := (one.path, one.since, corrected_on, again)) in shelf:
                again += 1
            shelf[key] = one
    return packs


def _entries(node: yaml.Node, path: tuple[str, ...], file: str) -> Iterator[tuple[_Dated, str]]:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            named = _scalars(one)
            name = next((named[name] for name in _NAMES if name in named), "")
            yield from _entries(one, (*path, name) if name else path, file)
    elif isinstance(node, yaml.MappingNode):
        named = _scalars(node)
        since = _day(named.get("since", "")) or _day(named.get("from", ""))
        if since is not None:
            fields = {str(key.value): _text(value) for key, value in node.value if key.value in KEPT}
            end = next((named[name] for name in _ENDS if name in named and _day(named[name])), "")
            line = int(node.start_mark.line) + 1
            corrected_on = named.get("corrected_on", "")
            yield _Dated(path, since, end, fields, path[-1] == "values", file, line), corrected_on
        for key, value in node.value:
            yield from _entries(value, (*path, str(key.value)), file)


def _scalars(node: yaml.Node) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): _text(value) for key, value in node.value if isinstance(value, yaml.ScalarNode)}


def _text(node: yaml.Node) -> str:
    """What stands there, without regard to how its lines are broken."""
    if isinstance(node, yaml.MappingNode):
        return ", ".join(sorted(f"{key.value}: {_text(value)}" for key, value in node.value))
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(_text(one) for one in node.value)
    return " ".join(str(node.value).split())


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if len(given) == 10 else None
    except ValueError:
        return None
