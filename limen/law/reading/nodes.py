"""YAML as we read it: every scalar is text until the schema says what it is, and everything knows its line.

So `NO` stays Norway, 2026-02-30 is told as a date that does not exist, and a key given twice is seen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

import yaml

from limen.law.lengths import Length
from limen.law.reading.troubles import Notebook
from limen.law.refusing import Unanswerable

E = TypeVar("E", bound=StrEnum)
NO_DAY = date.min
DEEPEST = 40  # levels of a file; the packs here need ten
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """One node of a file, with the notebook in which its troubles are noted."""

    node: yaml.Node
    file: str
    notebook: Notebook

    @property
    def line(self) -> int:
        """Its line, counted from one."""
        return int(self.node.start_mark.line) + 1

    def trouble(self, says: str, instead: str = "") -> None:
        """Note a trouble here."""
        self.notebook.note(self.file, self.line, says, instead)

    @property
    def is_text(self) -> bool:
        """Whether it is a single word or line."""
        return isinstance(self.node, yaml.ScalarNode)

    def text(self) -> str:
        """What is written, trimmed."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.trouble(
                "Here a word or a line is expected.", "Write it on one line, in quotes if it has a colon."
            )
            return ""
        return " ".join(self.node.value.split())

    def items(self) -> list[Place]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.trouble("Here a list is expected.", "Begin each entry with a dash, or write [a, b].")
            return []
        return [Place(one, self.file, self.notebook) for one in self.node.value]

    def named(self) -> dict[str, Place]:
        """The entries of a mapping by their names."""
        if not isinstance(self.node, yaml.MappingNode):
            self.trouble("Here names with values are expected.", "Write “name: value”.")
            return {}
        found: dict[str, Place] = {}
        for key, value in self.node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name in found:
                line = int(key.start_mark.line) + 1
                before = found[name].line
                self.notebook.note(
                    self.file, line, f"“{name}” is given twice, first on line {before}.", "Keep one of them."
                )
            found[name] = Place(value, self.file, self.notebook)
        return found

    def fields(self, known: Collection[str]) -> Fields:
        """The entries of a mapping whose names the schema knows."""
        found = self.named()
        for name, place in found.items():
            if name not in known:
                close = get_close_matches(name, known, n=1)
                instead = (
                    f"Did you mean “{close[0]}”?" if close else f"It may have: {', '.join(sorted(known))}."
                )
                place.trouble(f"“{name}” is not known here.", instead)
        return Fields(self, found)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with known names. What is missing or wrong is noted, and something harmless given back."""

    place: Place
    found: Mapping[str, Place]

    def has(self, name: str) -> bool:
        """Whether it is there."""
        return name in self.found

    def at(self, name: str) -> Place | None:
        """The node of that name, if it is there."""
        return self.found.get(name)

    def need(self, name: str, such_as: str) -> Place | None:
        """The node of that name; noted when it is missing."""
        place = self.found.get(name)
        if place is None:
            self.place.trouble(f"“{name}” is missing.", f"Add it, as in “{name}: {such_as}”.")
        return place

    def text(self, name: str, such_as: str = "...") -> str:
        """Text that must be there."""
        place = self.need(name, such_as)
        if place is None:
            return ""
        found = place.text()
        if not found and place.is_text:
            place.trouble(f"“{name}” is empty.", f"Write something, as in “{name}: {such_as}”.")
        return found

    def text_or(self, name: str, otherwise: str = "") -> str:
        """Text that may be missing."""
        place = self.found.get(name)
        return otherwise if place is None else place.text()

    def day(self, name: str) -> date:
        """A day that must be there."""
        place = self.need(name, "2026-06-12")
        return NO_DAY if place is None else read_day(place)

    def day_or_none(self, name: str) -> date | None:
        """A day that may be missing."""
        place = self.found.get(name)
        return None if place is None else read_day(place)

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        """Yes or no."""
        place = self.found.get(name)
        if place is None:
            return otherwise
        given = place.text().lower()
        if given not in ("yes", "no", "true", "false"):
            place.trouble(f"“{name}” is “{given}”.", "Write yes or no.")
        return given in ("yes", "true")

    def choice(self, name: str, kind: type[E], otherwise: E | None = None) -> E:
        """One of the words of an enumeration."""
        first = otherwise if otherwise is not None else next(iter(kind))
        place = self.found.get(name) if otherwise is not None else self.need(name, str(first))
        if place is None:
            return first
        return read_choice(place, kind, first)

    def length(self, name: str) -> Length | None:
        """A length of time that may be missing."""
        place = self.found.get(name)
        return None if place is None else read_length(place)

    def items(self, name: str) -> list[Place]:
        """The entries of a list that may be missing."""
        place = self.found.get(name)
        return [] if place is None else place.items()

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words that may be missing; one word alone counts as a list of one."""
        place = self.found.get(name)
        if place is None:
            return ()
        return (place.text(),) if place.is_text else tuple(one.text() for one in place.items())

    def named(self, name: str) -> dict[str, Place]:
        """Named entries that may be missing."""
        place = self.found.get(name)
        return {} if place is None else place.named()


def read_choice(place: Place, kind: type[E], otherwise: E) -> E:
    """One of the words of an enumeration."""
    given = place.text()
    try:
        return kind(given)
    except ValueError:
        place.trouble(f"“{given}” is not one of the words used here.", "It may be: " + ", ".join(kind) + ".")
        return otherwise


def read_day(place: Place) -> date:
    """A day as 2026-06-12."""
    given = place.text()
    try:
        # fromisoformat alone would take 2026-W24-5 as well.
        if not _DAY.fullmatch(given):
            raise ValueError
        return date.fromisoformat(given)
    except ValueError:
        place.trouble(f"“{given}” is not a day that exists.", "Write year-month-day, as in 2026-06-12.")
        return NO_DAY


def read_length(place: Place) -> Length | None:
    """A length such as "10 working days"."""
    try:
        return Length.read(place.text())
    except Unanswerable as wrong:
        place.trouble(str(wrong))
        return None


def compose(text: str, file: str, notebook: Notebook) -> Place | None:
    """The root of a file, or None when it is empty or no YAML."""
    try:
        if not _is_plain(text, file, notebook):
            return None
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.reader.ReaderError as wrong:
        line = text.encode()[: wrong.position].count(b"\n") + 1
        notebook.note(file, line, "This line has a character that no text has.", "Write the line anew.")
        return None
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        line = int(mark.line) + 1 if mark is not None else 1
        notebook.note(
            file,
            line,
            f"This cannot be read: {wrong.problem or wrong.context}.",
            "Look at the indentation; put quotes around a line that has a colon or begins with a bracket.",
        )
        return None
    return None if node is None else Place(node, file, notebook)


def _is_plain(text: str, file: str, notebook: Notebook) -> bool:
    """No aliases, which let a small file unfold into a huge one and hide from a reader what holds where, and
    no depth that would exhaust whoever walks down. Looked at before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = int(event.start_mark.line) + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.AliasEvent):
            says = "An alias (*) stands here for something written elsewhere."
            notebook.note(file, line, says, "Write it out.")
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            notebook.note(file, line, f"This lies more than {DEEPEST} levels deep.", "Write it flatter.")
            return False
    return True
