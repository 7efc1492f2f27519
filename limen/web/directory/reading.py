"""One service: what it offers, where, when, in which languages, and who looked at it last."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.directory.queries.cards import PlaceCard, ServiceSheet
from limen.domain.directory.queries.finding import service_sheet
from limen.web.casefile.frame import Offer, address, may
from limen.web.components import Fact, day_mark, in_lines, isolated, joined, moment_mark
from limen.web.directory.frame import (
    facts_of,
    free_said,
    hours_said,
    language_said,
    marks_of,
    place_lines,
    show_within,
    verified_said,
)
from limen.web.requests import Request


def service(request: Request, service_id: UUID) -> HttpResponse:
    """The page of a service."""
    sheet = service_sheet(service_id, at=request.at, by=request.actor)
    return show_within(
        request,
        "service",
        title=sheet.card.name,
        sheet=sheet,
        card=sheet.card,
        marks=marks_of(sheet.card),
        verified=verified_said(sheet.card),
        offers=_offers(request, sheet),
        facts=_facts(request, sheet),
        places=[(place, *_place(request, sheet, place)) for place in sheet.places],
        paper_url=address(request, "directory_paper", service_id),
    )


def paper(request: Request, service_id: UUID) -> HttpResponse:
    """The same to be printed and handed out. A confidential place is not on it."""
    sheet = service_sheet(service_id, at=request.at, by=request.actor)
    shown = [place_lines(place) for place in sheet.places if not place.is_confidential]
    context = {
        "sheet": sheet,
        "facts": [
            Fact(term=_("Where"), value=in_lines(*shown) if shown else _("Ask: the place is not told here.")),
            *facts_of(sheet.said, sheet.time_zone),
        ],
        "verified": verified_said(sheet.card),
    }
    return render(request, "web/directory/paper.html", context)


def _facts(request: Request, sheet: ServiceSheet) -> list[Fact]:
    card = sheet.card
    spoken = ", ".join(language_said(code) for code in card.languages)
    facts = facts_of(sheet.said, sheet.time_zone)
    if spoken:
        facts.append(Fact(term=_("Languages spoken there"), value=spoken))
    if card.topics:
        facts.append(Fact(term=_("Topics"), value=isolated(", ".join(card.topics))))
    if card.capacities:
        facts.insert(0, Fact(term=_("What is free"), value=in_lines(*map(free_said, card.capacities))))
    changed = moment_mark(sheet.changed_at, now=request.at, time_zone=request.person.time_zone)
    who = [isolated(sheet.changed_by)] if sheet.changed_by else []
    return [
        *facts,
        Fact(term=_("Who may see it"), value=card.level.label),
        Fact(term=_("Changed last"), value=joined(changed, *who, between=" · ")),
        *([Fact(term=_("Verified by"), value=_verified(sheet))] if sheet.verified_by else []),
    ]


def _verified(sheet: ServiceSheet) -> str:
    return joined(isolated(sheet.verified_by), day_mark(sheet.card.verified_on), between=" · ")


def _place(request: Request, sheet: ServiceSheet, place: PlaceCard) -> tuple[object, str]:
    schedules = place.offer.get("schedules") or place.said.get("schedules") or ()
    lines = in_lines(place_lines(place), *hours_said(schedules))
    is_open = sheet.card.is_ours and not sheet.card.is_withdrawn and may(request, "directory.set_place")
    return lines, address(request, "directory_set_place", sheet.card.id, place.id) if is_open else ""


def _offers(request: Request, sheet: ServiceSheet) -> list[Offer]:
    if not sheet.card.is_ours or sheet.card.is_withdrawn:
        return []
    offered = (
        ("directory.verify", "directory_verify", _("It is as it says: verify")),
        ("directory.say_capacity", "directory_say_capacity", _("Say what is free")),
        ("directory.revise", "directory_revise", _("Revise")),
        ("directory.set_place", "directory_add_place", _("Add a place")),
        ("directory.publish", "directory_publish", _("Say who may see it")),
        ("directory.withdraw", "directory_withdraw", _("Withdraw")),
    )
    return [
        Offer(label=label, url=address(request, name, sheet.card.id), kind="secondary")
        for act, name, label in offered
        if may(request, act)
    ]
