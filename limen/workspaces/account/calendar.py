"""The address of one's own calendar: what it tells, making it, closing it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from limen.domain.identity.commands import oneself
from limen.domain.identity.queries.calendars import my_calendar
from limen.foundation.ids import new_id
from limen.foundation.tickets import new_calendar_token
from limen.web.page import page, told
from limen.web.requests import Request


@page(None)
def calendar(request: Request) -> HttpResponse:
    """Whether there is an address, and what somebody who has it learns."""
    return _shown(request)


@page(None, permission="identity.open_calendar")
@require_POST
def open_calendar(request: Request) -> HttpResponse:
    """Make an address. One that was made before is closed. It stands on the answer and on no page after it,
    so there is none to go to; a form that is sent again makes another, which is the one then shown."""
    token = new_calendar_token()
    oneself.open_calendar(calendar_id=new_id(), token=token, by=request.actor, at=request.at)
    return _shown(request, url=request.build_absolute_uri(reverse("calendar", args=[token])))


@require_POST
@page(None, permission="identity.close_calendar")
def close_calendar(request: Request) -> HttpResponse:
    """Close the address."""
    event = oneself.close_calendar(by=request.actor, at=request.at)
    return told(event, "account:calendar")


def _shown(request: Request, *, url: str = "") -> HttpResponse:
    may_open = request.actor.may("identity.open_calendar")
    context = {"calendar": my_calendar(), "url": url, "may_open": may_open}
    return render(request, "account/calendar.html", context)
