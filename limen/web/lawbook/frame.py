"""The frame of the law's pages: the way back, what stands above every page of an edition, its chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.web.components import Column, Crumb, Empty, Fact, Row, Table
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book, here, standing, state_mark
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A stretch of a page under its own heading."""

    title: Text
    id: str = ""
    lead: Sequence[Text] = ()
    facts: Sequence[Fact] = ()
    table: Table | None = None
    bullets: Sequence[Text] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something one may ask a page of the law: a form that is sent with GET and stores nothing."""

    title: Text
    form: forms.Form
    button: Text
    lead: Text = ""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the law answers. `says` is the largest thing; `doubts` are what is not settled in it."""

    says: Text
    under: Text = ""
    reasons: Sequence[Text] = ()
    doubts: Sequence[Text] = ()
    is_refusal: bool = False


def table(
    caption: Text,
    headers: Sequence[Text],
    rows: Sequence[Row],
    *,
    tight: Sequence[int] = (),
    nothing: Text = "",
) -> Table:
    """A table under a heading that says the same. `tight`: columns whose cells do not break."""
    return Table(
        caption=caption,
        columns=tuple(
            Column(header=header, is_nowrap=place in tight) for place, header in enumerate(headers)
        ),
        rows=tuple(rows),
        empty=Empty(sentence=nothing or _("There is nothing here.")),
        hide_caption=True,
    )


def show_law(
    request: Request, template: str, *, title: Text, crumbs: Sequence[Crumb] = (), **context: Any
) -> HttpResponse:
    """A page of the law, with the way back to all packs."""
    way = (Crumb(label=_("Law"), url=reverse(f"{here(request)}:law")), *crumbs) if crumbs else ()
    frame = {"title": title, "crumbs": way, "obstacles": request.obstacles}
    return render(request, f"web/lawbook/{template}.html", frame | context)


def show_page(
    request: Request,
    book: Book,
    template: str,
    *,
    title: Text,
    part: str = "",
    part_label: Text = "",
    under: Text = "",
    **context: Any,
) -> HttpResponse:
    """A page of one edition. Every one of them says how far the edition can be relied on."""
    crumbs = [Crumb(label=book.pack.says, url=book.address())]
    if part:
        crumbs.append(Crumb(label=part_label, url=book.address(part)))
    crumbs.append(Crumb(label=title))
    over = format_html("{} · {} {}", book.says(book.pack.says), state_mark(book), standing(book.pack))
    more: dict[str, Any] = {"over": over, "under": under, "language": book.language, "book": book}
    return show_law(request, template, title=title, crumbs=crumbs, **more, **context)


def said(book: Book, *texts: str) -> tuple[SafeString, ...]:
    """Those texts of the pack that are not empty."""
    return tuple(book.says(text) for text in texts if text)
