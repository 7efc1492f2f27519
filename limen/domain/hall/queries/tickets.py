"""The hall of a unit on a day: who waits and how long, who was called to which desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from limen.domain.hall.models import Ticket
from limen.domain.hall.names import CameFor, SeeFirst, TicketState
from limen.domain.hall.queries.reach import tickets_within
from limen.domain.people.names import Told
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class TicketCard:
    """A number in the hall."""

    id: UUID
    unit_id: UUID
    on: date
    number: int
    party_size: int
    language: str | None
    language_state: Told
    came_for: CameFor
    first: SeeFirst | None
    first_says: str
    state: TicketState
    desk: str | None
    times_called: int
    taken_at: datetime
    called_at: datetime | None
    served_at: datetime | None
    ended_at: datetime | None

    @property
    def waited_until(self) -> datetime | None:
        """When the waiting ended; None as long as it lasts."""
        return self.called_at or self.ended_at


@dataclass(frozen=True, kw_only=True)
class HallPage:
    """One page of the hall list, by number; `after` is where the next one begins."""

    cards: tuple[TicketCard, ...]
    after: int | None


def hall_list(
    unit_id: UUID, *, on: date, by: Actor, states: Sequence[TicketState] = (), after: int = 0
) -> HallPage:
    """Who came to the hall on a day, in the order of numbers, in any state or in some. One query."""
    rows = tickets_within(by).filter(unit_id=unit_id, on=on, number__gt=after)
    if states:
        rows = rows.filter(state__in=states)
    cards = [ticket_card(row) for row in rows.order_by("number")[: PAGE + 1]]
    return HallPage(cards=tuple(cards[:PAGE]), after=cards[PAGE - 1].number if len(cards) > PAGE else None)


def in_line(unit_id: UUID, *, on: date) -> QuerySet[Ticket]:
    """Who waits, in the order in which they are called: whom a clerk asked to be seen first, then the
    others, each by number. A filter for `call_next` and for the list beside its button."""
    waiting = Ticket.objects.filter(unit_id=unit_id, on=on, state=TicketState.WAITING)
    is_not_marked = ExpressionWrapper(Q(first__isnull=True), output_field=BooleanField())
    return waiting.order_by(is_not_marked, "number")


def next_in_line(unit_id: UUID, *, on: date, by: Actor, most: int = 10) -> list[TicketCard]:
    """The first of those who wait, in the order in which they are called."""
    ours = in_line(unit_id, on=on).filter(pk__in=tickets_within(by).values("pk"))
    return [ticket_card(row) for row in ours[:most]]


def at_desks(unit_id: UUID, *, on: date, by: Actor) -> list[TicketCard]:
    """Who was called or is at a desk, the latest call first; 50 at most."""
    states = [TicketState.CALLED, TicketState.SERVED]
    rows = tickets_within(by).filter(unit_id=unit_id, on=on, state__in=states)
    return [ticket_card(row) for row in rows.order_by(F("called_again_at").desc(), "-number")[:PAGE]]


def ticket_sheet(ticket_id: UUID, *, by: Actor) -> TicketCard:
    """One ticket. Raises `Hidden`."""
    row = tickets_within(by).filter(pk=ticket_id).first()
    if row is None:
        raise Hidden(f"ticket {ticket_id}")
    return ticket_card(row)


def locked_ticket(ticket_id: UUID, *, by: Actor) -> Ticket:
    """One ticket, locked for the rest of the act. Raises `Hidden`."""
    row = tickets_within(by).filter(pk=ticket_id).select_for_update().first()
    if row is None:
        raise Hidden(f"ticket {ticket_id}")
    return row


def ticket_card(row: Ticket) -> TicketCard:
    """A loaded ticket as a card."""
    return TicketCard(
        id=row.id,
        unit_id=row.unit_id,
        on=row.on,
        number=row.number,
        party_size=row.party_size,
        language=row.language,
        language_state=Told(row.language_state),
        came_for=CameFor(row.came_for),
        first=SeeFirst(row.first) if row.first else None,
        first_says=row.first_says,
        state=TicketState(row.state),
        desk=row.desk,
        times_called=row.times_called,
        taken_at=row.taken_at,
        called_at=row.called_at,
        served_at=row.served_at,
        ended_at=row.ended_at,
    )
