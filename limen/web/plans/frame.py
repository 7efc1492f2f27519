"""The frame of the pages of one plan: the case, the plan in it, and the acts that it offers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet, case_sheet
from limen.domain.plans import rules
from limen.domain.plans.queries.cards import GoalCard, PlanSheet, StepCard
from limen.domain.plans.queries.sheets import plan_sheet
from limen.foundation.refusals import Conflict, Hidden, Obstacle
from limen.reference.languages import languages
from limen.web.casefile.frame import Offer, address, may
from limen.web.components import two_texts
from limen.web.components.shapes import Text
from limen.web.requests import Request, today


def read_case(request: Request, case_id: UUID) -> CaseSheet:
    """The head of a case whose own file the person reads: a share shows no plan. Raises `Hidden`."""
    case = case_sheet(case_id, by=request.actor, at=request.at)
    if not case.is_read:
        raise Hidden(f"the file of case {case_id}")
    return case


def opened(request: Request, case_id: UUID, plan_id: UUID) -> tuple[CaseSheet, PlanSheet]:
    """The plan and the case it is in. Raises `Hidden` when it is in another one."""
    case = read_case(request, case_id)
    sheet = plan_sheet(plan_id, on=today(request), by=request.actor, at=request.at)
    if sheet.card.case_id != case_id:
        raise Hidden(f"plan {plan_id} in case {case_id}")
    return case, sheet


def step_of(sheet: PlanSheet, step_id: UUID) -> StepCard:
    """A step of the plan. Raises `Hidden`."""
    for one in sheet.steps:
        if one.id == step_id:
            return one
    raise Hidden(f"step {step_id} of plan {sheet.card.id}")


def goal_of(sheet: PlanSheet, goal_id: UUID) -> GoalCard:
    """A goal of the plan. Raises `Hidden`."""
    for one in sheet.goals:
        if one.id == goal_id:
            return one
    raise Hidden(f"goal {goal_id} of plan {sheet.card.id}")


def whose(sheet: PlanSheet) -> str:
    """Whose plan it is, in words."""
    return sheet.card.called or _("The household")


def lang_of(language: str) -> str:
    """A language of ISO 639-3 as an attribute `lang` names it: by two letters where there are two."""
    found = languages().get(language)
    return (found.short if found else None) or language


def working(case: CaseSheet, sheet: PlanSheet) -> list[Obstacle]:
    """Why nothing can be changed in this plan now."""
    return rules.obstacles_to_working(is_worked_on=case.is_worked_on, plan=sheet.card)


def offer(
    request: Request,
    act: str,
    label: Text,
    *of: object,
    refused: Sequence[Obstacle] = (),
    kind: str = "secondary",
) -> list[Offer]:
    """The way to an act of plans, if the person's role has it."""
    if not may(request, f"plans.{act}"):
        return []
    return [Offer(label=label, url=address(request, f"plan_{act}", *of), refused=refused, kind=kind)]


def both_texts(
    request: Request, conflict: Conflict, *, name: str, label: Text, leave_url: str
) -> HttpResponse:
    """Somebody was faster: both texts, with all that was sent, so that nothing is lost."""
    kept = ("version", "op", "csrfmiddlewaretoken", name)
    fields = tuple(
        (key, value) for key in request.POST if key not in kept for value in request.POST.getlist(key)
    )
    both = two_texts(
        conflict,
        name=name,
        label=label,
        yours=request.POST.get(name, ""),
        action_url=request.path,
        leave_url=leave_url,
        fields=fields,
    )
    return render(request, "web/errors/conflict.html", {"conflict": both})
