"""Inviting somebody, and the link by which they choose their password. It is handed over in person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.identity import rules
from limen.domain.identity.commands import inviting
from limen.domain.identity.queries.people import colleague
from limen.foundation.refusals import Hidden
from limen.outside.welcome import welcome_link
from limen.web.casefile.frame import Act
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.administration.forms import InviteForm
from limen.workspaces.administration.frame import address, show, show_act
from limen.workspaces.administration.people import people_crumb, person_crumb


@page("administration", permission="identity.invite")
def invite(request: Request) -> HttpResponse:
    """Make an account for somebody new; the link to it is on the page that follows."""
    given = {"language": request.person.language, "time_zone": request.person.time_zone}
    form = InviteForm(request.POST or None, initial=given)
    if acts(request) and form.is_valid():
        event = inviting.invite(**form.cleaned_data, by=request.actor, at=request.at)
        return told(event, "administration:welcome", event.member_id)
    act = Act(
        title=_("Invite somebody"),
        button=_("Invite"),
        back_url=address("people"),
        lead=[_("They can do nothing until you also post them to a unit.")],
    )
    return show_act(request, act, form, crumbs=(people_crumb(),))


@page("administration", permission="identity.invite")
def welcome(request: Request, member_id: UUID) -> HttpResponse:
    """Make a link by which the person chooses a password. It is shown once and kept nowhere."""
    card = colleague(member_id, by=request.actor, at=request.at)
    if not card.is_active:
        raise Hidden(f"suspended {member_id}")
    reasons = rules.obstacles_to_changing(member_id, request.actor)
    link = ""
    if request.method == "POST" and not reasons:
        link = request.build_absolute_uri(welcome_link(member_id))
    act = Act(
        title=_("Link for %(name)s") % {"name": card.name},
        button=_("Show a new link"),
        back_url=address("person", member_id),
        lead=[
            _("With the link they choose a password. It works once, for three days."),
            _("Hand it over in person or by a way you trust. It is shown only here and only now."),
        ],
        refused=reasons,
    )
    crumbs = (people_crumb(), person_crumb(card))
    return show(request, "welcome", title=act.title, crumbs=crumbs, act=act, link=link)
