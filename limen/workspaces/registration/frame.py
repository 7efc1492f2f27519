"""The frame of the registration desk: its parts, and the way back to its first page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.web.casefile.frame import Act
from limen.web.components import Crumb, Tab
from limen.web.components.shapes import Text
from limen.web.requests import Request

# The parts of the desk, in the order of a morning: the name of their first page, and what they are called.
_PARTS: tuple[tuple[str, Text], ...] = (
    ("home", gettext_lazy("Desk")),
    ("hall", gettext_lazy("Hall")),
    ("imports", gettext_lazy("Lists")),
    ("duplicates", gettext_lazy("Same person?")),
)


def address(name: str, *args: object) -> str:
    """The address of a page of the registration desk."""
    return reverse(f"registration:{name}", args=args)


def show(
    request: Request,
    template: str,
    *,
    title: Text,
    tab: str = "",
    crumbs: Sequence[Crumb] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of the desk, under its tabs or with the way back to them."""
    first = Crumb(label=_("Registration"), url=address("home"))
    frame = {
        "title": title,
        "tabs": parts(tab) if tab else (),
        "crumbs": (first, *crumbs) if crumbs else (),
        "obstacles": request.obstacles,
    }
    return render(request, f"registration/{template}.html", {**frame, **context}, status=status)


def show_act(request: Request, act: Act, form: forms.Form | None) -> HttpResponse:
    """The page of an act at the desk."""
    return show(request, "act", title=act.title, crumbs=(Crumb(label=act.title),), act=act, form=form)


def parts(current: str) -> tuple[Tab, ...]:
    """The parts of the desk that have a page."""
    found = []
    for name, label in _PARTS:
        try:
            url = address(name)
        except NoReverseMatch:
            continue
        found.append(Tab(label=label, url=url, is_current=name == current))
    return tuple(found)
