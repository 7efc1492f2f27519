"""Running a hall: its opening hours and its screens; and what a screen shows."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from limen.domain.hall.commands import running
from limen.domain.hall.queries.displays import displays_of, locked_display, shown_on
from limen.domain.hall.queries.hours import calendars_of, hours_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.foundation.rows import showing
from limen.web import errors
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here
from limen.web.components import two_texts
from limen.web.components.marks import moment_mark
from limen.web.hall.forms import HoursForm, hours_typed
from limen.web.hall.frame import opened, show_act, show_hall
from limen.web.moment import moment_of
from limen.web.page import told
from limen.web.requests import Request, acts


def set_hours(request: Request, unit_id: UUID) -> HttpResponse:
    """When the unit sees people, and how many at once."""
    unit = opened(request, unit_id)
    before = hours_of(unit_id, by=request.actor)
    initial = hours_typed(before.opening) | {"version": before.version} if before else {"version": 0}
    calendars = [(id, calendar.says) for id, calendar in sorted(calendars_of(request.actor).items())]
    form = offering(
        HoursForm(request.POST or None, initial=initial),
        calendar=[("", _("None: only the weekday counts")), *calendars],
    )
    if request.conflict is not None:
        both = two_texts(
            request.conflict,
            name="place",
            label=_("Opening hours"),
            yours=request.POST.get("place", ""),
            action_url=request.path,
            leave_url=request.path,
        )
        return render(request, "web/errors/conflict.html", {"conflict": both})
    if acts(request) and form.is_valid():
        event = running.set_hours(
            unit_id,
            opening=form.opening(),
            version=form.cleaned_data["version"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:unit_appointments", unit_id)
    act = Act(
        title=_("Opening hours"),
        button=_("Keep the hours"),
        back_url=address(request, "unit_appointments", unit_id),
        lead=[_("Appointments that are booked stay as they are.")],
    )
    return show_act(request, unit, act, form)


def open_display(request: Request, unit_id: UUID) -> HttpResponse:
    """The screens of the hall, and a new one."""
    unit = opened(request, unit_id)
    if acts(request):
        event = running.open_display(unit_id, display_id=new_id(), by=request.actor, at=request.at)
        return told(event, f"{here(request)}:open_display", unit_id)
    screens = [
        {
            "url": request.build_absolute_uri(reverse("hall_display", args=[card.token])),
            "opened": moment_mark(card.opened_at, now=request.at, time_zone=request.person.time_zone),
            "close_url": address(request, "close_display", card.id),
        }
        for card in displays_of(unit_id, by=request.actor)
    ]
    return show_hall(request, unit, "displays", title=_("Screens"), tab="open_display", screens=screens)


def close_display(request: Request, display_id: UUID) -> HttpResponse:
    """Close the address of a screen."""
    if acts(request):
        event = running.close_display(display_id, by=request.actor, at=request.at)
        return told(event, f"{here(request)}:open_display", event.unit_id)
    unit_id = locked_display(display_id, by=request.actor).unit_id
    return HttpResponseRedirect(address(request, "open_display", unit_id))


def display(request: HttpRequest, token: str) -> HttpResponse:
    """What the screen shows: numbers and desks. Nobody is signed in at it; the address is all it knows."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    with showing(""):
        try:
            unit, shown = shown_on(token, at=moment_of(request))
        except Hidden:
            return errors.missing(request)
    called = [one for one in shown if one.is_called_now]
    others = [one for one in shown if not one.is_called_now]
    return render(request, "web/hall/display.html", {"unit": unit, "called": called, "others": others})
