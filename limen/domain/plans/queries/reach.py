"""The application's own wall around service plans: read with the case."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from limen.domain.cases.queries.reach import read_of
from limen.domain.plans.models import Goal, Plan, Step
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

M = TypeVar("M", bound=Model)


def plans_within(by: Actor, *, at: datetime) -> QuerySet[Plan]:
    """Every plan the actor reads."""
    return Plan.objects.filter(read_of(by, at=at))


def locked_plan(plan_id: UUID, *, by: Actor, at: datetime) -> Plan:
    """A plan, locked for the rest of the act. One that the actor only reads is locked for nobody: the rules
    say why. Raises `Hidden`."""
    return _locked(plans_within(by, at=at).filter(pk=plan_id), plan_id)


def locked_goal(goal_id: UUID, *, by: Actor, at: datetime) -> Goal:
    """A goal with its plan, in the same way. Raises `Hidden`."""
    rows = Goal.objects.filter(read_of(by, at=at), pk=goal_id).select_related("plan")
    return _locked(rows, goal_id)


def locked_step(step_id: UUID, *, by: Actor, at: datetime) -> Step:
    """A step with its plan, in the same way. Raises `Hidden`."""
    rows = Step.objects.filter(read_of(by, at=at), pk=step_id).select_related("plan")
    return _locked(rows, step_id)


def _locked(rows: QuerySet[M], key: UUID) -> M:
    row = rows.select_for_update(of=("self",)).first() or rows.first()
    if row is None:
        raise Hidden(f"part {key} of a plan")
    return row
