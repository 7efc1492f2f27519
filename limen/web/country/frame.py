"""What the pages of the library have in common: its parts, marks on a report, and names of countries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.country.names import TextState
from limen.domain.country.queries.cards import ReportCard
from limen.reference.countries import countries, country_named
from limen.reference.languages import languages
from limen.web.casefile.frame import address, show
from limen.web.components import Crumb, Tab, Tone, tag_mark
from limen.web.components.shapes import Text
from limen.web.requests import Request


def show_part(request: Request, template: str, *, title: Text, tab: str, **context: Any) -> HttpResponse:
    """A part of the library, under its tabs."""
    context |= {"tabs": _tabs(request, tab)}
    return show(request, f"web/country/{template}.html", title=title, **context)


def show_within(
    request: Request, template: str, *, title: Text, crumbs: Sequence[Crumb] = (), **context: Any
) -> HttpResponse:
    """A page of the library, with the way back."""
    first = Crumb(label=_("Country information"), url=address(request, "country"))
    return show(
        request,
        f"web/country/{template}.html",
        title=title,
        crumbs=(first, *crumbs, Crumb(label=title)),
        **context,
    )


def country_choices(codes: Sequence[str] = ()) -> list[tuple[str, str]]:
    """All countries, or these, by name in the language of the page."""
    language = get_language() or "en"
    return sorted(
        ((code, country_named(code, language)) for code in codes or countries()), key=lambda one: one[1]
    )


def language_choices(codes: Sequence[str]) -> list[tuple[str, str]]:
    """These languages, by name in the language of the page."""
    return sorted(((code, language_said(code)) for code in codes), key=lambda one: one[1])


def language_said(code: str) -> str:
    """The name of a language."""
    found = languages().get(code)
    return found.called(get_language() or "en") if found else code


def countries_said(codes: Sequence[str]) -> str:
    """Their names."""
    language = get_language() or "en"
    return ", ".join(country_named(code, language) for code in codes)


def marks_of(card: ReportCard) -> SafeString:
    """What should be known of a report before anybody relies on it."""
    return format_html_join(" ", "{}", ((mark,) for mark in _marks(card)))


def _marks(card: ReportCard) -> Iterator[SafeString]:
    if card.withdrawn_at is not None:
        yield tag_mark(_("Withdrawn"), Tone.DANGER)
    if card.is_superseded:
        yield tag_mark(_("A newer report has taken its place"), Tone.ATTENTION)
    if card.is_stale:
        yield tag_mark(_("Old: look whether it still holds"), Tone.ATTENTION)
    if card.text_state is not TextState.READ:
        yield tag_mark(_("Pages without text"), Tone.ATTENTION)
    if not card.reliability.is_complete:
        yield tag_mark(_("Reliability not answered"), Tone.QUIET)


def _tabs(request: Request, current: str) -> tuple[Tab, ...]:
    parts = (
        ("country", _("Search")),
        ("country_reports", _("Reports")),
        ("country_collections", _("Collections")),
        ("country_inquiries", _("Questions")),
    )
    return tuple(
        Tab(label=label, url=address(request, name), is_current=name == current) for name, label in parts
    )
