"""An administrator makes a link by which a colleague chooses a password: the first one, or another."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from limen.domain.identity.queries.people import colleague
from limen.foundation.refusals import Hidden
from limen.site.sign_in import happenings, invitations, proofs, ways
from limen.site.sign_in.models import What
from limen.web.page import page
from limen.web.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@page("administration", permission="identity.invite")
def new_link(request: Request, account_id: UUID) -> HttpResponse:
    """Show the link, this once. Not for oneself: whoever is in changes their password by themselves."""
    found = colleague(account_id, by=request.actor, at=request.at)
    if account_id == request.actor.id or not found.is_active:
        raise Hidden("no link for this account")
    if not proofs.recently_proven(request):
        return ways.to_prove(request)
    link = ""
    if request.method == "POST":
        account = get_user_model().objects.get(pk=account_id)
        link = request.build_absolute_uri(invitations.invitation_link(account_id))
        happenings.note(request, account, What.INVITED, at=request.at)
    return render(request, "sign_in/invitation.html", {"colleague": found, "link": link})
