"""Appointments: those of a day of a unit, those of a case, booking, moving, and what became of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.hall.names import AppointmentState
from limen.domain.hall.queries.appointments import (
    PAGE,
    AppointmentCard,
    Key,
    appointments_of_case,
    appointments_of_day,
)
from limen.domain.hall.queries.hours import day_open
from limen.web.casefile.frame import Act, address, may, show_file
from limen.web.casefile.history import instant
from limen.web.components import Column, Empty, Paging, Row, Table, Tone, isolated, tag_mark
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.hall.frame import language_said, opened, show_hall
from limen.web.requests import Request, shows

_TONES = {
    AppointmentState.BOOKED: Tone.ACTION,
    AppointmentState.KEPT: Tone.DONE,
    AppointmentState.MISSED: Tone.ATTENTION,
}


def unit_appointments(request: Request, unit_id: UUID) -> HttpResponse:
    """The appointments of a unit on a day, and how much room is left."""
    unit = opened(request, unit_id)
    on = day_asked(request.GET.get("day", ""), unit.today(request.at))
    found = appointments_of_day(
        unit_id, begins=unit.begins(on), by=request.actor, at=request.at, after=_key(request.GET)
    )
    cards = found[:PAGE]
    shows(request, {card.case_id for card in cards})
    day = day_open(unit_id, on=on, by=request.actor)
    url = address(request, "unit_appointments", unit_id)
    last = cards[-1] if len(found) > PAGE else None
    after = f"{url}?day={on}&after={last.starts_at.isoformat()[:19]}Z&id={last.id}" if last else None
    return show_hall(
        request,
        unit,
        "appointments",
        title=_("Appointments on %(day)s") % {"day": day_words(on)},
        tab="unit_appointments",
        table=appointments_table(request, cards, of_case=False, next_url=after),
        before_url=f"{url}?day={on - timedelta(days=1)}",
        after_url=f"{url}?day={on + timedelta(days=1)}",
        today_url=url,
        says=_room_says(day.slots is None, day.why_closed, [slot.left for slot in day.slots or ()]),
    )


def case_appointments(request: Request, case_id: UUID) -> HttpResponse:
    """Every appointment that a case ever had, and the way to the next one."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    cards = appointments_of_case(case_id, by=request.actor, at=request.at)
    return show_file(
        request,
        sheet,
        "web/hall/case_appointments.html",
        tab="case_appointments",
        title=_("Appointments"),
        table=appointments_table(request, cards, of_case=True),
        book_url=address(request, "book", case_id) if may(request, "hall.book") else "",
        receipt_url=address(request, "issue_receipt", case_id) if may(request, "hall.issue_receipt") else "",
    )


def appointments_table(
    request: Request, cards: list[AppointmentCard], *, of_case: bool, next_url: str | None = None
) -> Table:
    """Appointments as a list, each with the way to what one can do with it."""
    columns = [_("When"), _("What for"), _("Where"), _("Language"), _("State")]
    if not of_case:
        columns.insert(1, _("Case"))
    return Table(
        caption=_("Appointments"),
        columns=tuple(Column(header=header, is_nowrap=place == 0) for place, header in enumerate(columns)),
        rows=tuple(_row(request, card, of_case=of_case) for card in cards),
        empty=Empty(sentence=_("There are no appointments here.")),
        paging=Paging(next_url=next_url) if next_url else None,
        hide_caption=True,
    )


def _row(request: Request, card: AppointmentCard, *, of_case: bool) -> Row:
    cells: list[Text] = [
        when_said(card, with_day=of_case),
        purpose_said(card),
        isolated(card.place),
        _language(card),
        tag_mark(card.state.label, _TONES.get(card.state, Tone.QUIET)),
    ]
    if not of_case:
        cells.insert(1, isolated(f"{card.reference} {card.called}"))
    return Row(cells=tuple(cells), url=address(request, "appointment", card.case_id, card.id))


def when_said(card: AppointmentCard, *, with_day: bool = True) -> Text:
    """When it is, by the clock on the wall there."""
    clock = f"{card.local:%H:%M}–{card.local + timedelta(minutes=card.minutes):%H:%M}"
    return f"{day_words(card.local)}, {clock}" if with_day else clock


def purpose_said(card: AppointmentCard) -> Text:
    """What it is for."""
    return isolated(f"{card.purpose.label}: {card.says}") if card.says else card.purpose.label


def _language(card: AppointmentCard) -> str:
    said = language_said(card.language)
    return _("%(language)s, with an interpreter") % {"language": said} if card.wants_interpreter else said


def _room_says(is_without_hours: bool, why_closed: str, left: list[int]) -> str:
    if is_without_hours:
        return _("No opening hours are set, so nothing can be booked.")
    if why_closed:
        return _("Nobody is seen on this day: %(why)s.") % {"why": why_closed}
    if not left:
        return _("Nobody is seen on this day.")
    return _("%(free)s times still have room.") % {"free": sum(room > 0 for room in left)}


def day_asked(text: str, otherwise: date) -> date:
    """A day from an address, or another one when there is none in it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def slots_of(
    request: Request, unit_id: UUID, on: date, minutes: int | None
) -> tuple[list[tuple[str, str]], str]:
    """The times with room as choices, by the clock on the wall there, and a sentence when there are none."""
    unit = opened(request, unit_id)
    day = day_open(unit_id, on=on, minutes=minutes, by=request.actor)
    free = [slot for slot in day.slots or () if slot.left and slot.starts_at > request.at]
    choices = [(slot.starts_at.isoformat(), f"{slot.starts_at.astimezone(unit.zone):%H:%M}") for slot in free]
    says = "" if choices else _room_says(day.slots is None, day.why_closed, [0] * len(day.slots or ()))
    return choices, says


def _key(asked: Any) -> Key | None:
    starts_at = instant(asked.get("after", ""))
    try:
        return Key(starts_at=starts_at, id=UUID(asked.get("id", ""))) if starts_at else None
    except ValueError:
        return None


def page_language() -> str:
    """The language of the page."""
    return get_language() or "en"


def act_of(request: Request, case_id: UUID, title: Text, button: Text, **more: Any) -> Act:
    """The page of an act on an appointment, with the way back to those of the case."""
    return Act(title=title, button=button, back_url=address(request, "case_appointments", case_id), **more)
