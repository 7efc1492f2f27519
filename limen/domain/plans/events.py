"""What can happen to a service plan. What a goal says is in the plan and not in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.plans.names import ClosingWhy, DelayWhy, DropWhy, GoalState
from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class Begun(CaseEvent):
    kind = "plans.begun"
    personal = ()
    says = _("{by} began a service plan: {template_says}.")

    plan_id: UUID
    pack: str
    template: str
    template_says: str
    fingerprint: str
    steps: int


@dataclass(frozen=True, kw_only=True)
class GoalAdded(CaseEvent):
    kind = "plans.goal_added"
    personal = ()
    says = _("{by} wrote down a goal in a service plan.")

    plan_id: UUID
    goal_id: UUID


@dataclass(frozen=True, kw_only=True)
class GoalRevised(CaseEvent):
    kind = "plans.goal_revised"
    personal = ()
    says = _("{by} wrote a goal of a service plan anew (version {version}).")

    plan_id: UUID
    goal_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class GoalEnded(CaseEvent):
    kind = "plans.goal_ended"
    personal = ("why",)
    says = _("{by} ended a goal of a service plan: {state}.")

    plan_id: UUID
    goal_id: UUID
    state: GoalState
    why: str


@dataclass(frozen=True, kw_only=True)
class StepAdded(CaseEvent):
    kind = "plans.step_added"
    personal = ("step_says",)
    says = _("{by} added a step to a service plan: {step_says}")

    plan_id: UUID
    step_id: UUID
    step_says: str
    planned_on: date | None


@dataclass(frozen=True, kw_only=True)
class StepFinished(CaseEvent):
    kind = "plans.step_finished"
    personal = ("step_says",)
    says = _("{by} recorded that a step was done on {done_on}: {step_says}")

    plan_id: UUID
    step_id: UUID
    step_says: str
    done_on: date
    shown_by: str


@dataclass(frozen=True, kw_only=True)
class StepPutOff(CaseEvent):
    kind = "plans.step_put_off"
    personal = ("step_says", "why")
    says = _("{by} put off a step to {planned_on} ({because}): {step_says}")

    plan_id: UUID
    step_id: UUID
    step_says: str
    planned_on: date
    because: DelayWhy
    why: str


@dataclass(frozen=True, kw_only=True)
class StepDropped(CaseEvent):
    kind = "plans.step_dropped"
    personal = ("step_says", "why")
    says = _("{by} recorded that a step is not possible ({because}): {step_says}")

    plan_id: UUID
    step_id: UUID
    step_says: str
    because: DropWhy
    why: str


@dataclass(frozen=True, kw_only=True)
class ExceptionAllowed(CaseEvent):
    kind = "plans.exception_allowed"
    personal = ("step_says", "why")
    says = _("{by} allowed to leave out a step: {step_says} {why}")

    plan_id: UUID
    step_id: UUID
    step_says: str
    why: str


@dataclass(frozen=True, kw_only=True)
class DayTold(CaseEvent):
    kind = "plans.day_told"
    personal = ("fact", "told_on")
    says = _("{by} told a day that a service plan counts from; {dated} steps have their day now.")

    plan_id: UUID
    fact: str
    told_on: str
    dated: int


@dataclass(frozen=True, kw_only=True)
class Reviewed(CaseEvent):
    kind = "plans.reviewed"
    personal = ()
    says = _("{by} looked at a service plan again on {held_on}.")

    plan_id: UUID
    review_id: UUID
    held_on: date
    next_on: date | None


@dataclass(frozen=True, kw_only=True)
class Closed(CaseEvent):
    kind = "plans.closed"
    personal = ("why",)
    says = _("{by} closed a service plan: {because}. {why}")

    plan_id: UUID
    because: ClosingWhy
    why: str
    left_open: int
