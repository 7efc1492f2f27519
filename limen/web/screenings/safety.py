"""A matter of safety: what to do now, each step as it was taken, closing it with a reason, and the plan on
paper."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.screenings import rules
from limen.domain.screenings.commands import safety
from limen.domain.screenings.names import Acuity, Heard, StepKind
from limen.domain.screenings.queries.cards import MatterCard, StepCard
from limen.domain.screenings.queries.safety import matter_sheet
from limen.foundation.refusals import Hidden
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, Offer, address, may, read_sheet, show_act, show_file
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.requests import Request, acts
from limen.web.screenings.asking import people_of
from limen.web.screenings.forms import WhyForm, WorryForm, form_of


def open_matter(request: Request, case_id: UUID) -> HttpResponse:
    """Somebody is worried, whatever a questionnaire says."""
    sheet = read_sheet(request, case_id)
    form = offering(WorryForm(request.POST or None), person_id=people_of(request, case_id))
    if acts(request) and form.is_valid():
        person_id = UUID(form.cleaned_data["person_id"])
        event = safety.open_matter(case_id, person_id=person_id, by=request.actor, at=request.at)
        return told(event, address(request, "safety", case_id, event.matter_id))
    act = Act(
        title=_("I am worried about somebody's safety"),
        button=_("Safety comes first now"),
        back_url=address(request, "case_screenings", case_id),
        lead=[_("A supervisor is told that you need them. The steps stay in sight until they are done.")],
        refused=rules.obstacles_to_working(is_worked_on=sheet.is_worked_on),
    )
    return show_act(request, act, form, sheet=sheet)


def matter(request: Request, case_id: UUID, matter_id: UUID) -> HttpResponse:
    """What to do now, and what was done."""
    sheet, found = read_sheet(request, case_id), _opened(request, case_id, matter_id)
    refused = rules.obstacles_to_working(is_worked_on=sheet.is_worked_on)
    steps = [
        Offer(
            label=kind.label, url=address(request, "safety_step", case_id, matter_id, kind), refused=refused
        )
        for kind in found.missing
        if found.ended_at is None and may(request, "screenings.take_step")
    ]
    return show_file(
        request,
        sheet,
        "web/screenings/matter.html",
        tab="case_screenings",
        title=_("Safety"),
        found=found,
        taken=[(step, _heard(step)) for step in found.steps],
        steps=steps,
        questions=[one.label for one in Acuity],
        plan_url=address(request, "safety_plan", case_id),
        close_url=address(request, "safety_close", case_id, matter_id) if found.ended_at is None else "",
        back_url=address(request, "case_screenings", case_id),
    )


def take_step(request: Request, case_id: UUID, matter_id: UUID, step: str) -> HttpResponse:
    """Write down one step."""
    if step not in StepKind.values:
        raise Http404(step)
    kind = StepKind(step)
    sheet, found = read_sheet(request, case_id), _opened(request, case_id, matter_id)
    form = form_of(kind)(request.POST or None)
    if acts(request) and form.is_valid():
        event = safety.take_step(
            matter_id,
            kind=kind,
            says=form.cleaned_data["says"],
            heard=form.heard(),
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "safety", case_id, matter_id))
    act = Act(
        title=kind.label,
        button=_("Write it down"),
        back_url=address(request, "safety", case_id, matter_id),
        refused=rules.obstacles_to_a_step(
            kind=kind,
            says="-",
            heard=dict.fromkeys(Acuity.values, Heard.NO) if kind is StepKind.ACUITY else {},
            taken=[one.kind for one in found.steps],
            is_ended=found.ended_at is not None,
            is_worked_on=sheet.is_worked_on,
        ),
    )
    return show_act(request, act, form, sheet=sheet)


def close_matter(request: Request, case_id: UUID, matter_id: UUID) -> HttpResponse:
    """Close a matter before every step was taken."""
    sheet, found = read_sheet(request, case_id), _opened(request, case_id, matter_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = safety.close_matter(matter_id, why=why, by=request.actor, at=request.at)
        return told(event, address(request, "safety", case_id, matter_id))
    act = Act(
        title=_("Close the matter without the steps that are missing"),
        button=_("Close it"),
        back_url=address(request, "safety", case_id, matter_id),
        lead=[_("Your reason and your name stay in the file.")],
        kind="danger",
        refused=rules.obstacles_to_closing(
            why="-", is_ended=found.ended_at is not None, is_worked_on=sheet.is_worked_on
        ),
    )
    return show_act(request, act, form, sheet=sheet)


def plan(request: Request, case_id: UUID) -> HttpResponse:
    """A safety plan to be written by hand, on one sheet. Nothing of the case is on it."""
    read_sheet(request, case_id)
    return render(request, "web/screenings/plan.html", {"title": _("My plan"), "lines": range(3)})


def _opened(request: Request, case_id: UUID, matter_id: UUID) -> MatterCard:
    found = matter_sheet(matter_id, by=request.actor, at=request.at)
    if found.case_id != case_id:
        raise Hidden(f"matter {matter_id} in case {case_id}")
    return found


def _heard(step: StepCard) -> list[tuple[Text, Text]]:
    """The four questions, each with what was heard."""
    known = {one for one in Acuity.values if one in step.heard}
    return [(one.label, Heard(step.heard[one]).label) for one in Acuity if one in known]
