"""The addresses of the hall, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.hall import appointments, booking, halls, receipts, running, tickets
from limen.web.page import page

Body = Callable[..., HttpResponse]
_UNIT, _TICKET = "hall/<uuid:unit_id>/", "hall/number/<uuid:ticket_id>/"
_VISITS = "case/<uuid:case_id>/appointments/"
_VISIT = f"{_VISITS}<uuid:appointment_id>/"
_AT_THE_DESK = "hall.take_ticket"
# The address, the page, its name, and the act it is for.
_PAGES: tuple[tuple[str, Body, str, str], ...] = (
    ("hall/", halls.hall, "hall", _AT_THE_DESK),
    ("hall/receipt/", receipts.find_receipt, "find_receipt", "hall.issue_receipt"),
    (_UNIT, halls.unit_hall, "unit_hall", _AT_THE_DESK),
    (f"{_UNIT}registered/", halls.registered, "registered", _AT_THE_DESK),
    (f"{_UNIT}give-out/", tickets.take_ticket, "take_ticket", "hall.take_ticket"),
    (f"{_UNIT}desk/", tickets.call_next, "call_next", "hall.call_next"),
    (_TICKET, tickets.ticket, "ticket", _AT_THE_DESK),
    (f"{_TICKET}again/", tickets.recall, "recall", "hall.recall"),
    (f"{_TICKET}here/", tickets.serve, "serve", "hall.serve"),
    (f"{_TICKET}done/", tickets.finish, "finish", "hall.finish"),
    (f"{_TICKET}gone/", tickets.leave, "leave", "hall.leave"),
    (f"{_UNIT}appointments/", appointments.unit_appointments, "unit_appointments", "hall.book"),
    (f"{_UNIT}hours/", running.set_hours, "set_hours", "hall.set_hours"),
    (f"{_UNIT}screens/", running.open_display, "open_display", "hall.open_display"),
    ("hall/screens/<uuid:display_id>/close/", running.close_display, "close_display", "hall.close_display"),
    (_VISITS, appointments.case_appointments, "case_appointments", "hall.book"),
    (f"{_VISITS}book/", booking.book, "book", "hall.book"),
    (_VISIT, booking.appointment, "appointment", "hall.book"),
    (f"{_VISIT}move/", booking.move_appointment, "move_appointment", "hall.move_appointment"),
    (f"{_VISIT}cancel/", booking.cancel, "cancel", "hall.cancel"),
    (f"{_VISIT}kept/", booking.mark_kept, "mark_kept", "hall.mark_kept"),
    (f"{_VISIT}missed/", booking.mark_missed, "mark_missed", "hall.mark_missed"),
    ("case/<uuid:case_id>/receipt/", receipts.issue_receipt, "issue_receipt", "hall.issue_receipt"),
    (
        "case/<uuid:case_id>/receipt/<uuid:receipt_id>/",
        receipts.receipt,
        "receipt",
        "hall.issue_receipt",
    ),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The hall behind the door of this workspace."""
    return [
        path(where, page(workspace, permission=act)(body), name=name) for where, body, name, act in _PAGES
    ]
