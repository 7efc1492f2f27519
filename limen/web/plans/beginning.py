"""Beginning a plan from a programme, and telling a day later."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.plans.commands import beginning
from limen.domain.plans.names import Outline
from limen.domain.plans.queries.cards import Programme
from limen.domain.plans.queries.programmes import programmes
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.page import told
from limen.web.plans.forms import BeginForm, TellDayForm
from limen.web.plans.frame import opened, read_case, working
from limen.web.plans.listing import beginning_obstacles
from limen.web.requests import Request, acts, today


def begin(request: Request, case_id: UUID) -> HttpResponse:
    """Begin a plan from the programme that was chosen."""
    case = read_case(request, case_id)
    chosen = _chosen(request)
    if chosen is None:
        return _without_law(request, case)
    people = [
        (str(one.person_id), one.called)
        for one in parties_of(case_id, by=request.actor, at=request.at)
        if one.called and one.until_at is None
    ]
    named = f"{chosen.pack}/{chosen.id}"
    form = BeginForm(
        request.POST or None, programme=chosen, people=people, initial={"programme": named, "person_id": ""}
    )
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        outline = Outline(
            pack=chosen.pack,
            template=chosen.id,
            person_id=UUID(said["person_id"]) if said["person_id"] else None,
            language=said["language"],
            facts=form.facts(),
            calendar=said.get("calendar", ""),
            review_on=said["review_on"],
        )
        event = beginning.begin(case_id, outline=outline, on=today(request), by=request.actor, at=request.at)
        return told(event, f"{here(request)}:plan", case_id, event.plan_id)
    act = Act(
        title=_("Begin a plan: %(programme)s") % {"programme": chosen.says},
        button=_("Begin the plan"),
        back_url=address(request, "case_plans", case_id),
        lead=[one for one in (chosen.about, _("Source: %(source)s") % {"source": chosen.source}) if one],
        refused=beginning_obstacles(case),
    )
    return show_act(request, act, form, sheet=case)


def tell_day(request: Request, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Say a day that steps count from and that was not known before."""
    case, sheet = opened(request, case_id, plan_id)
    missing = [(one.name, one.says) for one in sheet.facts if one.told_on is None]
    form = offering(TellDayForm(request.POST or None), fact=missing)
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        event = beginning.tell_day(
            plan_id, fact=said["fact"], told_on=said["told_on"], by=request.actor, at=request.at
        )
        return told(event, f"{here(request)}:plan", case_id, plan_id)
    act = Act(
        title=_("Say a day that steps count from"),
        button=_("Keep the day"),
        back_url=address(request, "plan", case_id, plan_id),
        lead=[_("The clocks of the steps that count from it start, by the law in force today.")],
        refused=working(case, sheet),
    )
    return show_act(request, act, form, sheet=case)


def _without_law(request: Request, case: CaseSheet) -> HttpResponse:
    """Nothing can be begun: no pack in force has a programme today."""
    says = _("No law in force here has this programme today.")
    act = Act(
        title=_("Begin a plan"),
        button=_("Begin the plan"),
        back_url=address(request, "case_plans", case.id),
        refused=[Obstacle("template", says)],
    )
    return show_act(request, act, None, sheet=case)


def _chosen(request: Request) -> Programme | None:
    """The programme that the address or the form names; None where there is none at all. Raises `Hidden` when
    none in force is called so."""
    named = request.POST.get("programme") or request.GET.get("programme", "")
    offered = programmes(request.actor, on=today(request))
    for one in offered:
        if f"{one.pack}/{one.id}" == named:
            return one
    if not named or not offered:
        return offered[0] if offered else None
    raise Hidden(f"programme {named}")
