"""Searching the library: by words, by meaning, by both. What was typed stands sealed in the address, since it
may tell of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.country.queries.cards import Found, ReportCard
from limen.domain.country.queries.collections import collections
from limen.domain.country.queries.reports import countries_of_library, languages_of_library, leaning_together
from limen.domain.country.queries.searching import (
    LONGEST_WORDS,
    LOOKED_AT,
    PassagesFound,
    Wanted,
    Way,
    passages_found,
)
from limen.outside.meaning import encoder_here
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import address
from limen.web.components import DayField, Paging
from limen.web.components.shapes import Text
from limen.web.country.frame import countries_said, country_choices, language_choices, marks_of, show_part
from limen.web.documents.listing import marked
from limen.web.requests import Request, acts, looked_for, today
from limen.web.sealing import opened, sealed

_WAYS = (
    (Way.BOTH, gettext_lazy("By words and by meaning")),
    (Way.WORDS, gettext_lazy("By words: those that you type, bent as the language bends them")),
    (Way.MEANING, gettext_lazy("By meaning: what says the same, also in another language")),
)


class SearchForm(forms.Form):
    """What is looked for, how, and where."""

    q = forms.CharField(
        label=gettext_lazy("What do you want to know?"),
        help_text=gettext_lazy(
            'All words in any order, then some of them; "in quotes" as they stand, -without. By meaning a '
            "whole question works better. Write no names of applicants."
        ),
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How"), choices=_WAYS, widget=forms.RadioSelect, initial=Way.BOTH
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the report"), required=False)
    collection = forms.ChoiceField(label=gettext_lazy("Only in a collection"), required=False)
    publisher = forms.CharField(label=gettext_lazy("Publisher"), max_length=200, required=False)
    since = DayField(label=gettext_lazy("Published from this day on"), required=False)
    until = DayField(label=gettext_lazy("Published up to this day"), required=False)
    with_old = forms.BooleanField(
        label=gettext_lazy("Also reports that were replaced or withdrawn"), required=False
    )


@dataclass(frozen=True, kw_only=True)
class HitView:
    """A passage as the page draws it."""

    found: Found
    url: str
    around: SafeString
    marks: SafeString
    countries: str


@dataclass(frozen=True, kw_only=True)
class Together:
    """A source on which several of the reports that were found lean."""

    source: str
    reports: tuple[ReportCard, ...]


def country(request: Request) -> HttpResponse:
    """The search, and what it found."""
    choices = _choices(request)
    if request.method == "POST":
        form = offering(SearchForm(request.POST), **choices)
        if acts(request) and form.is_valid():
            token = sealed(_said(form), by=request.actor)
            return HttpResponseRedirect(
                f"{address(request, 'country')}?{urlencode({'asked': token})}", status=303
            )
        return _page(request, form, None)
    token = request.GET.get("asked", "")
    told = opened(token, by=request.actor) if token else {}
    if not told:
        return _page(request, offering(SearchForm(), **choices), None, is_lost=told is None)
    given = {**told, "since": _day(told, "since"), "until": _day(told, "until")}
    return _page(request, offering(SearchForm(initial=given), **choices), _wanted(told))


def _choices(request: Request) -> dict[str, list[tuple[str, Text]]]:
    places = country_choices(countries_of_library(by=request.actor) or ["ATA"])
    spoken = language_choices(languages_of_library(by=request.actor))
    laid = [(str(one.id), one.profile.called) for one in collections(on=today(request), by=request.actor)]
    return {
        "country": [("", _("Every country")), *places],
        "language": [("", _("Every language")), *spoken],
        "collection": [("", _("The whole library")), *laid],
    }


def _said(form: forms.Form) -> dict[str, str]:
    given = form.cleaned_data
    told = {name: given[name].isoformat() for name in ("since", "until") if given[name]}
    told |= {
        name: given[name]
        for name in ("q", "way", "country", "language", "collection", "publisher")
        if given[name]
    }
    return told | ({"with_old": "1"} if given["with_old"] else {})


def _wanted(told: dict[str, str]) -> Wanted:
    return Wanted(
        words=told.get("q", ""),
        way=Way(told.get("way", Way.BOTH)),
        country=told.get("country", ""),
        language=told.get("language", ""),
        publisher=told.get("publisher", ""),
        since=_day(told, "since"),
        until=_day(told, "until"),
        with_old=bool(told.get("with_old")),
        collection=UUID(told["collection"]) if told.get("collection") else None,
    )


def _page(
    request: Request, form: forms.Form, wanted: Wanted | None, *, is_lost: bool = False
) -> HttpResponse:
    found = _found(request, wanted) if wanted else None
    hits = found.hits if found else ()
    following = None
    if found:
        looked_for(request, f"passages:{len(hits)}")
        if found.after:
            following = "?" + urlencode({"asked": request.GET["asked"], "after": found.after})
    return show_part(
        request,
        "search",
        title=_("Country information"),
        tab="country",
        form=form,
        found=found,
        hits=[_view(request, hit) for hit in hits],
        together=_together(hits),
        is_lost=is_lost,
        is_by_meaning=wanted is not None and wanted.way is not Way.WORDS,
        looked_at=LOOKED_AT,
        ask_url=address(request, "country_ask"),
        paging=Paging(next_url=following) if following else None,
    )


def _found(request: Request, wanted: Wanted) -> PassagesFound:
    after = request.GET.get("after", "")
    return passages_found(
        wanted,
        encoder=encoder_here(),
        on=today(request),
        by=request.actor,
        after=int(after) if after.isdecimal() and len(after) < 5 else 0,
    )


def _together(hits: tuple[Found, ...]) -> list[Together]:
    cards: dict[UUID, ReportCard] = {hit.report.id: hit.report for hit in hits}
    return [
        Together(source=source, reports=reports)
        for source, reports in leaning_together(cards.values()).items()
    ]


def _view(request: Request, hit: Found) -> HitView:
    page = f"?page={hit.passage.page}#p-{hit.passage.number}"
    return HitView(
        found=hit,
        url=address(request, "country_report", hit.report.id) + page,
        around=marked(hit.around),
        marks=marks_of(hit.report),
        countries=countries_said(hit.report.countries),
    )


def _day(told: dict[str, str], name: str) -> date | None:
    return date.fromisoformat(told[name]) if told.get(name) else None
