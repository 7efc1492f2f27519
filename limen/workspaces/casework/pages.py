"""The first page of the workspace."""

from __future__ import annotations

from django.http import HttpResponse

from limen.web.casefile.doors import doors
from limen.web.casefile.frame import home_label, said_on_leaving, show
from limen.web.casefile.lists import round_table
from limen.web.page import page
from limen.web.requests import Request


@page("casework")
def home(request: Request) -> HttpResponse:
    """The round of a caseworker: made for one thumb, with rows that are easy to hit."""
    return show(
        request,
        "web/casefile/home.html",
        title=home_label(request),
        table=round_table(request),
        doors=doors(request),
        left=said_on_leaving(request),
    )
