"""A guided legal analysis: the questions of a law in the order in which they are examined.

It is data of a pack and says nothing of any case. `standing` says, from the answers that were given, which
questions arise, which wait for another one and which do not arise. It draws no conclusion: a person does,
with reasons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limen.law.dated import Certainty


class Per(StrEnum):
    """About what a question is asked: once for a person, or for each harm that the person fears."""

    PERSON = "person"
    HARM = "harm"


class Answer(StrEnum):
    """What somebody concluded on a question."""

    MET = "met"
    NOT_MET = "not_met"


class Burden(StrEnum):
    """Who has to show it, where the law says so."""

    APPLICANT = "applicant"
    AUTHORITY = "authority"
    SHARED = "shared"


class Arises(StrEnum):
    """How a question stands. What does not arise needs no answer; everything else does."""

    ANSWERED = "answered"
    OPEN = "open"
    WAITING = "waiting"  # for the answer to an earlier one
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `only_when`: alternatives, each naming questions before it and the answers they must
    have; without any it always arises. `chooses`: a list of grounds or requirements that is gone through;
    `must_choose`: the answer with which at least one item of it is chosen."""

    id: str
    says: str
    per: Per
    since: date
    source: str
    certainty: Certainty
    until: date | None = None
    about: str = ""
    note: str = ""
    chooses: str = ""
    must_choose: Answer | None = None
    burden: Burden | None = None
    only_when: tuple[Mapping[str, Answer], ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether it is asked by the law of that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The questions of some procedures, in the order in which they are examined."""

    id: str
    says: str
    about: str
    procedures: tuple[str, ...]
    questions: Mapping[str, Question]
    since: date
    until: date | None
    source: str
    certainty: Certainty
    note: str = ""

    def holds_for(self, procedure: str, on: date) -> bool:
        """Whether it is the analysis of that procedure on that day."""
        return procedure in self.procedures and self.since <= on and (self.until is None or on < self.until)

    def asked_on(self, day: date) -> tuple[Question, ...]:
        """The questions by the law of that day, in their order."""
        return tuple(one for one in self.questions.values() if one.holds_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about one thing: `about` is the id of a harm, or empty for the person."""

    question: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a question stands. `waits_for`: the earlier questions that are not answered; `answer` may be there
    although the question no longer arises, because an earlier answer was changed after it."""

    asked: Asked
    arises: Arises
    answer: Answer | None = None
    waits_for: tuple[Asked, ...] = ()


def analysis_for(found: Iterable[Analysis], procedure: str, on: date) -> Analysis | None:
    """The analysis of a procedure on a day. Reading the pack has seen to it that there is one at most."""
    return next((one for one in found if one.holds_for(procedure, on)), None)


def standing(
    questions: Iterable[Question], answers: Mapping[Asked, Answer], harms: Collection[str]
) -> list[Standing]:
    """How every question stands for the person and for each of these harms, in the order of examination.

    A question about a harm looks at earlier answers about the same harm and about the person. One about the
    person that depends on harms arises when it does for one of them, and does not when it does for none.
    """
    told: dict[Asked, Standing] = {}
    asked = {one.id: one for one in questions}
    for one in asked.values():
        for about in harms if one.per is Per.HARM else ("",):
            told[Asked(question=one.id, about=about)] = _stands(one, about, asked, told, answers, harms)
    return list(told.values())


def unanswered(found: Iterable[Standing]) -> list[Standing]:
    """What somebody must still answer before all is said."""
    return [one for one in found if one.arises in {Arises.OPEN, Arises.WAITING}]


def _stands(
    one: Question,
    about: str,
    asked: Mapping[str, Question],
    told: Mapping[Asked, Standing],
    answers: Mapping[Asked, Answer],
    harms: Collection[str],
) -> Standing:
    here = Asked(question=one.id, about=about)
    ways = [
        _way(way, harm, asked, told) for way in one.only_when for harm in _seen_from(about, way, asked, harms)
    ]
    answer = answers.get(here)
    if not one.only_when or any(way is not None and not way for way in ways):
        return Standing(asked=here, arises=Arises.ANSWERED if answer else Arises.OPEN, answer=answer)
    waits = tuple(dict.fromkeys(each for way in ways if way for each in way))
    has_no_harm = not ways  # nobody has said yet what is feared
    return Standing(
        asked=here,
        arises=Arises.WAITING if waits or has_no_harm else Arises.NOT,
        answer=answer,
        waits_for=waits,
    )


def _seen_from(
    about: str, way: Mapping[str, Answer], asked: Mapping[str, Question], harms: Collection[str]
) -> Iterator[str]:
    """The harms of which a way is asked: this one, or all of them where the person is asked about."""
    of_harms = any(name in asked and asked[name].per is Per.HARM for name in way)
    yield from harms if of_harms and not about else (about,)


def _way(
    way: Mapping[str, Answer], harm: str, asked: Mapping[str, Question], told: Mapping[Asked, Standing]
) -> tuple[Asked, ...] | None:
    """What a way still waits for: nothing when it is open, and None when it is closed."""
    waits: list[Asked] = []
    for name, wanted in way.items():
        if name not in asked:  # of another day's law
            return None
        before = told[Asked(question=name, about=harm if asked[name].per is Per.HARM else "")]
        if before.arises is Arises.NOT or (before.arises is Arises.ANSWERED and before.answer is not wanted):
            return None
        if before.arises is not Arises.ANSWERED:
            waits.append(before.asked)
    return tuple(waits)
