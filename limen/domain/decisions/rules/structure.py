"""The structure of a decision: its sections, and what the law in force asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

from limen.law.packs import Catalogue, Entry, Pack

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
REASONS, REMEDY = ("facts", "law"), "remedy"


class Before(StrEnum):
    """Before which act a gate stands."""

    READER = "reader"
    SIGNING = "signing"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the text: what it is called, and what belongs in it."""

    id: str
    says: Words
    prompt: Words


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
    """Everything that a decision must hold."""

    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    def section(self, id: str) -> Section | None:
        """The section of that name."""
        return next((one for one in self.sections if one.id == id), None)

    def question(self, id: str) -> Question | None:
        """The question of that name."""
        return next((one for one in self.questions if one.id == id), None)


# The order in which a reasoned decision is read. A pack that names sections of its own is asked first.
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


def structure_for(
    pack: Pack, kinds: Iterable[str], *, on: date, sections: Sequence[Section] = ()
) -> Structure:
    """What a decision with outcomes of these kinds must hold by the pack on that day. `sections`: those that
    the pack names for the type of application; without them the order in which decisions are read."""
    found = frozenset(kinds)
    return Structure(
        sections=tuple(sections) or SECTIONS,
        questions=tuple(
            _question(catalogue, entry)
            for catalogue in pack.requirements.values()
            for entry in catalogue.items.values()
            if _is_asked(catalogue, entry) and entry.holds_on(on) and _fits(entry, found)
        ),
    )


def _is_asked(catalogue: Catalogue, entry: Entry) -> bool:
    return catalogue.of == "decision" or entry.gate in _ALSO


def _fits(entry: Entry, kinds: frozenset[str]) -> bool:
    """What is only for some outcomes is asked as soon as one of them was set."""
    return not entry.only_for or bool(kinds & frozenset(entry.only_for))


def _question(catalogue: Catalogue, entry: Entry) -> Question:
    is_early = entry.gate in {_CONSIDERED, "decision_in_writing", "reasons_given"}
    return Question(
        id=f"{catalogue.id}.{entry.id}",
        says=entry.says,
        source=entry.source,
        gate=entry.gate,
        before=Before.READER if is_early else Before.SIGNING,
        waiver=entry.waiver,
        note=entry.note,
    )
