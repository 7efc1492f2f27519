"""Adding a service, revising it, and saying where it is. Two who do it at once are told of each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.directory.commands import keeping
from limen.domain.directory.names.hours import line_of
from limen.domain.directory.names.parts import address_of
from limen.domain.directory.names.words import Level, Said
from limen.domain.directory.queries.cards import PlaceCard, ServiceSheet
from limen.domain.directory.queries.finding import place_of, service_sheet
from limen.foundation.events import Event
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import Act, address, show_act
from limen.web.directory.forms import KeepForm, PlaceForm, ReviseForm
from limen.web.page import told
from limen.web.requests import Request, acts


def keep(request: Request) -> HttpResponse:
    """Add a service."""
    form = KeepForm(request.POST or None, initial={"time_zone": request.person.time_zone})
    if acts(request) and form.is_valid():
        level = Level(form.cleaned_data.pop("level"))
        event = keeping.keep(form.offered(level), by=request.actor, at=request.at)
        return _done(request, event, event.service_id)
    act = Act(
        title=_("Add a service"),
        button=_("Add it"),
        back_url=address(request, "directory"),
        lead=[_("Where it is, is said on the next page.")],
    )
    return show_act(request, act, form)


def revise(request: Request, service_id: UUID) -> HttpResponse:
    """Put right what is said of it."""
    sheet = own_sheet(request, service_id)
    form = ReviseForm(request.POST or None, initial=_typed(sheet) | {"version": sheet.card.version})
    if acts(request) and form.is_valid():
        event = keeping.revise(
            service_id,
            form.offered(sheet.card.level),
            version=form.cleaned_data["version"],
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, service_id)
    act = Act(
        title=_("Revise a service"),
        button=_("Keep it so"),
        back_url=address(request, "directory_service", service_id),
        lead=[sheet.card.name, _("What a file said of it beside this stays.")],
    )
    return _shown(request, act, form, ReviseForm)


def add_place(request: Request, service_id: UUID) -> HttpResponse:
    """A further place."""
    sheet = own_sheet(request, service_id)
    return _of_place(request, sheet, None, {"version": sheet.card.version})


def set_place(request: Request, service_id: UUID, place_id: UUID) -> HttpResponse:
    """One of its places otherwise."""
    sheet = own_sheet(request, service_id)
    place = place_of(service_id, place_id, at=request.at, by=request.actor)
    if place is None:
        raise Hidden(f"place {place_id}")
    return _of_place(request, sheet, place, _whereabouts(place) | {"version": sheet.card.version})


def own_sheet(request: Request, service_id: UUID) -> ServiceSheet:
    """A service of one's own house. Raises `Hidden`."""
    sheet = service_sheet(service_id, at=request.at, by=request.actor)
    if not sheet.card.is_ours:
        raise Hidden(f"service {service_id}")
    return sheet


def _of_place(
    request: Request, sheet: ServiceSheet, place: PlaceCard | None, initial: dict[str, Any]
) -> HttpResponse:
    form = PlaceForm(request.POST or None, initial=initial)
    if acts(request) and form.is_valid():
        event = keeping.set_place(
            sheet.card.id,
            form.where(),
            place_id=place.id if place else None,
            version=form.cleaned_data["version"],
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, sheet.card.id)
    act = Act(
        title=_("Say where it is"),
        button=_("Keep it so"),
        back_url=address(request, "directory_service", sheet.card.id),
        lead=[sheet.card.name, _("A location that is confidential is so at every service of this house.")],
    )
    return _shown(request, act, form, PlaceForm)


def _shown(request: Request, act: Act, form: forms.Form, of: type[forms.Form]) -> HttpResponse:
    if request.conflict is None:
        return show_act(request, act, form)
    sent = request.POST.copy()
    sent["version"] = str(request.conflict.version)
    who = _(
        "%(who)s changed it while you wrote: %(name)s. Nothing of yours is saved yet. Below stands what you "
        "typed; look at the service in another window before you keep it."
    ) % {"who": request.conflict.theirs.by_name, "name": request.conflict.theirs.says}
    return show_act(request, replace(act, warning=who), of(sent), status=409)


def _typed(sheet: ServiceSheet) -> dict[str, Any]:
    said = sheet.said
    lines = (line_of(one) for one in said.get("schedules") or ())
    phones: list[Said] = said.get("phones") or [{}]
    return {
        "provider": sheet.card.provider,
        "name": sheet.card.name,
        "description": said.get("description", ""),
        "language": sheet.language,
        "standing": sheet.card.standing.value,
        "languages": list(sheet.card.languages),
        "topics": ", ".join(sheet.card.topics),
        "eligibility": said.get("eligibility_description", ""),
        "minimum_age": said.get("minimum_age"),
        "maximum_age": said.get("maximum_age"),
        "fees": said.get("fees_description", ""),
        "how_to_apply": said.get("application_process", ""),
        "interpretation": said.get("interpretation_services", ""),
        "alert": said.get("alert", ""),
        "hours": "\n".join(filter(None, lines)),
        "time_zone": sheet.time_zone,
        "phone": phones[0].get("number", ""),
        "email": said.get("email", ""),
        "url": said.get("url", ""),
    }


def _whereabouts(place: PlaceCard) -> dict[str, Any]:
    where, said = address_of(place.said), place.said
    return {
        "called": said.get("name", ""),
        "kind": said.get("location_type", ""),
        "street": where.get("address_1", ""),
        "postal_code": where.get("postal_code", ""),
        "city": where.get("city", ""),
        "province": where.get("state_province", ""),
        "country": where.get("country", ""),
        "latitude": said.get("latitude"),
        "longitude": said.get("longitude"),
        "way": place.way,
        "is_confidential": place.is_confidential,
    }


def _done(request: Request, event: Event, service_id: UUID) -> HttpResponse:
    return told(event, address(request, "directory_service", service_id))
