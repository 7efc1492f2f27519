"""The structure of a decision: its sections, and what the law in force asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

from limen.law.applications import DecisionStructure
from limen.law.dated import Dated
from limen.law.entries import Catalogue, Entry
from limen.law.lengths import Length
from limen.law.packs import Pack

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Words: TypeAlias = StrOrPromise
else:
    Words = str

# A check of an interview that a decision cannot do without, whatever list it stands in.
_ALSO = frozenset({"interview_held_or_omitted"})
# Questions that code answers; every other one is answered by a person, under their name.
_BY_CODE = frozenset({"decision_in_writing", "reasons_given", "remedy_named", "no_disclosure_in_family"})
_CONSIDERED = "considered"
# In which of the usual sections a question is answered.
_USUALLY = {"reasons_given": ("facts", "law"), "remedy_named": ("remedy",)}
# What an application type calls the gate of all that is to be considered.
_ALL_CONSIDERED = "considerations_answered"


class Before(StrEnum):
    """Before which act a gate stands."""

    READER = "reader"
    SIGNING = "signing"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the text: what it is called, what belongs in it, and what the law asks that it answers."""

    id: str
    says: Words
    prompt: Words
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the law asks of a decision. `id` is that of its list and its own; `gate` is empty for what is on a
    list for people and stops nothing; `waiver` says by what right it may be waived, or is empty."""

    id: str
    says: str
    source: str
    gate: str
    before: Before
    waiver: str
    note: str

    @property
    def is_by_code(self) -> bool:
        """Whether a look at the decision itself answers it."""
        return self.gate in _BY_CODE


@dataclass(frozen=True, kw_only=True)
class Structure:
    """Everything that a decision must hold. `country_information`: how old a report may be."""

    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    country_information: Dated[Length] | None = None

    def section(self, id: str) -> Section | None:
        """The section of that name."""
        return next((one for one in self.sections if one.id == id), None)

    def answering(self, question: Question) -> tuple[Section, ...]:
        """The sections whose text answers a question: those that the pack names, else the usual ones."""
        named = tuple(one for one in self.sections if question.id in one.answers)
        usual = _USUALLY.get(question.gate, ())
        return named or tuple(one for one in self.sections if one.id in usual)

    def question(self, id: str) -> Question | None:
        """The question of that name."""
        return next((one for one in self.questions if one.id == id), None)


# The order in which a reasoned decision is read, where the type of application names no sections.
SECTIONS = (
    Section(
        id="history",
        says=_("Procedural history"),
        prompt=_("When the application was made, what was done since, and who was heard."),
    ),
    Section(
        id="claim",
        says=_("What the applicant says"),
        prompt=_("A neutral summary in the applicant's order, without weighing it."),
    ),
    Section(
        id="facts",
        says=_("The facts"),
        prompt=_("Each material fact: what is accepted first, then what is not, and why. Name the place."),
    ),
    Section(
        id="country",
        says=_("Information on the country"),
        prompt=_("What is known at the time of the decision, with its sources."),
    ),
    Section(
        id="law",
        says=_("The law applied to the facts"),
        prompt=_("One conclusion for each question. Address every argument."),
    ),
    Section(
        id="conclusion",
        says=_("Conclusion"),
        prompt=_("What the decision comes to, for each person."),
    ),
    Section(
        id="consequences",
        says=_("What follows from it"),
        prompt=_("Rights, duties, return, or that nothing else follows."),
    ),
    Section(
        id="remedy",
        says=_("How it can be challenged"),
        prompt=_("Before whom, within what time, and whether one may stay meanwhile."),
    ),
)


def structure_for(pack: Pack, kinds: Iterable[str], *, asked_for: str = "", on: date) -> Structure:
    """What a decision with outcomes of these kinds must hold by the pack on that day. `asked_for`: the type
    of the application that is decided on; its sections, lists and gates are the pack's. Without one, the
    usual order, and everything that the pack asks of a decision."""
    found = frozenset(kinds)
    asked = pack.applications.get(asked_for)
    built = asked.decision if asked is not None else None
    return Structure(
        sections=_sections(built) or SECTIONS,
        questions=tuple(
            _question(catalogue, entry, built)
            for catalogue in pack.requirements.values()
            for entry in catalogue.items.values()
            if _is_asked(catalogue, entry, built) and entry.holds_on(on) and _fits(entry, found)
        ),
        country_information=built.country_information.on(on) if built is not None else None,
    )


def outcomes_for(pack: Pack, asked_for: str, *, on: date) -> tuple[Entry, ...]:
    """What a decision on such an application may come to on that day; without one, by the whole pack."""
    asked = pack.applications.get(asked_for)
    found = pack.outcomes.values()
    return tuple(one for one in found if one.holds_on(on) and (asked is None or one.id in asked.outcomes))


def _sections(built: DecisionStructure | None) -> tuple[Section, ...]:
    found = built.sections if built is not None else ()
    return tuple(Section(id=one.id, says=one.says, prompt=one.prompt, answers=one.answers) for one in found)


def _is_asked(catalogue: Catalogue, entry: Entry, built: DecisionStructure | None) -> bool:
    if entry.gate in _ALSO:
        return built is None or entry.gate in _gates(built)
    if built is not None and built.requirements:
        return catalogue.id in built.requirements
    return catalogue.of == "decision"


def _gates(built: DecisionStructure) -> frozenset[str]:
    """What the type of application makes a gate, by the names that questions bear."""
    named = frozenset((*built.gates_before_second_reader, *built.gates_before_signing))
    return named | {_CONSIDERED} if _ALL_CONSIDERED in named else named


def _fits(entry: Entry, kinds: frozenset[str]) -> bool:
    """What is only for some outcomes is asked as soon as one of them was set."""
    return not entry.only_for or bool(kinds & frozenset(entry.only_for))


def _question(catalogue: Catalogue, entry: Entry, built: DecisionStructure | None) -> Question:
    is_gate = built is None or entry.gate in _gates(built)
    return Question(
        id=f"{catalogue.id}.{entry.id}",
        says=entry.says,
        source=entry.source,
        gate=entry.gate if is_gate else "",
        before=Before.READER if _is_early(entry.gate, built) else Before.SIGNING,
        waiver=entry.waiver,
        note=entry.note,
    )


def _is_early(gate: str, built: DecisionStructure | None) -> bool:
    """Whether it stands before the second reader already."""
    if built is None:
        return gate in {_CONSIDERED, "decision_in_writing", "reasons_given"}
    return (_ALL_CONSIDERED if gate == _CONSIDERED else gate) in built.gates_before_second_reader
