"""Opening a new case, and closing a case to everybody who is not named for it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases import rules
from limen.domain.cases.commands import opening
from limen.domain.cases.queries.sheets import CaseSheet, assignments_of, case_sheet
from limen.foundation.actors import Reach
from limen.foundation.refusals import Obstacle
from limen.web.casefile.forms import OpenForm
from limen.web.casefile.frame import Act, address, after, here, show_act
from limen.web.choosing import filled, offer_units
from limen.web.page import told
from limen.web.requests import Request, acts, today


def open_case(request: Request) -> HttpResponse:
    """Open a case in one of one's units."""
    initial = {"opened_on": today(request)}
    form = filled(lambda given: OpenForm(given, initial=initial), request, "unit_id")
    reached = request.actor.units_within(Reach.LIST)
    offer_units(request, form, "unit_id", reached, url=address(request, "unit_suggestions"))
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = opening.open(
            unit_id=UUID(words["unit_id"]),
            reference=words["reference"],
            called=words["called"],
            opened_on=words["opened_on"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:case", event.case_id)
    act = Act(title=_("Open a case"), button=_("Open the case"), back_url=address(request, "home"))
    return show_act(request, act, form)


def restrict(request: Request, case_id: UUID) -> HttpResponse:
    """Close a case to everybody not named for it, or open it to its unit again."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    if acts(request):
        is_restricted = request.POST.get("is_restricted") == "yes"
        event = opening.restrict(case_id, is_restricted=is_restricted, by=request.actor, at=request.at)
        return after(request, event, case_id)
    if sheet.is_restricted:
        title, button = _("Lift the restriction"), _("Open the case to its unit again")
        lead = [_("People of %(unit)s will see the case again as far as their posting reaches.")]
    else:
        title, button = _("Restrict the case"), _("Restrict the case")
        lead = [
            _("Only the people whom the case is assigned to will see it, to protect an identity."),
            _("It leaves the list of %(unit)s, cannot be shared, and cannot be opened in an emergency."),
        ]
    act = Act(
        title=title,
        button=button,
        back_url=address(request, "case_access", case_id),
        lead=[sentence % {"unit": sheet.unit} for sentence in lead],
        refused=restricting_obstacles(request, sheet),
    )
    hidden = (("is_restricted", "no" if sheet.is_restricted else "yes"),)
    return show_act(request, act, None, sheet=sheet, hidden=hidden)


def restricting_obstacles(request: Request, sheet: CaseSheet) -> list[Obstacle]:
    """Why the case cannot be restricted now, or the restriction lifted."""
    is_named = any(
        card.member_id == request.actor.id
        for card in assignments_of(sheet.id, by=request.actor, at=request.at)
    )
    return rules.obstacles_to_restricting(is_assigned=is_named)
