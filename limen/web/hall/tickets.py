"""Giving out numbers, the desk that calls them, and the page of one number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.hall import rules
from limen.domain.hall.commands import tickets
from limen.domain.hall.names import TicketState
from limen.domain.hall.queries.reach import DeskUnit
from limen.domain.hall.queries.tickets import TicketCard, at_desks, next_in_line, ticket_sheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here
from limen.web.components import Fact, isolated
from limen.web.components.marks import moment_mark
from limen.web.hall.forms import CallForm, TicketForm, language_choices, untold
from limen.web.hall.frame import language_said, opened, show_act, show_hall
from limen.web.hall.halls import state_mark, waited
from limen.web.page import told
from limen.web.requests import Request, acts


def take_ticket(request: Request, unit_id: UUID) -> HttpResponse:
    """Give somebody a number. The next page is the same form, so that a line is served without a mouse."""
    unit = opened(request, unit_id)
    language = get_language() or "en"
    form = offering(TicketForm(request.POST or None), language=[*untold(), *language_choices(language)])
    if acts(request) and form.is_valid():
        event = tickets.take_ticket(
            unit_id,
            arrival=form.arrival(),
            ticket_id=new_id(),
            on=unit.today(request.at),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{address(request, 'take_ticket', unit_id)}?number={event.number}")
    act = Act(
        title=_("Give out a number"),
        button=_("Give the number"),
        back_url=address(request, "unit_hall", unit_id),
    )
    number = request.GET.get("number", "")
    given = number if number.isascii() and number.isdigit() and len(number) < 9 else ""
    return show_act(request, unit, act, form, template="take", given=given)


def call_next(request: Request, unit_id: UUID) -> HttpResponse:
    """The desk: call the next number, or another one with a reason, and see to whoever was called."""
    unit = opened(request, unit_id)
    on = unit.today(request.at)
    form = CallForm(request.POST or None, initial={"desk": request.GET.get("desk", "")[:40]})
    if acts(request) and form.is_valid():
        given = form.cleaned_data
        event = tickets.call_next(
            unit_id,
            desk=given["desk"],
            on=on,
            ticket_id=given["ticket_id"],
            why=given["why"],
            by=request.actor,
            at=request.at,
        )
        return told(event, _desk_url(request, unit, event.desk))
    desk = str(form["desk"].value() or "")
    line = next_in_line(unit_id, on=on, by=request.actor)
    called = at_desks(unit_id, on=on, by=request.actor)
    ours = [card for card in called if card.desk == desk]
    return show_hall(
        request,
        unit,
        "desk",
        title=_("Desk %(desk)s") % {"desk": desk} if desk else _("Desk"),
        tab="call_next",
        form=form,
        desk=desk,
        view_ticket=f"{here(request)}:ticket",
        refused=[] if line else [rules.nobody_waits()],
        here=[_offer(request, card) for card in ours],
        elsewhere=[card for card in called if card.desk != desk],
        line=[{"card": card, "waited": waited(card, request.at), "language": language_said(card.language)}
              for card in line],
    )  # fmt: skip


def ticket(request: Request, ticket_id: UUID) -> HttpResponse:
    """One number: what was told, how far it has come, and what one can do."""
    card = ticket_sheet(ticket_id, by=request.actor)
    unit = opened(request, card.unit_id)

    def moment(instant: Any) -> Any:
        return moment_mark(instant, now=request.at, time_zone=request.person.time_zone)

    facts = [
        Fact(term=_("State"), value=state_mark(card.state)),
        Fact(term=_("Waited"), value=waited(card, request.at)),
        Fact(term=_("People"), value=str(card.party_size)),
        Fact(term=_("Came for"), value=card.came_for.label),
        Fact(term=_("Language"), value=language_said(card.language) or card.language_state.label),
        Fact(term=_("See first"), value=_first(card)),
        Fact(term=_("Came"), value=moment(card.taken_at)),
        Fact(term=_("Called"), value=moment(card.called_at)),
        Fact(term=_("Times called"), value=str(card.times_called)),
        Fact(term=_("Desk"), value=isolated(card.desk or "")),
    ]
    return show_hall(
        request,
        unit,
        "ticket",
        title=_("Number %(number)s") % {"number": card.number},
        tab="",
        facts=facts,
        offer=_offer(request, card),
        call_url=address(request, "call_next", card.unit_id) if card.state is TicketState.WAITING else "",
        form=CallForm(initial={"ticket_id": card.id, "desk": card.desk or ""}),
    )


def recall(request: Request, ticket_id: UUID) -> HttpResponse:
    """Call a number again."""
    desk = request.POST.get("desk", "")[:40]
    return _step(
        request,
        ticket_id,
        lambda: tickets.recall(ticket_id, desk=desk, by=request.actor, at=request.at),
        desk,
    )


def serve(request: Request, ticket_id: UUID) -> HttpResponse:
    """They came to the desk."""
    return _step(request, ticket_id, lambda: tickets.serve(ticket_id, by=request.actor, at=request.at))


def finish(request: Request, ticket_id: UUID) -> HttpResponse:
    """What they came for is done."""
    return _step(request, ticket_id, lambda: tickets.finish(ticket_id, by=request.actor, at=request.at))


def leave(request: Request, ticket_id: UUID) -> HttpResponse:
    """They have gone."""
    return _step(request, ticket_id, lambda: tickets.leave(ticket_id, by=request.actor, at=request.at))


def _step(request: Request, ticket_id: UUID, act: Callable[[], Event], desk: str = "") -> HttpResponse:
    """A form of one button: it acts and leads back to the desk. Looked at, or refused, it is the number."""
    card = ticket_sheet(ticket_id, by=request.actor)
    if acts(request):
        unit = opened(request, card.unit_id)
        return told(act(), _desk_url(request, unit, desk or card.desk or ""))
    if request.method == "POST":
        return ticket(request, ticket_id)
    return HttpResponseRedirect(address(request, "ticket", ticket_id))


def _offer(request: Request, card: TicketCard) -> dict[str, Any]:
    """A number with the acts that are possible with it now."""
    steps = {
        TicketState.WAITING: (("leave", _("Has gone")),),
        TicketState.CALLED: (("serve", _("Is here")), ("recall", _("Call again")), ("leave", _("Has gone"))),
        TicketState.SERVED: (("finish", _("Done")),),
        TicketState.GONE: (("recall", _("Call again")),),
        TicketState.DONE: (),
    }
    return {
        "card": card,
        "state": state_mark(card.state),
        "language": language_said(card.language),
        "first": _first(card),
        "url": address(request, "ticket", card.id),
        "steps": [
            {"label": label, "url": address(request, name, card.id), "is_main": place == 0}
            for place, (name, label) in enumerate(steps[card.state])
        ],
    }


def _first(card: TicketCard) -> str:
    if card.first is None:
        return ""
    return f"{card.first.label}: {card.first_says}" if card.first_says else str(card.first.label)


def _desk_url(request: Request, unit: DeskUnit, desk: str) -> str:
    return f"{address(request, 'call_next', unit.id)}?{urlencode({'desk': desk})}"
