"""The frame of the administration's pages: its three parts, and the page of an act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from limen.web.casefile.frame import Act
from limen.web.components import Crumb, Tab
from limen.web.components.shapes import Text
from limen.web.requests import Request


def address(name: str, *args: object) -> str:
    """The address of a page of the administration."""
    return reverse(f"administration:{name}", args=args)


def show(
    request: Request,
    template: str,
    *,
    title: Text,
    tab: str = "",
    crumbs: Sequence[Crumb] = (),
    **context: Any,
) -> HttpResponse:
    """A page of the administration, under its tabs or with the way back to them."""
    first = Crumb(label=_("Administration"), url=address("home"))
    frame = {
        "title": title,
        "tabs": _tabs(request, tab) if tab else (),
        "crumbs": (first, *crumbs) if crumbs else (),
        "obstacles": request.obstacles,
    }
    return render(request, f"administration/{template}.html", frame | context)


def show_act(
    request: Request, act: Act, form: forms.Form | None, *, crumbs: Sequence[Crumb] = ()
) -> HttpResponse:
    """The page of an act on a person."""
    crumbs = (*crumbs, Crumb(label=act.title))
    return show(request, "act", title=act.title, crumbs=crumbs, act=act, form=form)


def keeps_people(request: Request) -> bool:
    """Whether the person administers people; an auditor reads the journal and no more."""
    return request.actor.may("identity.invite")


def _tabs(request: Request, current: str) -> tuple[Tab, ...]:
    parts = [("journal", _("Journal")), ("refused", _("Refused requests"))]
    if keeps_people(request):
        parts = [("people", _("People")), *parts, ("set_patience", _("Standing too long"))]
        parts.append(("paper_templates", _("Word template")))
    return tuple(Tab(label=label, url=address(name), is_current=name == current) for name, label in parts)
