"""What may be applied for: the form, the evidence that is asked for, the clocks that lodging starts, and how
a decision on it is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from limen.law.dated import Certainty, Timeline
from limen.law.lengths import Length


class QuestionKind(StrEnum):
    """What sort of answer a question of a form has."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    COUNTRY = "country"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PERSON = "person"


class Need(StrEnum):
    """How badly a piece of evidence is needed."""

    TO_LODGE = "to_lodge"
    TO_DECIDE = "to_decide"
    IF_AVAILABLE = "if_available"


class MadeBy(StrEnum):
    """Who applies: whoever it is about, or a petitioner for somebody else."""

    APPLICANT = "applicant"
    PETITIONER = "petitioner"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyWhen:
    """Asked only when another question was answered so."""

    question: str
    answers: frozenset[str]

    def holds(self, told: Mapping[str, str]) -> bool:
        """`told`: the answers that were given, by question."""
        return told.get(self.question, "") in self.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a form. `one_of`: the answers to a choice, with what they mean."""

    id: str
    says: str
    kind: QuestionKind
    hint: str = ""
    is_required: bool = False
    one_of: tuple[tuple[str, str], ...] = ()
    only_when: OnlyWhen | None = None

    def is_asked(self, told: Mapping[str, str]) -> bool:
        """Whether it is asked of whoever answered the others so."""
        return self.only_when is None or self.only_when.holds(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """Questions that belong together, on one page."""

    id: str
    says: str
    about: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """Something that is asked for. `may_be_waived`: whether somebody may do without it, with a reason."""

    id: str
    says: str
    about: str
    need: Need
    may_be_waived: bool
    only_when: OnlyWhen | None
    since: date
    until: date | None
    source: str
    certainty: Certainty
    note: str = ""

    def is_asked(self, told: Mapping[str, str], on: date) -> bool:
        """Whether it is asked for on that day of whoever answered so."""
        in_force = self.since <= on and (self.until is None or on < self.until)
        return in_force and (self.only_when is None or self.only_when.holds(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedClock:
    """A clock that lodging starts. `facts`: from where each of its facts is known: `made_on`, `lodged_on`, or
    a question of the form."""

    term: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSection:
    """A part of the text of a decision. `answers`: the requirements that it must meet, as `list.item`."""

    id: str
    says: str
    prompt: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionStructure:
    """How a decision is built, and what must hold before a second person reads it and before it is signed.
    `requirements`: the lists that it is held to; without any, all that are of a decision.
    `country_information`: how old a report may be, before somebody says why it still holds."""

    sections: tuple[DecisionSection, ...] = ()
    gates_before_second_reader: tuple[str, ...] = ()
    gates_before_signing: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    country_information: Timeline[Length] = field(default_factory=lambda: Timeline[Length](()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationType:
    """One thing that may be applied for. `lodged_at`: the stage of its procedure at which it stands once
    lodged. `withdrawn_by`: the acts of its procedure by which the applicant takes it back."""

    id: str
    says: str
    about: str
    procedure: str
    lodged_at: str
    made_by: MadeBy
    form: tuple[FormSection, ...]
    evidence: Mapping[str, EvidenceItem]
    outcomes: tuple[str, ...]
    starts: tuple[StartedClock, ...]
    withdrawn_by: tuple[str, ...]
    decision: DecisionStructure
    acknowledgement: str
    missing_evidence: str
    since: date
    until: date | None
    source: str
    certainty: Certainty
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it can be applied for on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the form."""
        for section in self.form:
            yield from section.questions

    def section(self, id: str) -> FormSection | None:
        """A section of the form by its id."""
        return next((one for one in self.form if one.id == id), None)

    def asked_for(self, told: Mapping[str, str], on: date) -> tuple[EvidenceItem, ...]:
        """The evidence that is asked for of whoever answered so."""
        return tuple(one for one in self.evidence.values() if one.is_asked(told, on))
