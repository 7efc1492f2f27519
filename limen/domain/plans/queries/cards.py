"""What a page is shown of service plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.deadlines.names import ClockState, Effect
from limen.domain.plans.names import ClosingWhy, DelayWhy, Doer, DropWhy, GoalState, PlanState, StepState


@dataclass(frozen=True, kw_only=True)
class PlanCard:
    """A plan as a list shows it. `called` is empty for the plan of a household. `late` counts open steps
    whose day has passed."""

    id: UUID
    case_id: UUID
    person_id: UUID | None
    called: str
    pack: str
    template: str
    template_says: str
    language: str
    state: PlanState
    review_on: date | None
    begun_at: datetime
    settled: int
    steps: int
    late: int


@dataclass(frozen=True, kw_only=True)
class EarlierGoalCard:
    """What a goal said before."""

    version: int
    says: str
    by_name: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class GoalCard:
    """A goal in the person's words."""

    id: UUID
    says: str
    language: str
    state: GoalState
    end_why: str
    by_name: str
    at: datetime
    version: int
    earlier: tuple[EarlierGoalCard, ...]


@dataclass(frozen=True, kw_only=True)
class StepCard:
    """A step. `due_on` is the day of the programme, as its clock says now; `planned_on` one's own. `no_day`
    says why the programme's day is not known yet."""

    id: UUID
    template_step: str
    says: str
    about: str
    of_whom: str
    doer: Doer
    doer_name: str
    wanted: tuple[str, ...]
    clock_id: UUID | None
    effect: Effect | None
    clock_state: ClockState | None
    due_on: date | None
    no_day: str
    planned_on: date | None
    put_off_why: DelayWhy | None
    put_off_says: str
    state: StepState
    done_on: date | None
    proof: str
    note_id: UUID | None
    drop_why: DropWhy | None
    end_says: str
    allowed_by: str
    by_name: str
    changed_at: datetime
    version: int

    @property
    def next_on(self) -> date | None:
        """The day that comes first for whoever does it: one's own, or else that of the programme."""
        return self.planned_on or self.due_on

    def is_late(self, on: date) -> bool:
        """Whether a day by which it should be done has passed."""
        if self.state != StepState.OPEN:
            return False
        limits = self.effect in (Effect.LIMIT, Effect.TARGET, Effect.REVIEW, Effect.VALIDITY)
        by_programme = limits and self.due_on is not None and self.due_on < on
        return by_programme or (self.planned_on is not None and self.planned_on < on)


@dataclass(frozen=True, kw_only=True)
class ReviewCard:
    """Somebody looked at the plan again with the person."""

    held_on: date
    says: str
    next_on: date | None
    by_name: str


@dataclass(frozen=True, kw_only=True)
class FactCard:
    """A day that steps count from: told, or None as long as nobody knows it."""

    name: str
    says: str
    told_on: date | None


@dataclass(frozen=True, kw_only=True)
class PlanSheet:
    """A plan with all that is in it."""

    card: PlanCard
    edition_id: UUID
    about: str
    source: str
    facts: tuple[FactCard, ...]
    goals: tuple[GoalCard, ...]
    steps: tuple[StepCard, ...]
    reviews: tuple[ReviewCard, ...]
    begun_by: str
    closed_on: date | None
    closed_why: ClosingWhy | None
    closed_says: str
    ended_by: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A template of a pack that is in force on a day, and the days that it asks for; the first is needed."""

    pack: str
    pack_says: str
    id: str
    says: str
    about: str
    source: str
    steps: int
    asks: tuple[FactCard, ...]
    calendars: tuple[tuple[str, str], ...]
