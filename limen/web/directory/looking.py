"""Looking after a service: verified, what is free, who may see it, and withdrawn."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.directory.commands import looking
from limen.domain.directory.names.words import Level
from limen.foundation.events import Event
from limen.web.casefile.frame import Act, address, show_act
from limen.web.components import isolated
from limen.web.components.shapes import Text
from limen.web.directory.forms import CapacityForm, LevelForm, WithdrawForm
from limen.web.directory.keeping import own_sheet
from limen.web.page import told
from limen.web.requests import Request, acts, today


def verify(request: Request, service_id: UUID) -> HttpResponse:
    """Say that it is as the directory says."""
    if acts(request):
        event = looking.verify(service_id, on=today(request), by=request.actor, at=request.at)
        return _done(request, event, service_id)
    lead = _("Say so only after you have asked there today. Your name and the day stand beside it.")
    return _page(request, service_id, _("Verify a service"), _("It is as it says"), lead)


def say_capacity(request: Request, service_id: UUID) -> HttpResponse:
    """Say how much is free."""
    form = CapacityForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = looking.say_capacity(service_id, form.told(), by=request.actor, at=request.at)
        return _done(request, event, service_id)
    lead = _("It is shown with the day on which you said it, and as old after a week.")
    return _page(request, service_id, _("Say what is free"), _("Say it"), lead, form)


def publish(request: Request, service_id: UUID) -> HttpResponse:
    """Say who may see it."""
    form = LevelForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = looking.publish(
            service_id, Level(form.cleaned_data["level"]), by=request.actor, at=request.at
        )
        return _done(request, event, service_id)
    lead = _(
        "Everybody means everybody: on the public page and in what other programs fetch, where this "
        "installation has them. Confidential places are never there; read the rest for what "
        "would lead to them."
    )
    return _page(request, service_id, _("Say who may see a service"), _("Keep it so"), lead, form)


def withdraw(request: Request, service_id: UUID) -> HttpResponse:
    """Take it out of the directory."""
    form = WithdrawForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = looking.withdraw(service_id, why=form.cleaned_data["why"], by=request.actor, at=request.at)
        return _done(request, event, service_id)
    lead = _("It stays readable in this organisation, with your reason, and is left out of lists.")
    return _page(request, service_id, _("Withdraw a service"), _("Withdraw it"), lead, form)


def _page(
    request: Request,
    service_id: UUID,
    title: str,
    button: str,
    lead: str,
    form: forms.Form | None = None,
) -> HttpResponse:
    card = own_sheet(request, service_id).card
    said: list[Text] = [isolated(card.name), lead]
    back = address(request, "directory_service", service_id)
    return show_act(request, Act(title=title, button=button, back_url=back, lead=said), form)


def _done(request: Request, event: Event, service_id: UUID) -> HttpResponse:
    return told(event, address(request, "directory_service", service_id))
