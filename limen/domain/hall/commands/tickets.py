"""Giving out numbers, calling them, and what becomes of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.hall import rules
from limen.domain.hall.events import (
    TicketCalled,
    TicketFinished,
    TicketIssued,
    TicketMarkedGone,
    TicketRecalled,
    TicketServed,
)
from limen.domain.hall.models import HallDay, Ticket
from limen.domain.hall.names import Arrival, TicketState
from limen.domain.hall.queries.hours import locked_day
from limen.domain.hall.queries.reach import unit_of_desk
from limen.domain.hall.queries.tickets import in_line, locked_ticket
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if


@command("hall.take_ticket")
def take_ticket(
    unit_id: UUID, *, arrival: Arrival, ticket_id: UUID, on: date, by: Actor, at: datetime
) -> TicketIssued:
    """Give somebody who came a number: the next one of the unit's day. `on` is today where the unit is. The
    id may come from the device, so that the act can be sent again."""
    unit_of_desk(unit_id, by=by)
    refuse_if(rules.obstacles_to_taking_ticket(arrival))
    day = locked_day(unit_id, on)
    number = day.last_number + 1
    HallDay.objects.filter(pk=day.pk).update(last_number=number)
    ticket = Ticket(
        id=ticket_id,
        unit_id=unit_id,
        on=on,
        number=number,
        party_size=arrival.party_size,
        language=arrival.language,
        language_state=arrival.language_state,
        came_for=arrival.came_for,
        first=arrival.first,
        first_says=arrival.first_says.strip(),
        taken_by_id=by.id,
        taken_at=at,
    )
    try:
        with transaction.atomic():
            ticket.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error
    return TicketIssued(
        ticket_id=ticket_id,
        unit_id=unit_id,
        on=on,
        number=number,
        party_size=arrival.party_size,
        came_for=arrival.came_for,
        first=arrival.first,
        first_says=ticket.first_says,
    )


@command("hall.call_next")
def call_next(
    unit_id: UUID,
    *,
    desk: str,
    on: date,
    ticket_id: UUID | None = None,
    why: str = "",
    by: Actor,
    at: datetime,
) -> TicketCalled:
    """Call whoever is next to a desk: those whom a clerk asked to be seen first, then by number. With
    `ticket_id`, call that one; out of turn only with a reason. Two who call at the same moment never call the
    same number: each skips what the other one holds."""
    unit_of_desk(unit_id, by=by)
    line = in_line(unit_id, on=on)
    if ticket_id is None:
        ticket, is_out_of_turn = line.select_for_update(skip_locked=True).first(), False
    else:
        ticket, first = locked_ticket(ticket_id, by=by), line.first()
        is_out_of_turn = first is not None and ticket.pk != first.pk
    refuse_if(rules.obstacles_to_calling(ticket, desk=desk, is_out_of_turn=is_out_of_turn, why=why))
    if ticket is None:  # refused above
        raise Refused([rules.nobody_waits()])
    Ticket.objects.filter(pk=ticket.pk).update(
        state=TicketState.CALLED,
        desk=desk.strip(),
        times_called=1,
        called_by_id=by.id,
        called_at=at,
        called_again_at=at,
    )
    return TicketCalled(
        ticket_id=ticket.pk, unit_id=unit_id, number=ticket.number, desk=desk.strip(), why=why.strip()
    )


@command("hall.recall")
def recall(ticket_id: UUID, *, desk: str, by: Actor, at: datetime) -> TicketRecalled:
    """Call a number once more: it did not come, or had gone and is back."""
    ticket = locked_ticket(ticket_id, by=by)
    refuse_if(rules.obstacles_to_recalling(ticket, desk=desk))
    times = ticket.times_called + 1
    Ticket.objects.filter(pk=ticket_id).update(
        state=TicketState.CALLED,
        desk=desk.strip(),
        times_called=times,
        called_by_id=by.id,
        called_at=ticket.called_at or at,
        called_again_at=at,
        ended_at=None,
    )
    return TicketRecalled(
        ticket_id=ticket_id, unit_id=ticket.unit_id, number=ticket.number, desk=desk.strip(), times=times
    )


@command("hall.serve")
def serve(ticket_id: UUID, *, by: Actor, at: datetime) -> TicketServed:
    """They came to the desk."""
    ticket = locked_ticket(ticket_id, by=by)
    refuse_if(rules.obstacles_to_serving(ticket))
    Ticket.objects.filter(pk=ticket_id).update(state=TicketState.SERVED, served_at=at)
    return TicketServed(
        ticket_id=ticket_id, unit_id=ticket.unit_id, number=ticket.number, desk=ticket.desk or ""
    )


@command("hall.finish")
def finish(ticket_id: UUID, *, by: Actor, at: datetime) -> TicketFinished:
    """What they came for is done."""
    ticket = locked_ticket(ticket_id, by=by)
    refuse_if(rules.obstacles_to_finishing(ticket))
    Ticket.objects.filter(pk=ticket_id).update(state=TicketState.DONE, ended_at=at)
    return TicketFinished(ticket_id=ticket_id, unit_id=ticket.unit_id, number=ticket.number)


@command("hall.leave")
def leave(ticket_id: UUID, *, by: Actor, at: datetime) -> TicketMarkedGone:
    """They have gone, before or after they were called. They can be called again when they come back."""
    ticket = locked_ticket(ticket_id, by=by)
    refuse_if(rules.obstacles_to_leaving(ticket))
    Ticket.objects.filter(pk=ticket_id).update(state=TicketState.GONE, ended_at=at)
    return TicketMarkedGone(ticket_id=ticket_id, unit_id=ticket.unit_id, number=ticket.number)
