"""What each kind of piece on an evidence board holds, as a version keeps it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Self, TypeAlias

from limen.domain.assessments.names.words import LISTS, Outcome, PieceKind


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a version of a piece holds. `texts` are its fields that a person typed, in order."""

    texts: ClassVar[tuple[str, ...]] = ()

    def kept(self) -> dict[str, Any]:
        """As a row keeps it."""
        return asdict(self)

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Self:
        """From what a row kept; what a later edition of the programme added begins empty."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    @property
    def digest(self) -> str:
        """The SHA-256 of all of it, written in one canonical way."""
        told = json.dumps(self.kept(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def as_text(self) -> str:
        """As somebody reads it beside what they typed themselves."""
        return "\n\n".join(text for name in self.texts if (text := str(getattr(self, name))))


@dataclass(frozen=True, kw_only=True)
class Fact(Held):
    """A material fact: in a line, as it was told, and the element of the template on which it bears."""

    texts = ("says", "told")

    says: str
    told: str = ""
    element: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence(Held):
    """A place in the file under its citation name, or a source in words; how it bears, and what it shows."""

    texts = ("cites", "source", "shows")

    stance: str
    cites: str = ""
    source: str = ""
    shows: str = ""


@dataclass(frozen=True, kw_only=True)
class Discrepancy(Held):
    """What differs and where (two citation names). `noted`: the inconsistency of an interview for which it
    stands. `put_on`: the day on which the applicant was asked, `put_where` in which record or letter;
    `explanation` is an item of the template, `settled` and `view` what the officer makes of it."""

    texts = ("differs", "first", "second", "put_where", "answer", "view")

    differs: str
    first: str = ""
    second: str = ""
    noted: str = ""
    put_on: str = ""
    put_where: str = ""
    answer: str = ""
    explanation: str = ""
    settled: str = ""
    view: str = ""


@dataclass(frozen=True, kw_only=True)
class Look(Held):
    """A list of the template worked through: of each item the answer and the words to it."""

    answers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def as_text(self) -> str:
        return "\n\n".join(text for text in self.words.values() if text)


@dataclass(frozen=True, kw_only=True)
class Happening(Held):
    """Something of which the account tells, in a line, and where it was."""

    texts = ("says", "place")

    says: str
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Telling(Held):
    """How one source tells an event: a citation name or a source in words, what it says, and the day as it
    was told. `earliest` and `latest` are the Gregorian days that it can mean, empty when nothing is known."""

    texts = ("says", "day", "source", "cites")

    says: str
    cites: str = ""
    source: str = ""
    day: str = ""
    calendar: str = ""
    precision: str = ""
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True, kw_only=True)
class Harm(Held):
    """A harm that one person fears, in words, and the names of the facts on which it rests, with blanks
    between them."""

    texts = ("says", "told")

    says: str
    told: str = ""
    facts: str = ""


@dataclass(frozen=True, kw_only=True)
class Answered(Held):
    """What is answered to a question of the law, and why. `chosen` are items of the list that the question
    goes through and `cites` names of facts and places, with blanks between them; `beside` is the digest of
    what it rests on."""

    texts = ("reasons", "cites")

    question: str
    answer: str
    reasons: str
    chosen: str = ""
    cites: str = ""
    beside: str = ""

    @property
    def as_text(self) -> str:
        told = str(Outcome(self.answer).label) if self.answer in Outcome.values else ""
        return "\n\n".join(one for one in (told, super().as_text) if one)


@dataclass(frozen=True, kw_only=True)
class Conclusion(Held):
    """What is concluded, and why. `beside`: the digest of what lay around it."""

    texts = ("reasons",)

    finding: str
    reasons: str
    beside: str = ""


@dataclass(frozen=True, kw_only=True)
class Argument(Held):
    """What was argued for the applicant, in a line and as it was put; by whom (`who` in words, beside an
    applicant or representative it may be empty), on which day, and where it stands: a citation name or a
    source in words. `no_answer`: why it needs no answer in the decision; said anew after every change."""

    texts = ("says", "told", "who", "cites", "source", "no_answer")

    says: str
    told: str = ""
    by_whom: str = ""
    who: str = ""
    argued_on: str = ""
    cites: str = ""
    source: str = ""
    no_answer: str = ""


HELD: Mapping[PieceKind, type[Held]] = {
    PieceKind.FACT: Fact,
    PieceKind.EVIDENCE: Evidence,
    PieceKind.DISCREPANCY: Discrepancy,
    PieceKind.CONCLUSION: Conclusion,
    PieceKind.HAPPENING: Happening,
    PieceKind.TELLING: Telling,
    PieceKind.HARM: Harm,
    PieceKind.ANSWER: Answered,
    PieceKind.ARGUMENT: Argument,
    **dict.fromkeys(LISTS, Look),
}
Holds: TypeAlias = (
    Fact | Evidence | Discrepancy | Look | Conclusion | Happening | Telling | Harm | Answered | Argument
)


def slot_of(kind: PieceKind, of: object = None, *, act: str = "") -> str:
    """Where on a board somebody types: a kind of piece, beside what, and in which act on it."""
    return "-".join(str(one) for one in (kind.value, act, of) if one)
