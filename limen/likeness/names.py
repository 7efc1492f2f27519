"""A name as its bearer has it: parts in an order, each of a kind, with nothing taken for granted.

There may be one part only, no family name, several scripts, and several names: as given, claimed, former, of
an alias, each with its time and its source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from limen.likeness.refusing import Impossible
from limen.likeness.scripts import Script, script_of
from limen.likeness.spelling import is_honorific, pieces_of


class PartKind(StrEnum):
    """What a part of a name says."""

    GIVEN = "given"
    FATHERS = "fathers"
    GRANDFATHERS = "grandfathers"
    MOTHERS = "mothers"
    FAMILY = "family"
    PATRONYMIC = "patronymic"
    HONORIFIC = "honorific"
    NICKNAME = "nickname"
    OTHER = "other"  # nobody has said what it is


class NameKind(StrEnum):
    """What a whole name is to its bearer."""

    LEGAL = "legal"
    CLAIMED = "claimed"
    FORMER = "former"
    ALIAS = "alias"
    AT_BIRTH = "at_birth"
    RELIGIOUS = "religious"
    CHOSEN = "chosen"  # the one by which the person wishes to be addressed
    AS_ON_DOCUMENT = "as_on_document"


class Order(StrEnum):
    """In which order parts are shown. The order in which they were told is always kept."""

    AS_TOLD = "as_told"
    FAMILY_FIRST = "family_first"
    FAMILY_LAST = "family_last"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One part as written."""

    text: str
    kind: PartKind = PartKind.OTHER

    @property
    def script(self) -> Script:
        """The script of its first letter."""
        return script_of(self.text)


# Never part of what is searched or compared: forms of address.
_NOT_BORNE = frozenset({PartKind.HONORIFIC})


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name: its parts in the order in which they were told. Raises `Impossible`: `no_name`,
    `period_ends_before`. `source` says where it is from: a document, the person, another office."""

    parts: tuple[Part, ...]
    kind: NameKind = NameKind.LEGAL
    since: date | None = None
    until: date | None = None
    source: str = ""
    language: str = field(default="")  # BCP 47, where it is known

    def __post_init__(self) -> None:
        if not any(pieces_of(part.text) for part in self.parts):
            raise Impossible("no_name")
        if self.since and self.until and self.until < self.since:
            raise Impossible("period_ends_before", since=self.since, until=self.until)

    @property
    def script(self) -> Script:
        """The script of the first part that has letters."""
        return next((part.script for part in self.parts if part.script is not Script.NONE), Script.NONE)

    @property
    def searched(self) -> str:
        """What is indexed and compared: everything but forms of address, as told."""
        borne = [part.text for part in self.parts if part.kind not in _NOT_BORNE]
        return " ".join(borne or [part.text for part in self.parts])

    def of(self, kind: PartKind) -> str:
        """The parts of one kind, as told; nothing when there is none."""
        return " ".join(part.text for part in self.parts if part.kind is kind)

    def shown(self, order: Order = Order.AS_TOLD) -> str:
        """The name in one line. A name without a family name is always shown as told."""
        family = [part.text for part in self.parts if part.kind is PartKind.FAMILY]
        others = [part.text for part in self.parts if part.kind is not PartKind.FAMILY]
        if order is Order.AS_TOLD or not family or not others:
            return " ".join(part.text for part in self.parts)
        if order is Order.FAMILY_FIRST:
            comma = "," if self.script in (Script.LATIN, Script.CYRILLIC) else ""
            return " ".join(family) + comma + " " + " ".join(others)
        return " ".join([*others, *family])

    def holds_on(self, day: date) -> bool:
        """Whether the name was in use on that day, as far as is known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


_QUOTED = re.compile(r"[\"“”«»(]([^\"“”«»()]+)[\"“”«»)]")
_COMMA = re.compile(r"[,،;፣]")


def read_name(line: str, *, kind: NameKind = NameKind.LEGAL, source: str = "") -> Name:
    """A name typed in one line: before a comma stands the family name, in quotation marks or brackets a
    nickname; words in capitals beside others are the family name. Nothing else is guessed.
    Raises `Impossible("no_name")`."""
    nicknames = [Part(text=one.strip(), kind=PartKind.NICKNAME) for one in _QUOTED.findall(line)]
    rest = _QUOTED.sub(" ", line)
    family, comma, given = _COMMA.sub(",", rest, count=1).partition(",")
    if comma and family.strip() and given.strip():
        parts = [Part(text=" ".join(family.split()), kind=PartKind.FAMILY), *_words(given, PartKind.GIVEN)]
    else:
        parts = _words(rest.replace(",", " "), PartKind.OTHER)
    return Name(parts=(*_with_capitals(parts), *nicknames), kind=kind, source=source)


def _words(text: str, kind: PartKind) -> list[Part]:
    words = text.split()
    return [
        Part(
            text=word,
            kind=PartKind.HONORIFIC if place == 0 and word.endswith(".") and is_honorific(word) else kind,
        )
        for place, word in enumerate(words)
    ]


def _with_capitals(parts: list[Part]) -> list[Part]:
    """DIALLO Mamadou: the word in capitals is the family name, when others are not in capitals."""
    unknown = [part for part in parts if part.kind is PartKind.OTHER]
    loud = [part for part in unknown if part.text.isupper() and len(part.text) > 2]
    if not loud or len(loud) == len(unknown):
        return parts
    return [Part(text=part.text, kind=PartKind.FAMILY) if part in loud else part for part in parts]
