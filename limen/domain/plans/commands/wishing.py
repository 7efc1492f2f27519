"""Goals: written down as they were said, written anew, and ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.identity.queries.people import names_of
from limen.domain.plans import rules
from limen.domain.plans.events import GoalAdded, GoalEnded, GoalRevised
from limen.domain.plans.models import EarlierGoal, Goal
from limen.domain.plans.names import GoalState
from limen.domain.plans.queries.reach import locked_goal, locked_plan
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("plans.add_goal")
def add_goal(plan_id: UUID, *, says: str, language: str, by: Actor, at: datetime) -> GoalAdded:
    """Write down what the person wants, in their own words."""
    plan = locked_plan(plan_id, by=by, at=at)
    reach = is_worked_on(plan.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=reach, plan=plan))
    refuse_if(rules.obstacles_to_wishing(says=says, language=language))
    goal = Goal(
        id=new_id(),
        plan=plan,
        case_id=plan.case_id,
        says=says.strip(),
        language=language,
        written_by_id=by.id,
        written_at=at,
    )
    goal.save(force_insert=True)
    return GoalAdded(case_id=plan.case_id, plan_id=plan_id, goal_id=goal.id)


@command("plans.revise_goal")
def revise_goal(
    goal_id: UUID, *, says: str, language: str, version: int, by: Actor, at: datetime
) -> GoalRevised:
    """Write it better. What it said before is kept; whoever was faster is shown with `Conflict`."""
    goal = _in_hand(goal_id, by=by, at=at)
    refuse_if(rules.obstacles_to_wishing(says=says, language=language))
    if goal.version != version:
        raise _conflict(goal, version, by)
    EarlierGoal.objects.create(
        id=new_id(),
        goal=goal,
        case_id=goal.case_id,
        version=version,
        says=goal.says,
        language=goal.language,
        written_by_id=goal.written_by_id,
        written_at=goal.written_at,
    )
    Goal.objects.filter(pk=goal_id).update(
        says=says.strip(), language=language, written_by_id=by.id, written_at=at, version=version + 1
    )
    return GoalRevised(case_id=goal.case_id, plan_id=goal.plan_id, goal_id=goal_id, version=version + 1)


@command("plans.end_goal")
def end_goal(goal_id: UUID, *, state: GoalState, why: str, by: Actor, at: datetime) -> GoalEnded:
    """Say that it was reached, or that it is no longer wanted."""
    goal = _in_hand(goal_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending_goal(state))
    Goal.objects.filter(pk=goal_id).update(
        state=state, end_why=why.strip(), written_by_id=by.id, written_at=at, version=goal.version + 1
    )
    return GoalEnded(
        case_id=goal.case_id, plan_id=goal.plan_id, goal_id=goal_id, state=state, why=why.strip()
    )


def _in_hand(goal_id: UUID, *, by: Actor, at: datetime) -> Goal:
    goal = locked_goal(goal_id, by=by, at=at)
    reach = is_worked_on(goal.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=reach, plan=goal.plan))
    refuse_if(rules.obstacles_to_changing_goal(goal.state))
    return goal


def _conflict(goal: Goal, version: int, by: Actor) -> Conflict:
    base = EarlierGoal.objects.filter(goal=goal, version=version).first()
    rows: list[Goal | EarlierGoal] = [goal, base] if base else [goal]
    names = names_of({one.written_by_id for one in rows}, by=by)
    texts = [Text(says=one.says, by_name=names.get(one.written_by_id, ""), at=one.written_at) for one in rows]
    return Conflict(theirs=texts[0], base=texts[1] if base else None, version=goal.version)
