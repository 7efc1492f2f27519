"""The frame of the pages of a hall: the unit, the way back to its hall, and its parts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.hall.queries.reach import DeskUnit, desk_unit
from limen.reference.languages import language_named
from limen.web.casefile.frame import Act, address, may, show
from limen.web.components import Crumb, Tab
from limen.web.components.shapes import Text
from limen.web.requests import Request


def opened(request: Request, unit_id: UUID) -> DeskUnit:
    """The unit of a page. Raises `Hidden`."""
    return desk_unit(unit_id, by=request.actor)


def show_hall(
    request: Request, unit: DeskUnit, template: str, *, title: Text, tab: str, **context: Any
) -> HttpResponse:
    """A page of a hall, under its parts."""
    return show(
        request,
        f"web/hall/{template}.html",
        title=title,
        crumbs=_crumbs(request, unit, title if tab != "unit_hall" else ""),
        over=unit.name,
        parts=_parts(request, unit, tab),
        parts_label=_("The hall of %(unit)s") % {"unit": unit.name},
        unit=unit,
        **context,
    )


def show_act(
    request: Request,
    unit: DeskUnit,
    act: Act,
    form: forms.Form | None,
    *,
    template: str = "act",
    **context: Any,
) -> HttpResponse:
    """The page of an act in a hall."""
    return show(
        request,
        f"web/hall/{template}.html",
        title=act.title,
        crumbs=_crumbs(request, unit, act.title),
        over=unit.name,
        act=act,
        form=form,
        unit=unit,
        **context,
    )


def language_said(code: str | None) -> str:
    """A language in the language of the page, or nothing."""
    return language_named(code, get_language() or "en") if code else ""


def _crumbs(request: Request, unit: DeskUnit, title: Text) -> tuple[Crumb, ...]:
    hall = _("Hall of %(unit)s") % {"unit": unit.name}
    if not title:
        return (Crumb(label=hall),)
    return Crumb(label=hall, url=address(request, "unit_hall", unit.id)), Crumb(label=title)


def _parts(request: Request, unit: DeskUnit, tab: str) -> tuple[Tab, ...]:
    parts = [
        ("unit_hall", _("Who is here"), "hall.take_ticket"),
        ("call_next", _("Desk"), "hall.call_next"),
        ("unit_appointments", _("Appointments"), "hall.book"),
        ("mass_arrival", _("Many at once"), "registration.register_family"),
        ("set_hours", _("Opening hours"), "hall.set_hours"),
        ("open_display", _("Screens"), "hall.open_display"),
    ]
    return tuple(
        Tab(label=label, url=address(request, name, unit.id), is_current=name == tab)
        for name, label, act in parts
        if may(request, act)
    )
