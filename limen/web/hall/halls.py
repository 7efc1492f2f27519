"""Who is here today, how long they wait, and the figures of the day."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from limen.domain.hall.names import TicketState
from limen.domain.hall.queries.figures import COUNTED_UP_TO, PAGE, Figures, figures, registered_on
from limen.domain.hall.queries.reach import DeskUnit, desk_units
from limen.domain.hall.queries.tickets import HallPage, TicketCard, hall_list
from limen.web.casefile.frame import address, show
from limen.web.components import Column, Empty, NumberDoor, Paging, Row, Table, Tone, isolated, tag_mark
from limen.web.components.marks import day_words, moment_mark
from limen.web.components.shapes import Text
from limen.web.hall.frame import language_said, opened, show_hall
from limen.web.requests import Request, shows

# What each door of the figures lists.
_LISTS: dict[str, tuple[TicketState, ...]] = {
    "waiting": (TicketState.WAITING,),
    "desks": (TicketState.CALLED, TicketState.SERVED),
    "done": (TicketState.DONE,),
    "gone": (TicketState.GONE,),
}
_TONES = {
    TicketState.WAITING: Tone.ATTENTION,
    TicketState.CALLED: Tone.ACTION,
    TicketState.SERVED: Tone.ACTION,
    TicketState.DONE: Tone.DONE,
}


def hall(request: Request) -> HttpResponse:
    """The hall of the only unit, or a choice between several."""
    units = desk_units(request.actor)
    if len(units) == 1:
        return HttpResponseRedirect(address(request, "unit_hall", units[0].id))
    rows = tuple(Row(cells=(unit.name,), url=address(request, "unit_hall", unit.id)) for unit in units)
    table = Table(
        caption=_("Halls"),
        columns=(Column(header=_("Unit")),),
        rows=rows,
        empty=Empty(sentence=_("You work at the desk of no unit.")),
        hide_caption=True,
    )
    return show(request, "web/casefile/list.html", title=_("Hall"), table=table)


def unit_hall(request: Request, unit_id: UUID) -> HttpResponse:
    """Everybody who came today, in the order of numbers, or those of one figure."""
    unit = opened(request, unit_id)
    on = unit.today(request.at)
    which = request.GET.get("which", "")
    page = hall_list(
        unit_id,
        on=on,
        by=request.actor,
        states=_LISTS.get(which, ()),
        after=_number(request.GET.get("after")),
    )
    found = figures(unit_id, on=on, begins=unit.begins(on), by=request.actor, at=request.at)
    return show_hall(
        request,
        unit,
        "hall",
        title=_("Who is here on %(day)s") % {"day": day_words(on)},
        tab="unit_hall",
        doors=figure_doors(request, unit, found),
        table=_table(request, page, which),
        take_url=address(request, "take_ticket", unit_id),
        find_url=address(request, "find_receipt"),
    )


def registered(request: Request, unit_id: UUID) -> HttpResponse:
    """Who became part of a case of the unit today."""
    unit = opened(request, unit_id)
    begins = unit.begins(unit.today(request.at))
    after = _id(request.GET.get("after"))
    found = registered_on(unit_id, begins=begins, by=request.actor, at=request.at, after=after)
    cards = found[:PAGE]
    shows(request, {card.case_id for card in cards})
    url = address(request, "registered", unit_id)
    table = Table(
        caption=_("Registered today"),
        columns=(
            Column(header=_("Name")),
            Column(header=_("Case"), is_nowrap=True),
            Column(header=_("When")),
        ),
        rows=tuple(
            Row(
                cells=(isolated(card.called), card.reference, _moment(request, card.since_at)),
                url=address(request, "case", card.case_id),
            )
            for card in cards
        ),
        empty=Empty(sentence=_("Nobody has been registered today.")),
        paging=Paging(next_url=f"{url}?after={cards[-1].party_id}") if len(found) > PAGE else None,
        hide_caption=True,
    )
    return show_hall(request, unit, "list", title=_("Registered today"), tab="unit_hall", table=table)


def state_mark(state: TicketState) -> Text:
    """How far somebody has come, in a tag."""
    return tag_mark(state.label, _TONES.get(state, Tone.QUIET))


def waited(card: TicketCard, at: datetime) -> Text:
    """How long somebody waited, or waits."""
    return minutes_said((card.waited_until or at) - card.taken_at)


def minutes_said(length: timedelta) -> str:
    """A length of waiting in minutes, as people say it."""
    return _("%(minutes)s min") % {"minutes": number_format(max(0, round(length.total_seconds() / 60)))}


def figure_doors(request: Request, unit: DeskUnit, found: Figures) -> list[NumberDoor]:
    """The figures of the day, each the way to the list that it counts."""
    url = address(request, "unit_hall", unit.id)
    arrived = _("arrived (%(people)s people)") % {"people": number_format(found.people)}
    doors: list[tuple[Text, Text, str]] = [
        (number_format(found.arrived), arrived, url),
        (number_format(found.waiting), _("waiting"), f"{url}?which=waiting"),
        (number_format(found.at_desks), _("called or at a desk"), f"{url}?which=desks"),
        (number_format(found.done), _("done"), f"{url}?which=done"),
        (number_format(found.gone), _("gone"), f"{url}?which=gone"),
        (_up_to(found.registered), _("registered"), address(request, "registered", unit.id)),
    ]
    if found.median_wait is not None:
        said = _("half of them were called within")
        doors.append((minutes_said(found.median_wait), said, f"{url}?which=desks"))
    return [NumberDoor(number=number, label=label, url=where) for number, label, where in doors]


def _up_to(count: int) -> str:
    return f"{number_format(COUNTED_UP_TO)}+" if count > COUNTED_UP_TO else number_format(count)


def _table(request: Request, page: HallPage, which: str) -> Table:
    headers = (
        Column(header=_("Number"), is_nowrap=True), Column(header=_("Waits"), is_nowrap=True),
        Column(header=_("People"), is_number=True), Column(header=_("Came for")),
        Column(header=_("Language")), Column(header=_("See first")), Column(header=_("State")),
        Column(header=_("Desk")),
    )  # fmt: skip
    return Table(
        caption=_("Who is here"),
        columns=headers,
        rows=tuple(ticket_row(request, card) for card in page.cards),
        empty=Empty(
            sentence=_("Nobody in this list today."),
            advice=_("Give the first person a number when they come in."),
        ),
        paging=Paging(next_url=f"?which={which}&after={page.after}") if page.after else None,
        hide_caption=True,
    )


def ticket_row(request: Request, card: TicketCard) -> Row:
    """A number as a row of a list."""
    first = tag_mark(card.first.label, Tone.ATTENTION) if card.first else ""
    return Row(
        cells=(
            str(card.number), waited(card, request.at), str(card.party_size), card.came_for.label,
            language_said(card.language) or card.language_state.label, first, state_mark(card.state),
            isolated(card.desk) if card.desk else "",
        ),
        url=address(request, "ticket", card.id),
    )  # fmt: skip


def _moment(request: Request, instant: datetime) -> Text:
    return moment_mark(instant, now=request.at, time_zone=request.person.time_zone)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
