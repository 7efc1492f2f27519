"""Giving somebody a role in a unit or a clearance, and taking either back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.identity import rules
from limen.domain.identity.commands import clearing, posting
from limen.domain.identity.names import Compartment, Role
from limen.domain.identity.queries.people import colleague, my_units
from limen.foundation.actors import Reach
from limen.foundation.refusals import Hidden
from limen.web.casefile.forms import end_of
from limen.web.casefile.frame import Act
from limen.web.choosing import filled, offer_units
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.administration.forms import ClearForm, PostForm
from limen.workspaces.administration.frame import address, show_act
from limen.workspaces.administration.people import people_crumb, person_crumb


@page("administration", permission="identity.post")
def post(request: Request, member_id: UUID) -> HttpResponse:
    """Give somebody a role in a unit."""
    card = colleague(member_id, by=request.actor, at=request.at)
    form, units = filled(PostForm, request, "unit_id"), [unit.id for unit in my_units(request.actor)]
    offer_units(request, form, "unit_id", units, first=[("", "")])
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        until_on = words["until_on"]
        event = posting.post(
            member_id,
            unit_id=UUID(words["unit_id"]),
            role=Role(words["role"]),
            reach=Reach(words["reach"]),
            until_at=end_of(until_on, request.person.time_zone) if until_on else None,
            by=request.actor,
            at=request.at,
        )
        return told(event, "administration:person", member_id)
    act = Act(
        title=_("Post %(name)s to a unit") % {"name": card.name},
        button=_("Post"),
        back_url=address("person", member_id),
        refused=rules.obstacles_to_changing(member_id, request.actor),
    )
    return show_act(request, act, form, crumbs=(people_crumb(), person_crumb(card)))


@page("administration", permission="identity.end_posting")
def end_posting(request: Request, member_id: UUID, posting_id: UUID) -> HttpResponse:
    """Take a role back."""
    card = colleague(member_id, by=request.actor, at=request.at)
    held = next((held for held in card.postings if held.id == posting_id), None)
    if held is None:
        raise Hidden(f"posting {posting_id} of {member_id}")
    if acts(request):
        event = posting.end_posting(posting_id, by=request.actor, at=request.at)
        return told(event, "administration:person", member_id)
    names = {"name": card.name, "role": held.role.label, "unit": held.unit}
    act = Act(
        title=_("End the posting of %(name)s as %(role)s in %(unit)s") % names,
        button=_("End the posting"),
        back_url=address("person", member_id),
        lead=[_("What it opened closes at once. Cases given to them by name stay theirs.")],
        refused=rules.obstacles_to_changing(member_id, request.actor),
    )
    return show_act(request, act, None, crumbs=(people_crumb(), person_crumb(card)))


@page("administration", permission="identity.clear")
def clear(request: Request, member_id: UUID) -> HttpResponse:
    """Let somebody know of one compartment."""
    card = colleague(member_id, by=request.actor, at=request.at)
    form = ClearForm(request.POST or None)
    if acts(request) and form.is_valid():
        compartment = Compartment(form.cleaned_data["compartment"])
        event = clearing.clear(member_id, compartment=compartment, by=request.actor, at=request.at)
        return told(event, "administration:person", member_id)
    act = Act(
        title=_("Clear %(name)s for a compartment") % {"name": card.name},
        button=_("Clear"),
        back_url=address("person", member_id),
        refused=rules.obstacles_to_changing(member_id, request.actor),
    )
    return show_act(request, act, form, crumbs=(people_crumb(), person_crumb(card)))


@page("administration", permission="identity.end_clearance")
def end_clearance(request: Request, member_id: UUID, clearance_id: UUID) -> HttpResponse:
    """Close a compartment to somebody again."""
    card = colleague(member_id, by=request.actor, at=request.at)
    held = next((held for held in card.clearances if held.id == clearance_id), None)
    if held is None:
        raise Hidden(f"clearance {clearance_id} of {member_id}")
    if acts(request):
        event = clearing.end_clearance(clearance_id, by=request.actor, at=request.at)
        return told(event, "administration:person", member_id)
    names = {"name": card.name, "compartment": held.compartment.label}
    act = Act(
        title=_("End the clearance of %(name)s for %(compartment)s") % names,
        button=_("End the clearance"),
        back_url=address("person", member_id),
        lead=[_("This part of every file closes to them at once, also where they wrote it themselves.")],
        refused=rules.obstacles_to_changing(member_id, request.actor),
    )
    return show_act(request, act, None, crumbs=(people_crumb(), person_crumb(card)))
