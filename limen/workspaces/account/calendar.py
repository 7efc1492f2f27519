"""The address of one's own calendar: what it tells, making it, closing it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from limen.domain.identity.commands import oneself
from limen.domain.identity.queries.calendars import my_calendar
from limen.foundation.ids import new_id
from limen.web.page import page, told
from limen.web.requests import Request


@page(None)
def calendar(request: Request) -> HttpResponse:
    """The address, if there is one, and what somebody who has it learns."""
    card = my_calendar()
    url = request.build_absolute_uri(reverse("calendar", args=[card.token])) if card else ""
    may_open = request.actor.may("identity.open_calendar")
    context = {"calendar": card, "url": url, "may_open": may_open}
    return render(request, "account/calendar.html", context)


@require_POST
@page(None, permission="identity.open_calendar")
def open_calendar(request: Request) -> HttpResponse:
    """Make an address. One that was made before is closed."""
    event = oneself.open_calendar(calendar_id=new_id(), by=request.actor, at=request.at)
    return told(event, "account:calendar")


@require_POST
@page(None, permission="identity.close_calendar")
def close_calendar(request: Request) -> HttpResponse:
    """Close the address."""
    event = oneself.close_calendar(by=request.actor, at=request.at)
    return told(event, "account:calendar")
