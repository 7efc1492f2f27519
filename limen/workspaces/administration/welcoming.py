"""Inviting somebody. The link by which they choose a password is made at the door, after a fresh proof."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.identity.commands import inviting
from limen.web.casefile.frame import Act
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.administration.forms import InviteForm
from limen.workspaces.administration.frame import address, show_act
from limen.workspaces.administration.people import people_crumb


@page("administration", permission="identity.invite")
def invite(request: Request) -> HttpResponse:
    """Make an account for somebody new; the way to their link is on the page that follows."""
    given = {"language": request.person.language, "time_zone": request.person.time_zone}
    form = InviteForm(request.POST or None, initial=given)
    if acts(request) and form.is_valid():
        event = inviting.invite(**form.cleaned_data, by=request.actor, at=request.at)
        return told(event, "administration:person", event.member_id)
    act = Act(
        title=_("Invite somebody"),
        button=_("Invite"),
        back_url=address("people"),
        lead=[_("They can do nothing until you also post them to a unit.")],
    )
    return show_act(request, act, form, crumbs=(people_crumb(),))
