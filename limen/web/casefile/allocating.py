"""Giving a case to somebody by name and taking it back; keeping somebody away and letting them near again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from limen.domain.cases import rules
from limen.domain.cases.commands import assigning, walling
from limen.domain.cases.names import Part, WallGround
from limen.domain.cases.queries.sheets import CaseSheet, assignments_of, case_sheet, walls_of
from limen.domain.identity.queries.choosing import Circle
from limen.foundation.actors import Reach
from limen.foundation.refusals import Hidden
from limen.web.casefile.forms import AssignForm, ConflictForm, WallForm, WhyForm
from limen.web.casefile.frame import Act, address, after, show_act
from limen.web.choosing import Crowd, filled, offer_people
from limen.web.requests import Request, acts


def assign(request: Request, case_id: UUID) -> HttpResponse:
    """Give the case to a colleague, and say why."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    form = filled(AssignForm, request, "member_id")
    offer_people(request, form, "member_id", people_of_its_unit(request, sheet), first=[("", "")])
    if acts(request) and form.is_valid():
        event = assigning.assign(
            case_id,
            member_id=UUID(form.cleaned_data["member_id"]),
            part=Part(form.cleaned_data["part"]),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id)
    act = Act(
        title=_("Assign the case"),
        button=_("Assign"),
        back_url=address(request, "case_access", case_id),
        refused=rules.obstacles_to_assigning(sheet.phase, is_assigned=False, is_walled=False),
    )
    return show_act(request, act, form, sheet=sheet)


def unassign(request: Request, case_id: UUID, assignment_id: UUID) -> HttpResponse:
    """Take the case back from somebody."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    card = next(
        (
            card
            for card in assignments_of(case_id, by=request.actor, at=request.at)
            if card.id == assignment_id
        ),
        None,
    )
    if card is None:
        raise Hidden(f"assignment {assignment_id} of case {case_id}")
    if acts(request):
        event = assigning.unassign(assignment_id, by=request.actor, at=request.at)
        return after(request, event, case_id)
    act = Act(
        title=_("End the assignment of %(name)s") % {"name": card.name},
        button=_("End the assignment"),
        back_url=address(request, "case_access", case_id),
        lead=[_("What the assignment opened to them closes at once. What they wrote stays.")],
    )
    return show_act(request, act, None, sheet=sheet)


def wall_off(request: Request, case_id: UUID) -> HttpResponse:
    """Keep a colleague away from the case, whatever else would let them in."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    form = filled(WallForm, request, "member_id")
    others = people_of_its_unit(request, sheet, without=request.actor.id)
    offer_people(request, form, "member_id", others, first=[("", "")])
    if acts(request) and form.is_valid():
        event = walling.wall_off(
            case_id,
            member_id=UUID(form.cleaned_data["member_id"]),
            ground=WallGround(form.cleaned_data["ground"]),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return after(request, event, case_id)
    act = Act(
        title=_("Keep somebody away from the case"),
        button=_("Keep them away"),
        back_url=address(request, "case_access", case_id),
        lead=[_("To them the case will look as if it did not exist. They are not told.")],
    )
    return show_act(request, act, form, sheet=sheet)


def lift_wall(request: Request, case_id: UUID, wall_id: UUID) -> HttpResponse:
    """Let a colleague near the case again."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    card = next(
        (card for card in walls_of(case_id, by=request.actor, at=request.at) if card.id == wall_id), None
    )
    if card is None:
        raise Hidden(f"wall {wall_id} of case {case_id}")
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = walling.lift_wall(wall_id, why=form.cleaned_data["why"], by=request.actor, at=request.at)
        return after(request, event, case_id)
    act = Act(
        title=_("Let %(name)s near the case again") % {"name": card.name},
        button=_("Lift the wall"),
        back_url=address(request, "case_access", case_id),
        lead=[_("They will see the case again as far as their posting and assignments reach.")],
    )
    return show_act(request, act, form, sheet=sheet)


def declare_conflict(request: Request, case_id: UUID) -> HttpResponse:
    """Say "I know this person". It is the last thing one sees of the case."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    form = ConflictForm(request.POST or None, initial={"ground": WallGround.DECLARED})
    if acts(request) and form.is_valid():
        ground, why = WallGround(form.cleaned_data["ground"]), form.cleaned_data["why"]
        walling.declare_conflict(case_id, ground=ground, why=why, by=request.actor, at=request.at)
        # The line is in a journal that is closed to this person now: say it without asking there.
        return HttpResponseRedirect(f"{address(request, 'home')}?left=conflict", status=303)
    act = Act(
        title=_("I know this person"),
        button=_("Declare the conflict of interest"),
        back_url=address(request, "case", case_id),
        lead=[_("Knowing somebody is nothing to be ashamed of. Saying so protects them and you.")],
        warning=_(
            "This is the last thing you will see of this case. It disappears from your lists at once, and "
            "only a supervisor can open it to you again."
        ),
    )
    return show_act(request, act, form, sheet=sheet)


def people_of_its_unit(request: Request, sheet: CaseSheet, *, without: UUID | None = None) -> Crowd:
    """The people of the unit with which the case lies. A script asks for them who is posted there."""
    circle = Circle(unit_ids=(sheet.unit_id,), without=without)
    if sheet.unit_id not in request.actor.units_within(Reach.ASSIGNED):
        return Crowd(circle=circle)
    url = address(request, "unit_people", sheet.unit_id)
    return Crowd(circle=circle, url=url if without else f"{url}?me=1")
