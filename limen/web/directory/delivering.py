"""Files of services: sent and looked at line by line, taken in one act; and the directory as such a file."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.directory.commands import delivering
from limen.domain.directory.names.reading import Unreadable, services_in
from limen.domain.directory.names.words import Level, LineState
from limen.domain.directory.queries import deliveries as queries
from limen.domain.directory.queries.cards import DeliveryCard
from limen.domain.directory.queries.exchange import exported
from limen.domain.directory.rules import LARGEST
from limen.foundation.refusals import Obstacle, Refused
from limen.web.casefile.frame import Act, Offer, address, show_act
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Fact,
    Row,
    Table,
    Tone,
    in_lines,
    isolated,
    moment_mark,
    tag_mark,
)
from limen.web.directory.forms import DeliverForm
from limen.web.directory.frame import show_within
from limen.web.page import told
from limen.web.requests import Request, acts

_TONES = {
    LineState.NEW: Tone.ACTION,
    LineState.CHANGED: Tone.ACTION,
    LineState.TAKEN: Tone.DONE,
    LineState.WRONG: Tone.ATTENTION,
}


def deliveries(request: Request) -> HttpResponse:
    """Files that were sent, the newest first; and the directory as a file."""
    offers = [
        Offer(label=_("Send a file"), url=address(request, "directory_deliver"), kind="primary"),
        Offer(label=_("Download our services (HSDS)"), url=address(request, "directory_export")),
    ]
    table = _table(request, queries.deliveries(by=request.actor))
    return show_within(request, "files", title=_("Files of services"), offers=offers, table=table)


def deliver(request: Request) -> HttpResponse:
    """Send a file. Nothing is in the directory by it yet."""
    form = DeliverForm(request.POST or None, request.FILES or None)
    if acts(request) and form.is_valid():
        sent = form.cleaned_data["services"]
        event = delivering.deliver(
            str(sent.name),
            _services(sent),
            level=Level(form.cleaned_data["level"]),
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "directory_delivery", event.delivery_id))
    act = Act(
        title=_("Send a file of services"),
        button=_("Look at it"),
        back_url=address(request, "directory_deliveries"),
        lead=[
            _("First you see what would become of each service. Nothing is added before you say so."),
            _("Mark confidential places before you let anybody see more than this organisation."),
        ],
    )
    return show_act(request, act, form, template="web/directory/deliver.html")


def delivery(request: Request, sent_file_id: UUID) -> HttpResponse:
    """One file: what would become of each service, or became."""
    return _shown(request, queries.delivery(sent_file_id, by=request.actor))


def take_in(request: Request, sent_file_id: UUID) -> HttpResponse:
    """Take what can be taken."""
    card = queries.delivery(sent_file_id, by=request.actor)
    if acts(request):
        if card.taken_at is not None:
            raise Refused([Obstacle("taken", _("This file was taken already. Send it again."))])
        event = delivering.take_in(sent_file_id, by=request.actor, at=request.at)
        return told(event, address(request, "directory_delivery", sent_file_id))
    return _shown(request, card)


def left(request: Request, sent_file_id: UUID) -> HttpResponse:
    """The services that cannot be taken, as they came, to be mended and sent again."""
    said = queries.said_in(sent_file_id, (LineState.WRONG,), by=request.actor)
    return _file(said, f"services-to-mend-{sent_file_id.hex[-8:]}.json")


def export(request: Request) -> HttpResponse:
    """All services of the house in the published form, without confidential places."""
    return _file(exported(by=request.actor), "services.json")


def _services(sent: Any) -> list[Any]:
    if sent.size > LARGEST:
        says = _("It is larger than %(most)d MB. Send it in parts.") % {"most": LARGEST // 1024 // 1024}
        raise Refused([Obstacle("too_large", says)])
    try:
        return services_in(sent.read())
    except Unreadable as error:
        raise Refused([Obstacle("unreadable", str(error))]) from error


def _file(said: list[Any], name: str) -> HttpResponse:
    text = json.dumps(said, ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _shown(request: Request, card: DeliveryCard) -> HttpResponse:
    sent = moment_mark(card.sent_at, now=request.at, time_zone=request.person.time_zone)
    has_left = any(line.state is LineState.WRONG for line in card.lines)
    return show_within(
        request,
        "delivery",
        title=card.file_name,
        crumbs=(Crumb(label=_("Files of services"), url=address(request, "directory_deliveries")),),
        form=None,
        card=card,
        ready=card.ready if card.taken_at is None else 0,
        take_url=address(request, "directory_take_in", card.id),
        left_url=address(request, "directory_left", card.id) if has_left else "",
        facts=[
            Fact(term=_("Sent by"), value=isolated(card.sent_by)),
            Fact(term=_("Sent"), value=sent),
            Fact(term=_("Who may see what is new"), value=card.level.label),
        ],
        table=_lines(card),
        status=409 if request.obstacles else 200,
    )


def _lines(card: DeliveryCard) -> Table:
    return Table(
        caption=_("Services of the file"),
        columns=tuple(Column(header=one) for one in (_("Service"), _("What becomes of it"), _("Why"))),
        rows=tuple(
            Row(
                cells=(
                    format_html("{}. {}", line.number, isolated(line.name)),
                    tag_mark(line.state.label, _TONES.get(line.state, Tone.QUIET)),
                    in_lines(*map(isolated, line.whys)),
                )
            )
            for line in card.lines
        ),
        empty=Empty(sentence=_("There is nothing in this file.")),
    )


def _table(request: Request, cards: list[DeliveryCard]) -> Table:
    headers = (_("File"), _("Sent by"), _("Sent"), _("Services"), _("State"))
    return Table(
        caption=_("Files that were sent"),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(
            Row(
                cells=(
                    isolated(card.file_name),
                    isolated(card.sent_by),
                    moment_mark(card.sent_at, now=request.at, time_zone=request.person.time_zone),
                    str(len(card.lines)),
                    tag_mark(_("Taken") if card.taken_at else _("Looked at")),
                ),
                url=address(request, "directory_delivery", card.id),
            )
            for card in cards
        ),
        empty=Empty(sentence=_("No file was sent yet.")),
    )
