"""The catalogues that were sent, and one of them: what would become of each line, and how far it is."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.country.names import LineState
from limen.domain.country.queries import deliveries as queries
from limen.domain.country.queries.deliveries import DeliveryCard, LineCard
from limen.web.casefile.frame import Offer, address
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Fact,
    NumberDoor,
    Row,
    Table,
    Tone,
    in_lines,
    isolated,
    moment_mark,
    tag_mark,
)
from limen.web.components.marks import day_words
from limen.web.country.frame import show_part, show_within
from limen.web.requests import Request

_TONES = {
    LineState.READY: Tone.ACTION,
    LineState.ADDED: Tone.DONE,
    LineState.WRONG: Tone.ATTENTION,
}
_FAILED = (LineState.WRONG, LineState.LEFT)


def deliveries(request: Request) -> HttpResponse:
    """Those that were sent, the newest first."""
    send = Offer(label=_("Send a catalogue"), url=address(request, "country_deliver"), kind="primary")
    return show_part(
        request,
        "inquiries",
        title=_("Country information"),
        tab="country_reports",
        offers=[send],
        table=_table(request, queries.deliveries(by=request.actor)),
    )


def delivery(request: Request, delivery_id: UUID) -> HttpResponse:
    """One of them."""
    return show_delivery(request, queries.delivery(delivery_id, by=request.actor))


def show_delivery(request: Request, card: DeliveryCard) -> HttpResponse:
    """What became of each line, or would, and the way to add those that can be added."""
    asked = request.GET.get("state", "")
    states = (LineState(asked),) if asked in LineState.values else tuple(LineState)
    lines = queries.lines_in(card.id, states=states, by=request.actor)
    here, ready = address(request, "country_delivery", card.id), card.ready if not card.ended_at else 0
    offers = []
    if ready:
        leave = address(request, "country_end_delivery", card.id)
        offers.append(Offer(label=_("Leave out what was not added"), url=leave))
    has_failed = any(card.counts[state] for state in _FAILED)
    return show_within(
        request,
        "delivery",
        title=card.catalogue,
        crumbs=(Crumb(label=_("Catalogues"), url=address(request, "country_deliveries")),),
        form=None,
        card=card,
        ready=ready,
        added=card.counts[LineState.ADDED],
        is_going=bool(ready) and "going" in request.GET,
        doors=[
            NumberDoor(
                number=number_format(card.counts[state], force_grouping=True),
                label=state.label,
                url=f"{here}?state={state.value}",
            )
            for state in LineState
            if card.counts[state]
        ],
        facts=[
            Fact(term=_("Sent by"), value=isolated(card.sent_by)),
            Fact(term=_("Sent"), value=_moment(request, card)),
            *([Fact(term=_("Put away"), value=_put_away(card))] if card.is_put_away else []),
        ],
        table=_lines(request, lines),
        is_narrowed=len(states) == 1,
        offers=offers,
        here_url=here,
        add_url=address(request, "country_take_in", card.id),
        failures_url=address(request, "country_failures", card.id) if has_failed else "",
        status=409 if request.obstacles else 200,
    )


def _table(request: Request, cards: list[DeliveryCard]) -> Table:
    return Table(
        caption=_("Catalogues that were sent"),
        columns=(
            Column(header=_("Catalogue")),
            Column(header=_("Sent by")),
            Column(header=_("Sent"), is_nowrap=True),
            Column(header=_("Lines"), is_number=True),
            Column(header=LineState.READY.label, is_number=True),
            Column(header=LineState.ADDED.label, is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    in_lines(isolated(card.catalogue), _put_away(card))
                    if card.is_put_away
                    else isolated(card.catalogue),
                    isolated(card.sent_by),
                    _moment(request, card),
                    number_format(card.lines),
                    number_format(card.ready),
                    number_format(card.counts[LineState.ADDED]),
                ),
                url=address(request, "country_delivery", card.id),
            )
            for card in cards
        ),
        empty=Empty(sentence=_("No catalogue was sent yet.")),
    )


def _lines(request: Request, lines: list[LineCard]) -> Table:
    return Table(
        caption=_("Lines of the catalogue"),
        columns=(
            Column(header=_("File")),
            Column(header=_("Title")),
            Column(header=_("What becomes of it")),
            Column(header=_("Why")),
        ),
        rows=tuple(
            Row(
                cells=(
                    format_html("{}. {}", line.number, isolated(line.file_name)),
                    isolated(line.said.get("title", "")),
                    tag_mark(line.state.label, _TONES.get(line.state, Tone.QUIET)),
                    in_lines(*map(isolated, line.whys)),
                ),
                url=address(request, "country_report", line.report_id) if line.report_id else None,
            )
            for line in lines
        ),
        empty=Empty(sentence=_("There is no such line.")),
    )


def _put_away(card: DeliveryCard) -> SafeString:
    says = _("Nobody ended it. It was put away on %(day)s, with the files that waited.")
    return tag_mark(says % {"day": day_words(card.ended_at or card.sent_at)}, Tone.QUIET)


def _moment(request: Request, card: DeliveryCard) -> SafeString:
    return moment_mark(card.sent_at, now=request.at, time_zone=request.person.time_zone)
