"""The first page of the registration desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.web.casefile.doors import doors
from limen.web.casefile.frame import said_on_leaving
from limen.web.casefile.lists import my_table
from limen.web.page import page
from limen.web.requests import Request
from limen.workspaces.registration.frame import show


@page("registration")
def home(request: Request) -> HttpResponse:
    """What waits at the desk, and the way to every list of it."""
    return show(
        request,
        "home",
        title=_("Registration"),
        tab="home",
        table=my_table(request),
        doors=doors(request),
        left=said_on_leaving(request),
    )
