"""What pages are given of screenings and matters of safety."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.identity.names import Compartment
from limen.domain.screenings.models import Matter, Screening
from limen.domain.screenings.names import Consent, Manner, State, StepKind
from limen.instruments.definitions import Instrument, Wording
from limen.instruments.scoring import Result


@dataclass(frozen=True, kw_only=True)
class ScreeningCard:
    """A screening as a list shows it: that it was, and never how it came out."""

    id: UUID
    case_id: UUID
    person_id: UUID
    called: str
    compartment: Compartment
    instrument: str
    says: str
    language: str
    manner: Manner
    consent: Consent
    state: State
    pathway: str
    by_name: str
    asked_at: datetime
    finished_by: str
    finished_at: datetime | None
    withdrawn_why: str


@dataclass(frozen=True, kw_only=True)
class ScreeningSheet:
    """One screening with its questionnaire as it was that day, its answers by item, and what they come to."""

    card: ScreeningCard
    instrument: Instrument
    wording: Wording
    answers: Mapping[str, str]
    result: Result


@dataclass(frozen=True, kw_only=True)
class StepCard:
    kind: StepKind
    says: str
    heard: Mapping[str, str]
    by_name: str
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class MatterCard:
    """A matter of safety, with the steps that were taken. `is_late`: the person should have been asked
    again."""

    id: UUID
    case_id: UUID
    person_id: UUID
    called: str
    screening_id: UUID | None
    by_name: str
    opened_at: datetime
    follow_up_by: datetime
    follow_up_source: str
    is_late: bool
    ended_at: datetime | None
    ended_why: str
    steps: tuple[StepCard, ...]

    @property
    def missing(self) -> tuple[StepKind, ...]:
        """The steps that nobody has written down yet, in the order of doing."""
        taken = {step.kind for step in self.steps}
        return tuple(kind for kind in StepKind if kind not in taken)


def state_of(row: Screening) -> State:
    """Where a screening stands."""
    if row.withdrawn_at is not None:
        return State.WITHDRAWN
    if row.consent != Consent.GIVEN:
        return State(row.consent)
    return State.FINISHED if row.finished_at is not None else State.OPEN


def screening_card(
    row: Screening, says: str, called: Mapping[UUID, str], names: Mapping[UUID, str]
) -> ScreeningCard:
    """A loaded row as a card."""
    return ScreeningCard(
        id=row.id,
        case_id=row.case_id,
        person_id=row.person_id,
        called=called.get(row.person_id, ""),
        compartment=Compartment(row.compartment),
        instrument=row.instrument,
        says=says,
        language=row.language,
        manner=Manner(row.manner),
        consent=Consent(row.consent),
        state=state_of(row),
        pathway=row.pathway,
        by_name=names.get(row.asked_by_id, ""),
        asked_at=row.asked_at,
        finished_by=names.get(row.finished_by_id, "") if row.finished_by_id else "",
        finished_at=row.finished_at,
        withdrawn_why=row.withdrawn_why,
    )


def matter_card(
    row: Matter,
    steps: tuple[StepCard, ...],
    called: Mapping[UUID, str],
    names: Mapping[UUID, str],
    at: datetime,
) -> MatterCard:
    """A loaded row as a card."""
    is_asked_again = any(step.kind is StepKind.FOLLOWED_UP for step in steps)
    return MatterCard(
        id=row.id,
        case_id=row.case_id,
        person_id=row.person_id,
        called=called.get(row.person_id, ""),
        screening_id=row.screening_id,
        by_name=names.get(row.opened_by_id, ""),
        opened_at=row.opened_at,
        follow_up_by=row.follow_up_by,
        follow_up_source=row.follow_up_source,
        is_late=row.ended_at is None and not is_asked_again and row.follow_up_by < at,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
        steps=steps,
    )
