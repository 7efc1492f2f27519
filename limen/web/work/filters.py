"""Filters of worklists: kept under a name, shared with a unit, dropped; and what came in, marked as seen."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.worklists.commands import filters as commands
from limen.domain.worklists.queries.filters import filters_for
from limen.domain.worklists.rules import ASKED_AT_MOST, NAME_AT_MOST
from limen.foundation.actors import Reach
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.choosing import filled, offer_units
from limen.web.components import isolated
from limen.web.page import told
from limen.web.requests import Request, acts
from limen.web.work.units import suggestions_url


class FilterForm(forms.Form):
    """A name for what is asked, and for whom it is."""

    name = forms.CharField(
        label=gettext_lazy("Name of the filter"),
        max_length=NAME_AT_MOST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    unit_id = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    asked = forms.CharField(required=False, max_length=ASKED_AT_MOST, widget=forms.HiddenInput)


def save_filter(request: Request) -> HttpResponse:
    """Keep what is asked of a worklist. The question comes in the address."""
    initial = {"asked": request.GET.urlencode()[:ASKED_AT_MOST]}
    form = filled(lambda given: FilterForm(given, initial=initial), request, "unit_id")
    read, url = request.actor.units_within(Reach.READ), suggestions_url(request, Reach.READ)
    offer_units(request, form, "unit_id", read, url=url, first=[("", _("For me alone"))])
    if acts(request) and form.is_valid():
        given = form.cleaned_data
        event = commands.save_filter(
            name=given["name"],
            asked=given["asked"],
            unit_id=UUID(given["unit_id"]) if given["unit_id"] else None,
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{address(request, 'my_worklist')}?{given['asked'] or 'sort=due'}")
    act = Act(title=_("Keep this filter"), button=_("Keep it"), back_url=address(request, "my_worklist"))
    return show_act(request, act, form)


def drop_filter(request: Request, filter_id: UUID) -> HttpResponse:
    """Let go of a filter of one's own."""
    card = next((card for card in filters_for(request.actor) if card.id == filter_id and card.is_mine), None)
    if card is None:
        raise Hidden(f"filter {filter_id}")
    if acts(request):
        event = commands.drop_filter(filter_id, by=request.actor, at=request.at)
        return told(event, f"{here(request)}:my_worklist")
    act = Act(
        title=_("Drop a filter"),
        button=_("Drop it"),
        back_url=address(request, "my_worklist"),
        lead=[isolated(card.name)],
    )
    return show_act(request, act, None)


def see_news(request: Request) -> HttpResponse:
    """Mark what came in as seen, up to the line that was shown."""
    up_to = request.POST.get("up_to", "")
    if not acts(request) or not (up_to.isascii() and up_to.isdigit() and len(up_to) < 19):
        return HttpResponseRedirect(address(request, "home"))
    event = commands.see_news(up_to=int(up_to), by=request.actor, at=request.at)
    return told(event, f"{here(request)}:home")
