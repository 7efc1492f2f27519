"""Drafts of the desk: beginning one, keeping what is typed, throwing one away, taking it back, handing it
over."""

from __future__ import annotations

import json
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.registration.commands.drafting import ChangedElsewhere, keep, start, take_back, throw_away
from limen.domain.registration.commands.handing import colleagues_for, hand_over
from limen.domain.registration.names.merging import Edit
from limen.domain.registration.queries.drafts import draft_sheet
from limen.foundation.actors import Reach
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import Act
from limen.web.choosing import Crowd, filled, offer_people, offer_units
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.registration.asking import fields_of
from limen.workspaces.registration.frame import address, show_act
from limen.workspaces.registration.rows import ROWS, with_list

_REGISTER = "registration.register_family"
LONGEST = 200_000


@page("registration", permission=_REGISTER)
def register(request: Request) -> HttpResponse:
    """Begin a registration, in the unit of one's desk."""
    mine = request.actor.units_within(Reach.LIST)
    url = address("unit_suggestions")
    form = offer_units(request, filled(StartForm, request, "unit_id"), "unit_id", mine, url=url)
    form.initial.setdefault("unit_id", str(mine[0]) if mine else "")
    if acts(request) and (form.is_valid() or len(mine) == 1):
        chosen = UUID(form.cleaned_data["unit_id"]) if form.is_valid() else mine[0]
        draft = start(unit_id=chosen, by=request.actor, at=request.at)
        return HttpResponseRedirect(address("register_who", draft.id), status=303)
    act = Act(title=_("Register"), button=_("Begin"), back_url=address("home"))
    return show_act(request, act, form)


@page("registration", permission=_REGISTER, quietly=True)
def keep_draft(request: Request, draft_id: UUID) -> HttpResponse:
    """Keep what is being typed; 409 with the fields on which another window says otherwise."""
    edit = _sent(request)
    if edit is None:
        return JsonResponse({"error": "not_a_draft"}, status=400)
    if not acts(request):
        return JsonResponse({"error": "refused"}, status=409)
    if ROWS in edit.now:
        edit = with_list(edit, draft_sheet(draft_id, by=request.actor))
    try:
        kept = keep(draft_id, edit, by=request.actor, at=request.at)
    except ChangedElsewhere as changed:
        fields = [one.key for one in changed.differences]
        return JsonResponse({"error": "conflict", "fields": fields}, status=409)
    return JsonResponse({"saved_at": kept.saved_at.isoformat()})


@page("registration", permission=_REGISTER)
def throw_away_draft(request: Request, draft_id: UUID) -> HttpResponse:
    """Take a draft off the list. The list says so, and how to take it back."""
    if not acts(request):
        draft_sheet(draft_id, by=request.actor)
        return HttpResponseNotAllowed(["POST"])
    throw_away(draft_id, by=request.actor, at=request.at)
    return HttpResponseRedirect(f"{address('home')}?thrown={draft_id}", status=303)


@page("registration", permission=_REGISTER)
def take_back_draft(request: Request, draft_id: UUID) -> HttpResponse:
    """Put a draft that was thrown away back on the list."""
    if not acts(request):
        draft_sheet(draft_id, by=request.actor)
        return HttpResponseNotAllowed(["POST"])
    take_back(draft_id, by=request.actor, at=request.at)
    return HttpResponseRedirect(address("register_who", draft_id), status=303)


@page("registration", permission="registration.hand_over")
def hand_over_draft(request: Request, draft_id: UUID) -> HttpResponse:
    """Give an unfinished registration to a colleague at the same desk."""
    if draft_sheet(draft_id, by=request.actor).case_id is not None:
        raise Hidden(f"draft {draft_id} is registered")
    form = filled(HandOverForm, request, "to")
    offer_people(request, form, "to", Crowd(circle=colleagues_for(draft_id, by=request.actor)))
    if acts(request) and form.is_valid():
        to = UUID(form.cleaned_data["to"])
        return told(hand_over(draft_id, to=to, by=request.actor, at=request.at), "registration:home")
    act = Act(
        title=_("Hand over an unfinished registration"),
        button=_("Hand over"),
        back_url=address("register_who", draft_id),
        lead=[_("Everything that was typed goes to your colleague. You no longer see it.")],
    )
    return show_act(request, act, form)


class StartForm(forms.Form):
    """At which desk."""

    unit_id = forms.ChoiceField(label=gettext_lazy("Unit"))


class HandOverForm(forms.Form):
    """To whom."""

    to = forms.ChoiceField(label=gettext_lazy("Colleague at the same desk"))


def _sent(request: Request) -> Edit | None:
    if request.method != "POST" or len(request.body) > LONGEST:
        return None
    try:
        sent = json.loads(request.body)
        now, was = fields_of(sent["now"]), fields_of(sent.get("was") or {})
        window = str(sent.get("window", ""))[:40]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return Edit(now=now, was=was, window=window) if now else None
