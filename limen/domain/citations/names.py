"""Names for what can be cited: short, and readable to a person.

`document/3f9a1c2e/v1/p2` is the second page of the first version of a document, the same with `/m5b0c12aa` a
mark on it; `interview/9b1c77aa/b12` is the twelfth block of a record; `fact/5d2e90c1` is a fact of an
evidence board, `answer/5d2e90c1` an answer of its legal analysis and `argument/5d2e90c1` an argument on it,
and what they lead to is said by the module of the boards; `country/5d20e1f4/p12/g3` is the third passage of
the twelfth page of a report of the library; `recording/7c1d40b2/t754` is what is heard in a recording of an
interview 754 seconds after its first (`t12m34s` and `t12:34` are read as the same). What else comes to be
cited begins with a word of its own. A name holds nothing of what it leads to, and counts within one case
only, but for the library, which is of none. In a text it stands as `[[cite: document/3f9a1c2e/v1/p2]]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LENGTH = 8  # hexadecimal figures of an id: one pair in four thousand million is alike
_PAGE = re.compile(r"document/([0-9a-f]{8})/v([1-9]\d{0,4})/p([1-9]\d{0,4})(?:/m([0-9a-f]{8}))?")
_BLOCK = re.compile(r"interview/([0-9a-f]{8})/b([1-9]\d{0,5})")
_FACT = re.compile(r"fact/([0-9a-f]{8})")
_ANSWER = re.compile(r"answer/([0-9a-f]{8})")
_ARGUMENT = re.compile(r"argument/([0-9a-f]{8})")
_PASSAGE = re.compile(r"country/([0-9a-f]{8})/p([1-9]\d{0,4})/g([1-9]\d{0,4})")
_MOMENT = re.compile(r"recording/([0-9a-f]{8})/t(?:(\d{1,6})|(?:(\d{1,2})[h:])?(\d{1,2})[m:](\d{1,2})s?)")
_MARK = re.compile(r"\[\[cite:([^\[\]\n]{1,200})\]\]")


class CitedState(TextChoices):
    """What somebody should know of a thing that is cited."""

    WAITING = "waiting", _("Still being looked at")
    SET_ASIDE = "set_aside", _("Set aside")
    MARK_GONE = "mark_gone", _("The mark was taken off")
    NOT_CONFIRMED = "not_confirmed", _("The record is not confirmed yet")
    NEWER = "newer", _("There is a newer version")
    WITHDRAWN = "withdrawn", _("The report was withdrawn")
    SUPERSEDED = "superseded", _("A newer report has taken its place")
    STALE = "stale", _("Old: look whether it still holds")
    DISPUTED = "disputed", _("The translation is disputed")
    FACT_WITHDRAWN = "fact_withdrawn", _("Withdrawn from the evidence board")
    NOT_CONCLUDED = "not_concluded", _("Nothing is concluded on it that can stand")
    NOT_ARISING = "not_arising", _("The question no longer arises")
    HARM_WITHDRAWN = "harm_withdrawn", _("The harm was withdrawn")
    ARGUMENT_WITHDRAWN = "argument_withdrawn", _("The argument was withdrawn from the board")
    CHANGED = "changed", _("Something changed around it since it was concluded on")
    REFUSED = "refused", _("The applicant did not confirm the record")
    RUNNING = "running", _("The recording has not ended")


# What nobody may rely on: a citation of it must be mended.
BROKEN = frozenset(
    {
        CitedState.WAITING,
        CitedState.SET_ASIDE,
        CitedState.MARK_GONE,
        CitedState.NOT_CONFIRMED,
        CitedState.WITHDRAWN,
        CitedState.FACT_WITHDRAWN,
        CitedState.NOT_CONCLUDED,
        CitedState.NOT_ARISING,
        CitedState.HARM_WITHDRAWN,
        CitedState.ARGUMENT_WITHDRAWN,
        CitedState.RUNNING,
    }
)


@dataclass(frozen=True, kw_only=True)
class PageKey:
    """A page of a version of a document, or a mark on it. `of` and `mark` are the short ends of their ids."""

    of: str
    version: int
    page: int
    mark: str = ""

    def __str__(self) -> str:
        """As it is written."""
        mark = f"/m{self.mark}" if self.mark else ""
        return f"document/{self.of}/v{self.version}/p{self.page}{mark}"


@dataclass(frozen=True, kw_only=True)
class BlockKey:
    """A block of the record of an interview, by its number in the record."""

    of: str
    block: int

    def __str__(self) -> str:
        """As it is written."""
        return f"interview/{self.of}/b{self.block}"


@dataclass(frozen=True, kw_only=True)
class FactKey:
    """A fact of an evidence board, by the short end of its id."""

    of: str

    def __str__(self) -> str:
        """As it is written."""
        return f"fact/{self.of}"


@dataclass(frozen=True, kw_only=True)
class AnswerKey:
    """An answer of a legal analysis, by the short end of its id."""

    of: str

    def __str__(self) -> str:
        """As it is written."""
        return f"answer/{self.of}"


@dataclass(frozen=True, kw_only=True)
class ArgumentKey:
    """An argument on an evidence board, by the short end of its id."""

    of: str

    def __str__(self) -> str:
        """As it is written."""
        return f"argument/{self.of}"


@dataclass(frozen=True, kw_only=True)
class PassageKey:
    """A passage of a report of the library, by its page and its number on it."""

    of: str
    page: int
    number: int

    def __str__(self) -> str:
        """As it is written."""
        return f"country/{self.of}/p{self.page}/g{self.number}"


@dataclass(frozen=True, kw_only=True)
class MomentKey:
    """A moment of a recording of an interview, by the seconds since its first."""

    of: str
    second: int

    def __str__(self) -> str:
        """As it is written."""
        return f"recording/{self.of}/t{self.second}"

    @property
    def clock(self) -> str:
        """Hours, minutes and seconds, as a player shows them."""
        minutes, seconds = divmod(self.second, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}"


Key: TypeAlias = PageKey | BlockKey | FactKey | AnswerKey | ArgumentKey | PassageKey | MomentKey
OF_BOARDS = (FactKey, AnswerKey, ArgumentKey)  # what the module of the boards reads


def short(id: UUID) -> str:
    """The end of an id, as names have it."""
    return id.hex[-LENGTH:]


def key_from(text: str) -> Key | None:
    """The name that somebody wrote; None when it is none."""
    told = text.strip().lower()
    if page := _PAGE.fullmatch(told):
        return PageKey(of=page[1], version=int(page[2]), page=int(page[3]), mark=page[4] or "")
    if block := _BLOCK.fullmatch(told):
        return BlockKey(of=block[1], block=int(block[2]))
    if fact := _FACT.fullmatch(told):
        return FactKey(of=fact[1])
    if answer := _ANSWER.fullmatch(told):
        return AnswerKey(of=answer[1])
    if argument := _ARGUMENT.fullmatch(told):
        return ArgumentKey(of=argument[1])
    if passage := _PASSAGE.fullmatch(told):
        return PassageKey(of=passage[1], page=int(passage[2]), number=int(passage[3]))
    if moment := _MOMENT.fullmatch(told):
        hours, minutes, seconds = (int(one or 0) for one in (moment[3], moment[4], moment[2] or moment[5]))
        return MomentKey(of=moment[1], second=hours * 3600 + minutes * 60 + seconds)
    return None


def written(key: Key) -> str:
    """A name as it stands in a text."""
    return f"[[cite: {key}]]"


def keys_in(texts: Iterable[str]) -> tuple[Key, ...]:
    """The names in these texts, each once, in the order in which they are met."""
    found = (key_from(match[1]) for text in texts for match in _MARK.finditer(text))
    return tuple(dict.fromkeys(key for key in found if key is not None))
