"""The services, and the form by which they are looked for. Words that were typed stand sealed in the address,
since they may tell of a case."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from limen.domain.directory.queries.finding import (
    ServicesFound,
    Sought,
    languages_kept,
    services_found,
    topics_kept,
)
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Offer, address, may, show
from limen.web.components import Empty, Paging
from limen.web.directory.forms import SearchForm
from limen.web.directory.frame import language_choices, table_of
from limen.web.requests import Request, acts, looked_for
from limen.web.sealing import opened, sealed


def directory(request: Request) -> HttpResponse:
    """Services in use, those that are near first, or else by name."""
    if request.method == "POST":
        form = _form(SearchForm(request.POST), request)
        if acts(request) and form.is_valid():
            told = {name: str(value) for name, value in form.cleaned_data.items() if value}
            token = sealed(told, by=request.actor)
            url = f"{address(request, 'directory')}?{urlencode({'asked': token} if told else {})}"
            return HttpResponseRedirect(url, status=303)
        return _page(request, form, {})
    token = request.GET.get("asked", "")
    before = opened(token, by=request.actor) if token else {}
    return _page(request, _form(SearchForm(initial=before or {}), request), before or {}, before is None)


def _form(form: SearchForm, request: Request) -> SearchForm:
    topics = [("", _("Every topic")), *((one, one) for one in topics_kept(by=request.actor))]
    spoken = language_choices(languages_kept(by=request.actor))
    return offering(form, topic=topics, language=[("", _("Every language")), *spoken])


def _page(request: Request, form: SearchForm, told: dict[str, str], is_lost: bool = False) -> HttpResponse:
    after = request.GET.get("after", "")
    skip = int(after) if after.isdecimal() and len(after) < 6 else 0
    found = services_found(_sought(told), skip=skip, at=request.at, by=request.actor)
    if told.get("q") or told.get("near"):
        looked_for(request, f"directory:{found.in_all}")
    return show(
        request,
        "web/directory/directory.html",
        title=_("Services"),
        form=form,
        is_lost=is_lost,
        is_narrowed=bool(told),
        found=found,
        offers=_offers(request),
        table=table_of(request, found.cards, paging=_paging(request, found), empty=_empty(found)),
    )


def _sought(told: dict[str, str]) -> Sought:
    return Sought(
        words=told.get("q", ""),
        topic=told.get("topic", ""),
        language=told.get("language", ""),
        near=told.get("near", ""),
        within=float(told["within"]) if told.get("within") else None,
        is_open=bool(told.get("is_open")),
        has_room=bool(told.get("has_room")),
        is_unverified=bool(told.get("is_unverified")),
        with_old=bool(told.get("with_old")),
    )


def _paging(request: Request, found: ServicesFound) -> Paging | None:
    if not found.after:
        return None
    asked = {"asked": request.GET["asked"]} if "asked" in request.GET else {}
    return Paging(next_url="?" + urlencode(asked | {"after": str(found.after)}))


def _offers(request: Request) -> list[Offer]:
    if not may(request, "directory.keep"):
        return []
    return [
        Offer(label=_("Add a service"), url=address(request, "directory_keep"), kind="primary"),
        Offer(label=_("Files of services"), url=address(request, "directory_deliveries")),
    ]


def _empty(found: ServicesFound) -> Empty:
    if found.is_nowhere:
        return Empty(
            sentence=_("The directory knows no such place."),
            advice=_("Type a town or a postal code in which a service is, or coordinates."),
        )
    return Empty(
        sentence=_("No service in the directory is so."),
        advice=_("That says what is in the directory, not what there is. Ask for less, or ask colleagues."),
    )
