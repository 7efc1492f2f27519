"""Looking at a plan again, and closing it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.plans.commands import keeping
from limen.domain.plans.names import ClosingWhy
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.page import told
from limen.web.plans.forms import CloseForm, ReviewForm
from limen.web.plans.frame import both_texts, opened, working
from limen.web.requests import Request, acts, today


def review(request: Request, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Write down that it was looked at again together."""
    case, sheet = opened(request, case_id, plan_id)
    back = address(request, "plan", case_id, plan_id)
    given = {"held_on": today(request), "version": sheet.version}
    form = ReviewForm(request.POST or None, initial=given)
    if acts(request) and form.is_valid():
        event = keeping.review(
            plan_id, **form.cleaned_data, on=today(request), by=request.actor, at=request.at
        )
        return told(event, f"{here(request)}:plan", case_id, plan_id)
    if request.conflict is not None:
        return both_texts(request, request.conflict, name="says", label=_("What was said"), leave_url=back)
    act = Act(
        title=_("Look at the plan again together"),
        button=_("Keep it"),
        back_url=back,
        refused=working(case, sheet),
    )
    return show_act(request, act, form, sheet=case)


def close(request: Request, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Close the plan."""
    case, sheet = opened(request, case_id, plan_id)
    back = address(request, "plan", case_id, plan_id)
    form = CloseForm(request.POST or None, initial={"version": sheet.version})
    if acts(request) and form.is_valid():
        said = form.cleaned_data | {"reason": ClosingWhy(form.cleaned_data["reason"])}
        event = keeping.close(plan_id, **said, on=today(request), by=request.actor, at=request.at)
        return told(event, f"{here(request)}:plan", case_id, plan_id)
    if request.conflict is not None:
        return both_texts(request, request.conflict, name="why", label=_("In words"), leave_url=back)
    act = Act(
        title=_("Close the plan"),
        button=_("Close it"),
        back_url=back,
        lead=[
            _("Carried out means that every step is done, not possible, or left out with permission."),
            _("Otherwise open steps stay in the plan for whoever goes on, and their clocks are put away."),
        ],
        refused=working(case, sheet),
    )
    return show_act(request, act, form, sheet=case)
