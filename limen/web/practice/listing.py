"""The notes in use, by topic and by words. Words that were typed stand sealed in the address, since they may
tell of a case; a topic alone stands in it openly, so that a page of the law can lead here."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from limen.domain.practice.names import Ties
from limen.domain.practice.queries.notes import NotesFound, Sought, notes_found
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Offer, address, may
from limen.web.components import Empty, Paging
from limen.web.practice.forms import SearchForm
from limen.web.practice.frame import Named, choices_of, country_choices, named_here, show_part, table_of
from limen.web.requests import Request, acts, looked_for, today
from limen.web.sealing import opened, sealed

_OPEN = ("country", "claim", "element", "is_overdue", "with_old")  # what may stand openly in an address
_LONGEST_TIE = 200


def practice(request: Request) -> HttpResponse:
    """Notes, and the form by which they are looked for."""
    named = named_here(request)
    if request.method == "POST":
        form = _form(SearchForm(request.POST), named)
        if acts(request) and form.is_valid():
            told = {name: str(value) for name, value in form.cleaned_data.items() if value}
            token = sealed(told, by=request.actor)
            url = f"{address(request, 'practice')}?{urlencode({'asked': token} if told else {})}"
            return HttpResponseRedirect(url, status=303)
        return _page(request, form, named, {})
    token = request.GET.get("asked", "")
    told_before = opened(token, by=request.actor) if token else _openly(request)
    form = _form(SearchForm(initial=told_before or {}), named)
    return _page(request, form, named, told_before or {}, is_lost=told_before is None)


def _openly(request: Request) -> dict[str, str]:
    return {name: request.GET[name][:_LONGEST_TIE] for name in _OPEN if request.GET.get(name)}


def _form(form: SearchForm, named: Named) -> SearchForm:
    return offering(
        form,
        country=[("", _("Every country")), *country_choices()],
        claim=[("", _("Every kind")), *choices_of(named.topics.claims)],
        element=[("", _("Every question")), *choices_of(named.topics.elements)],
    )


def _page(
    request: Request, form: forms.Form, named: Named, told: dict[str, str], *, is_lost: bool = False
) -> HttpResponse:
    after = request.GET.get("after", "")
    found = notes_found(_sought(told), after=after, on=today(request), by=request.actor)
    if told.get("q"):
        looked_for(request, f"practice:{len(found.cards)}")
    return show_part(
        request,
        "notes",
        tab="practice",
        form=form,
        is_lost=is_lost,
        is_some=found.is_some,
        is_narrowed=bool(told),
        offers=_offers(request),
        table=table_of(
            request,
            found.cards,
            named=named,
            caption=_("Notes"),
            empty=_empty(request),
            paging=_paging(request, found),
            hide_caption=True,
        ),
    )


def _sought(told: dict[str, str]) -> Sought:
    def one(name: str) -> tuple[str, ...]:
        return (told[name],) if told.get(name) else ()

    return Sought(
        words=told.get("q", ""),
        ties=Ties(elements=one("element"), countries=one("country"), claims=one("claim")),
        is_overdue=bool(told.get("is_overdue")),
        with_old=bool(told.get("with_old")),
    )


def _paging(request: Request, found: NotesFound) -> Paging | None:
    if not found.after:
        return None
    asked = {name: request.GET[name] for name in ("asked", *_OPEN) if name in request.GET}
    return Paging(next_url="?" + urlencode(asked | {"after": found.after}))


def _offers(request: Request) -> list[Offer]:
    offers = []
    if may(request, "practice.write"):
        url = address(request, "practice_write")
        offers.append(Offer(label=_("Write a note"), url=url, kind="primary"))
    offers.append(Offer(label=_("Ask colleagues"), url=address(request, "practice_ask")))
    return offers


def _empty(request: Request) -> Empty:
    return Empty(
        sentence=_("No note in use says anything of this."),
        advice=_("Colleagues can be asked; their answers can become a note."),
        url=address(request, "practice_ask"),
        url_label=_("Ask colleagues"),
    )
