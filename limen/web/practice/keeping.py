"""Standing by a note, looking at it again, and withdrawing it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.practice.commands import keeping
from limen.domain.practice.queries.notes import practice_sheet
from limen.foundation.events import Event
from limen.web.casefile.frame import Act, address, show_act
from limen.web.components import isolated
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.practice.forms import LookAgainForm, WithdrawForm
from limen.web.requests import Request, acts, today


def endorse(request: Request, practice_id: UUID) -> HttpResponse:
    """Stand by it with my name."""
    if acts(request):
        return _done(request, keeping.endorse(practice_id, by=request.actor, at=request.at), practice_id)
    lead = _("Your name is shown beside it. Names are not counted, and no order follows from them.")
    return _page(request, practice_id, _("Stand by a note with my name"), _("Stand by it"), lead)


def end_endorsement(request: Request, practice_id: UUID) -> HttpResponse:
    """Take my name back."""
    if acts(request):
        event = keeping.end_endorsement(practice_id, by=request.actor, at=request.at)
        return _done(request, event, practice_id)
    return _page(request, practice_id, _("Take my name back from a note"), _("Take it back"))


def look_again(request: Request, practice_id: UUID) -> HttpResponse:
    """Say that it still holds."""
    form = LookAgainForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = keeping.look_again(
            practice_id,
            look_again_on=form.cleaned_data["look_again_on"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, practice_id)
    lead = _("Read it first. If it does not hold any more, write a newer one or withdraw it.")
    return _page(request, practice_id, _("Say that a note still holds"), _("It still holds"), lead, form)


def withdraw(request: Request, practice_id: UUID) -> HttpResponse:
    """Take it out of use."""
    form = WithdrawForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = keeping.withdraw(practice_id, why=form.cleaned_data["why"], by=request.actor, at=request.at)
        return _done(request, event, practice_id)
    lead = _("What was in use stays readable, with your reason, and is left out of lists.")
    return _page(request, practice_id, _("Withdraw a note"), _("Withdraw it"), lead, form)


def _page(
    request: Request,
    practice_id: UUID,
    title: str,
    button: str,
    lead: str = "",
    form: forms.Form | None = None,
) -> HttpResponse:
    card = practice_sheet(practice_id, on=today(request), by=request.actor).card
    said: list[Text] = [isolated(card.title), *([lead] if lead else [])]
    back = address(request, "practice_note", practice_id)
    return show_act(request, Act(title=title, button=button, back_url=back, lead=said), form)


def _done(request: Request, event: Event, practice_id: UUID) -> HttpResponse:
    return told(event, address(request, "practice_note", practice_id))
