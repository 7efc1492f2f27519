"""The frame of the policy leads' pages: their parts, and the page of an act."""

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
    """The address of a page of the policy leads."""
    return reverse(f"policy:{name}", args=args)


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
    """A page under the tabs, or with the way back to them."""
    first = Crumb(label=_("Policy"), url=address("home"))
    frame = {
        "title": title,
        "tabs": _tabs(tab) if tab else (),
        "crumbs": (first, *crumbs) if crumbs else (),
        "obstacles": request.obstacles,
    }
    return render(request, f"policy/{template}.html", frame | context, status=status)


def show_act(
    request: Request, act: Act, form: forms.Form | None, *, crumbs: Sequence[Crumb], **context: Any
) -> HttpResponse:
    """The page of an act on a proposal."""
    return show(
        request,
        "act",
        title=act.title,
        crumbs=(*crumbs, Crumb(label=act.title)),
        act=act,
        form=form,
        **context,
    )


def _tabs(current: str) -> tuple[Tab, ...]:
    parts = (
        ("home", _("In force and proposed")),
        ("lab", _("Policy lab")),
        ("history", _("History")),
        ("law", _("Read the law")),
        ("country", _("Country information")),
    )
    return tuple(Tab(label=label, url=address(name), is_current=name == current) for name, label in parts)
