"""What can happen in the hall: to tickets, to appointments, to receipts and to the hall itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.hall.names import CameFor, Purpose, SeeFirst
from limen.foundation.events import CaseEvent, OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class TicketIssued(OrganisationEvent):
    kind = "hall.ticket_issued"
    personal = ("first", "first_says")
    says = _("{by} gave out number {number}.")

    ticket_id: UUID
    unit_id: UUID
    on: date
    number: int
    party_size: int
    came_for: CameFor
    first: SeeFirst | None
    first_says: str


@dataclass(frozen=True, kw_only=True)
class TicketCalled(OrganisationEvent):
    kind = "hall.ticket_called"
    personal = ("why",)
    says = _("{by} called number {number} to {desk}.")

    ticket_id: UUID
    unit_id: UUID
    number: int
    desk: str
    why: str


@dataclass(frozen=True, kw_only=True)
class TicketRecalled(OrganisationEvent):
    kind = "hall.ticket_recalled"
    personal = ()
    says = _("{by} called number {number} again to {desk}.")

    ticket_id: UUID
    unit_id: UUID
    number: int
    desk: str
    times: int


@dataclass(frozen=True, kw_only=True)
class TicketServed(OrganisationEvent):
    kind = "hall.ticket_served"
    personal = ()
    says = _("Number {number} came to {desk}.")

    ticket_id: UUID
    unit_id: UUID
    number: int
    desk: str


@dataclass(frozen=True, kw_only=True)
class TicketFinished(OrganisationEvent):
    kind = "hall.ticket_finished"
    personal = ()
    says = _("{by} was done with number {number}.")

    ticket_id: UUID
    unit_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class TicketMarkedGone(OrganisationEvent):
    kind = "hall.ticket_marked_gone"
    personal = ()
    says = _("{by} wrote down that number {number} has gone.")

    ticket_id: UUID
    unit_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class HoursSet(OrganisationEvent):
    kind = "hall.hours_set"
    personal = ()
    says = _("{by} set the opening hours of {unit_name}.")

    unit_id: UUID
    unit_name: str
    place: str
    calendar: str | None
    minutes: int
    at_once: int
    spans: tuple[str, ...]
    closed_on: tuple[str, ...]
    version: int


@dataclass(frozen=True, kw_only=True)
class DisplayOpened(OrganisationEvent):
    kind = "hall.display_opened"
    personal = ()
    says = _("{by} opened a display for the hall of {unit_name}.")

    display_id: UUID
    unit_id: UUID
    unit_name: str


@dataclass(frozen=True, kw_only=True)
class DisplayClosed(OrganisationEvent):
    kind = "hall.display_closed"
    personal = ()
    says = _("{by} closed a display of the hall.")

    display_id: UUID
    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(CaseEvent):
    kind = "hall.appointment_booked"
    personal = ("words", "place")
    says = _("{by} booked an appointment ({purpose}) for {starts_at}.")

    appointment_id: UUID
    unit_id: UUID
    purpose: Purpose
    starts_at: datetime
    minutes: int
    place: str
    words: str
    language: str | None
    wants_interpreter: bool


@dataclass(frozen=True, kw_only=True)
class AppointmentMoved(CaseEvent):
    kind = "hall.appointment_moved"
    personal = ("why",)
    says = _("{by} moved an appointment ({purpose}) to {starts_at}.")

    appointment_id: UUID
    new_id: UUID
    purpose: Purpose
    was_at: datetime
    starts_at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(CaseEvent):
    kind = "hall.appointment_cancelled"
    personal = ("why",)
    says = _("{by} cancelled the appointment ({purpose}) of {starts_at}.")

    appointment_id: UUID
    purpose: Purpose
    starts_at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class AppointmentKept(CaseEvent):
    kind = "hall.appointment_kept"
    personal = ()
    says = _("{by} wrote down that the appointment ({purpose}) of {starts_at} was kept.")

    appointment_id: UUID
    purpose: Purpose
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentMissed(CaseEvent):
    kind = "hall.appointment_missed"
    personal = ("words",)
    says = _("{by} wrote down that nobody came to the appointment ({purpose}) of {starts_at}.")

    appointment_id: UUID
    purpose: Purpose
    starts_at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class ReceiptIssued(CaseEvent):
    """`digest` is the SHA-256 of the paper that was printed. A copy has a number above one."""

    kind = "hall.receipt_issued"
    personal = ()
    says = _("{by} printed receipt number {number}.")

    receipt_id: UUID
    person_id: UUID
    number: int
    languages: tuple[str, ...]
    digest: str
