"""The first page after signing in: it leads to where the person's own day begins."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from limen.domain.identity.roles import beginnings_of
from limen.web.page import page
from limen.web.requests import Request
from limen.web.shell import LAST_WORKSPACE_COOKIE


@page(None)
def home(request: Request) -> HttpResponse:
    """Go to the workspace of one's role; of several, to the one that was open last in this browser. Without a
    role, to one's own account."""
    begins = beginnings_of(request.person.roles)
    last = request.COOKIES.get(LAST_WORKSPACE_COOKIE, "")
    if not begins:
        return redirect("account:security")
    return redirect(f"{last if last in begins else begins[0]}:home")
