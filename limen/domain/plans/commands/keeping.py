"""Looking at a plan again, and closing it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.plans import rules
from limen.domain.plans.commands.beginning import review_task
from limen.domain.plans.commands.stepping import put_away_clocks
from limen.domain.plans.events import Closed, Reviewed
from limen.domain.plans.models import Goal, Plan, Review, Step
from limen.domain.plans.names import ClosingWhy, GoalState, PlanState, StepState
from limen.domain.plans.queries.reach import locked_plan
from limen.domain.tasks.commands import finish_task
from limen.domain.tasks.models import Task
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("plans.review")
def review(
    plan_id: UUID,
    *,
    held_on: date,
    says: str,
    next_on: date | None,
    on: date,
    version: int,
    by: Actor,
    at: datetime,
) -> Reviewed:
    """Write down that the plan was looked at again with the person, and when the next time is."""
    plan = _in_hand(plan_id, version=version, by=by, at=at)
    refuse_if(rules.obstacles_to_reviewing(held_on=held_on, says=says, next_on=next_on, on=on))
    row = Review.objects.create(
        id=new_id(),
        plan=plan,
        case_id=plan.case_id,
        held_on=held_on,
        says=says.strip(),
        next_on=next_on,
        held_by_id=by.id,
        held_at=at,
    )
    _finish_review_task(plan, by=by, at=at)
    task_id = review_task(plan, next_on, on=on, by=by, at=at)
    Plan.objects.filter(pk=plan_id).update(review_on=next_on, review_task_id=task_id, version=version + 1)
    return Reviewed(case_id=plan.case_id, plan_id=plan_id, review_id=row.id, held_on=held_on, next_on=next_on)


@command("plans.close")
def close(
    plan_id: UUID, *, reason: ClosingWhy, why: str, on: date, version: int, by: Actor, at: datetime
) -> Closed:
    """Close a plan. Clocks of steps that are still open are put away with the reason; the steps stay open in
    the closed plan, so that whoever goes on sees them."""
    plan = _in_hand(plan_id, version=version, by=by, at=at)
    refuse_if(
        rules.obstacles_to_closing(
            reason=reason,
            why=why,
            open_steps=Step.objects.filter(plan=plan, state=StepState.OPEN).count(),
            open_goals=Goal.objects.filter(plan=plan, state=GoalState.OPEN).count(),
        )
    )
    said = _("The plan was closed: %(why)s") % {"why": ClosingWhy(reason).label}
    left = put_away_clocks(plan, said, by=by, at=at)
    _finish_review_task(plan, by=by, at=at)
    Plan.objects.filter(pk=plan_id).update(
        state=PlanState.CLOSED,
        closed_on=on,
        closed_why=reason,
        closed_says=why.strip(),
        ended_by_id=by.id,
        review_on=None,
        version=version + 1,
    )
    return Closed(case_id=plan.case_id, plan_id=plan_id, because=reason, why=why.strip(), left_open=left)


def _in_hand(plan_id: UUID, *, version: int, by: Actor, at: datetime) -> Plan:
    plan = locked_plan(plan_id, by=by, at=at)
    reach = is_worked_on(plan.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=reach, plan=plan))
    if plan.version != version:
        last = Review.objects.filter(plan=plan).order_by("-held_at").first()
        theirs = Text(says=last.says if last else "", by_name="", at=last.held_at if last else None)
        raise Conflict(theirs=theirs, base=None, version=plan.version)
    return plan


def _finish_review_task(plan: Plan, *, by: Actor, at: datetime) -> None:
    if plan.review_task_id and Task.objects.filter(pk=plan.review_task_id, done_at=None).exists():
        finish_task(plan.review_task_id, by=by, at=at)
