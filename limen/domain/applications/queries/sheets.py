"""Applications of a case, and one with its answers, whom it is for and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.applications.models import (
    Answers,
    AnswersDraft,
    Application,
    CoveredPerson,
    EvidenceStep,
    Letter,
)
from limen.domain.applications.names import Answer, ApplicationState, EvidenceState, LetterKind
from limen.domain.applications.queries.reach import applications_within, within
from limen.domain.cases.queries.reach import cases_worked_on_by
from limen.domain.identity.queries.people import names_of
from limen.domain.policy.queries import Law, law_of, laws_in_force
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.law.applications import ApplicationType


@dataclass(frozen=True, kw_only=True)
class ApplicationCard:
    """An application as a list shows it."""

    id: UUID
    case_id: UUID
    edition_id: UUID
    pack: str
    type: str
    type_says: str
    state: ApplicationState
    made_on: date
    lodged_on: date | None
    version: int


@dataclass(frozen=True, kw_only=True)
class SectionCard:
    """What was answered in a section, and by whom last; version 0 when nobody has."""

    section: str
    version: int = 0
    answers: Mapping[str, Answer]
    by_name: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CoveredCard:
    """What was said last of one person."""

    person_id: UUID
    is_covered: bool
    is_separate: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class EvidenceCard:
    """Where a piece of evidence stands."""

    item: str
    state: EvidenceState
    words: str
    document_id: UUID | None
    by_name: str
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class LetterCard:
    """A letter that was printed."""

    id: UUID
    application_id: UUID
    person_id: UUID
    letter: LetterKind
    language: str
    printed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ApplicationSheet:
    """One application with everything that stands in it, and the law that it was made under."""

    card: ApplicationCard
    law: Law
    type: ApplicationType
    sections: Mapping[str, SectionCard]
    covered: Mapping[UUID, CoveredCard]
    evidence: Mapping[str, EvidenceCard]
    letters: tuple[LetterCard, ...]

    @property
    def answers(self) -> dict[str, Answer]:
        """Every answer, by question."""
        return {name: one for section in self.sections.values() for name, one in section.answers.items()}

    @property
    def states(self) -> dict[str, EvidenceState]:
        """Where each piece of evidence stands that anything happened to."""
        return {name: one.state for name, one in self.evidence.items()}

    @property
    def covers(self) -> int:
        """For how many people it is."""
        return sum(one.is_covered for one in self.covered.values())


@dataclass(frozen=True, kw_only=True)
class AnswersDraftCard:
    """What somebody was typing into a section."""

    typed: Mapping[str, str]
    base_version: int
    saved_at: datetime


def types_offered(by: Actor, *, on: date) -> list[tuple[Law, ApplicationType]]:
    """What may be applied for on that day, by the packs in force."""
    return [
        (law, one) for law in laws_in_force(by) for one in law.pack.applications.values() if one.holds_on(on)
    ]


def applications_of(case_id: UUID, *, by: Actor, at: datetime) -> list[ApplicationCard]:
    """Those of a case, the first made first; 50 at most. One query."""
    rows = applications_within(by, at=at).filter(case_id=case_id)
    return [card_of(row) for row in rows.order_by("recorded_at", "id")[:50]]


def application_sheet(application_id: UUID, *, by: Actor, at: datetime) -> ApplicationSheet:
    """One application. Raises `Hidden`. Eight queries."""
    row = applications_within(by, at=at).filter(pk=application_id).first()
    if row is None:
        raise Hidden(f"application {application_id}")
    return sheet_of(row, by=by, at=at)


def sheet_of(row: Application, *, by: Actor, at: datetime) -> ApplicationSheet:
    """The same of a row that was loaded, and perhaps locked."""
    law = law_of(row.edition_id, by=by)
    answers = within(Answers.objects.all(), by, at=at).filter(application=row)
    steps = within(EvidenceStep.objects.all(), by, at=at).filter(application=row)
    people = within(CoveredPerson.objects.all(), by, at=at).filter(application=row)
    letters = within(Letter.objects.all(), by, at=at).filter(application=row)
    written = list(answers.order_by("section", "-version").distinct("section"))
    taken = list(steps.order_by("item", "-number").distinct("item"))
    names = names_of({one.written_by_id for one in written} | {one.taken_by_id for one in taken}, by=by)
    return ApplicationSheet(
        card=card_of(row),
        law=law,
        type=law.pack.applications[row.type],
        sections={one.section: _section(one, names) for one in written},
        covered={
            one.person_id: CoveredCard(
                person_id=one.person_id,
                is_covered=one.is_covered,
                is_separate=one.is_separate,
                why=one.why,
            )
            for one in people.order_by("person_id", "-number").distinct("person_id")
        },
        evidence={one.item: _step(one, names) for one in taken},
        letters=tuple(_letters(letters.order_by("-printed_at", "-id")[:50])),
    )


def earlier_answers(
    application_id: UUID, section: str, version: int, *, by: Actor, at: datetime
) -> SectionCard | None:
    """An earlier version of a section."""
    rows = within(Answers.objects.all(), by, at=at)
    row = rows.filter(application_id=application_id, section=section, version=version).first()
    return None if row is None else _section(row, names_of({row.written_by_id}, by=by))


def answers_draft(application_id: UUID, section: str, *, by: Actor, at: datetime) -> AnswersDraftCard | None:
    """What the actor was typing, if they may still write it."""
    mine = AnswersDraft.objects.filter(application_id=application_id, section=section, member_id=by.id)
    row = mine.filter(case__in=cases_worked_on_by(by, at=at)).first()
    if row is None:
        return None
    return AnswersDraftCard(typed=row.typed, base_version=row.base_version, saved_at=row.saved_at)


def card_of(row: Application) -> ApplicationCard:
    """A row as a card."""
    return ApplicationCard(
        id=row.id,
        case_id=row.case_id,
        edition_id=row.edition_id,
        pack=row.pack,
        type=row.type,
        type_says=row.type_says,
        state=ApplicationState(row.state),
        made_on=row.made_on,
        lodged_on=row.lodged_on,
        version=row.version,
    )


def _section(row: Answers, names: Mapping[UUID, str]) -> SectionCard:
    return SectionCard(
        section=row.section,
        version=row.version,
        answers={name: Answer.read(kept) for name, kept in row.told.items()},
        by_name=names.get(row.written_by_id, ""),
        written_at=row.written_at,
    )


def _step(row: EvidenceStep, names: Mapping[UUID, str]) -> EvidenceCard:
    return EvidenceCard(
        item=row.item,
        state=EvidenceState(row.state),
        words=row.words,
        document_id=row.document_id,
        by_name=names.get(row.taken_by_id, ""),
        taken_at=row.taken_at,
    )


def _letters(rows: Iterable[Letter]) -> Iterable[LetterCard]:
    for row in rows:
        yield LetterCard(
            id=row.id,
            application_id=row.application_id,
            person_id=row.person_id,
            letter=LetterKind(row.letter),
            language=row.language,
            printed_at=row.printed_at,
        )
