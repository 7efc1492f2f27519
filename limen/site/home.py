"""The first page after signing in: it leads to the person's own workspace."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from limen.web.page import page
from limen.web.requests import Request


@page(None)
def home(request: Request) -> HttpResponse:
    """Go to the first workspace that is the person's, or to their own account when there is none."""
    for workspace in request.person.workspaces:
        return redirect(f"{workspace}:home")
    return redirect("account:security")
