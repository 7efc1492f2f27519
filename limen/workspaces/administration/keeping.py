"""What the keepers of the house read: its journal beside the cases, and the requests that were refused."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.cases.queries.timeline import PAGE, organisation_timeline
from limen.domain.identity.queries.denials import PAGE as DENIALS
from limen.domain.identity.queries.denials import DenialCard, denials
from limen.web.casefile.history import line_number
from limen.web.casefile.words import page_words
from limen.web.components import Column, Empty, Entry, Paging, Row, Table, isolated, moment_mark
from limen.web.components.shapes import Text
from limen.web.page import page
from limen.web.requests import Request
from limen.workspaces.administration.frame import keeps_people, show

_WHY: dict[str, Text] = {
    "forbidden": gettext_lazy("The role does not include it"),
    "hidden": gettext_lazy("Not there, or not theirs"),
    "row_security": gettext_lazy("Stopped by the database: report this"),
}


@page("administration")
def home(request: Request) -> HttpResponse:
    """People for an administrator, the journal for an auditor."""
    return redirect("administration:people" if keeps_people(request) else "administration:journal")


@page("administration")
def journal(request: Request) -> HttpResponse:
    """What happened in the organisation beside its cases, the latest first."""
    lines = organisation_timeline(by=request.actor, at=request.at, before=line_number(request))
    return show(
        request,
        "journal",
        title=_("Journal of the organisation"),
        tab="journal",
        entries=[Entry(what=line.says, on=line.at, who=line.by) for line in lines],
        place=Empty(sentence=_("Nothing has been recorded yet.")),
        earlier=lines[-1].seq if len(lines) == PAGE else None,
    )


@page("administration")
def refused(request: Request) -> HttpResponse:
    """Who asked for what was not theirs. Which case it was about is not shown: keepers see no case."""
    cards = denials(by=request.actor, at=request.at, before=line_number(request))
    title = _("Refused requests")
    table = Table(
        caption=title,
        columns=tuple(Column(header=header) for header in (_("When"), _("Who"), _("Page"), _("Why"))),
        rows=tuple(_row(request, card) for card in cards),
        empty=Empty(
            sentence=_("No request has been refused."),
            advice=_("A mistyped address appears here as well: one line means little, many mean something."),
        ),
        paging=Paging(next_url=f"?before={cards[-1].id}") if len(cards) == DENIALS else None,
        hide_caption=True,
    )
    return show(request, "list", title=title, tab="refused", table=table)


def _row(request: Request, card: DenialCard) -> Row:
    when = moment_mark(card.at, now=request.at, time_zone=request.person.time_zone)
    who = isolated(card.who) if card.who else _("Nobody signed in")
    return Row(cells=(when, who, page_words(card.what), _WHY.get(card.why, card.why)))
