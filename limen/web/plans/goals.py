"""Goals: written down, written anew, ended."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.plans.commands import wishing
from limen.domain.plans.names import GoalState
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.components import isolated
from limen.web.page import told
from limen.web.plans.forms import EndGoalForm, GoalForm, RevisedGoalForm
from limen.web.plans.frame import both_texts, goal_of, opened, working
from limen.web.requests import Request, acts


def add_goal(request: Request, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Write down what the person wants."""
    case, sheet = opened(request, case_id, plan_id)
    form = GoalForm(request.POST or None, initial={"language": sheet.card.language})
    if acts(request) and form.is_valid():
        event = wishing.add_goal(plan_id, **form.cleaned_data, by=request.actor, at=request.at)
        return told(event, f"{here(request)}:plan", case_id, plan_id)
    act = Act(
        title=_("Write down a goal"),
        button=_("Keep the goal"),
        back_url=address(request, "plan", case_id, plan_id),
        refused=working(case, sheet),
    )
    return show_act(request, act, form, sheet=case)


def revise_goal(request: Request, case_id: UUID, plan_id: UUID, goal_id: UUID) -> HttpResponse:
    """Write it better. Whoever was faster is shown beside what one wrote; neither is lost."""
    case, sheet = opened(request, case_id, plan_id)
    goal, back = goal_of(sheet, goal_id), address(request, "plan", case_id, plan_id)
    given = {"says": goal.says, "language": goal.language, "version": goal.version}
    form = RevisedGoalForm(request.POST or None, initial=given)
    if acts(request) and form.is_valid():
        event = wishing.revise_goal(goal_id, **form.cleaned_data, by=request.actor, at=request.at)
        return told(event, f"{here(request)}:plan", case_id, plan_id)
    if request.conflict is not None:
        return both_texts(request, request.conflict, name="says", label=_("Goal"), leave_url=back)
    act = Act(
        title=_("Write a goal anew"),
        button=_("Keep the goal"),
        back_url=back,
        lead=[_("Everything that the goal said before is kept.")],
        refused=working(case, sheet),
    )
    return show_act(request, act, form, sheet=case)


def end_goal(request: Request, case_id: UUID, plan_id: UUID, goal_id: UUID) -> HttpResponse:
    """Say what became of it."""
    case, sheet = opened(request, case_id, plan_id)
    goal = goal_of(sheet, goal_id)
    form = EndGoalForm(request.POST or None)
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        event = wishing.end_goal(
            goal_id, state=GoalState(said["state"]), why=said["why"], by=request.actor, at=request.at
        )
        return told(event, f"{here(request)}:plan", case_id, plan_id)
    act = Act(
        title=_("End a goal"),
        button=_("Keep it"),
        back_url=address(request, "plan", case_id, plan_id),
        lead=[isolated(goal.says)],
        refused=working(case, sheet),
    )
    return show_act(request, act, form, sheet=case)
