"""Practice notes beside a case: by what it is about, never by how such cases ended and never by person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.practice.queries.topics import beside_case
from limen.web.casefile.frame import Offer, address, may, read_sheet, show_file
from limen.web.components import Empty
from limen.web.practice.frame import named_here, table_of
from limen.web.requests import Request, today


def case_practice(request: Request, case_id: UUID) -> HttpResponse:
    """Notes that a case's countries, kinds of application and questions of the law lead to."""
    sheet = read_sheet(request, case_id)
    named = named_here(request)
    beside = beside_case(case_id, on=today(request), by=request.actor, at=request.at)
    parts = (
        (_("Of the countries of those in the case"), beside.of_countries),
        (_("Of this kind of application"), beside.of_claims),
        (_("Of the questions that the law asks here"), beside.of_elements),
    )
    empty = Empty(sentence=_("No note in use says anything of this."))
    tables = [
        table_of(request, cards, named=named, caption=caption, empty=empty, hide_caption=True)
        for caption, cards in parts
    ]
    ask = Offer(label=_("Ask colleagues"), url=address(request, "practice_ask"))
    return show_file(
        request,
        sheet,
        "web/practice/beside.html",
        tab="case_practice",
        title=_("Practice notes"),
        tables=tables,
        about=named.said(beside.ties),
        offers=[ask] if may(request, "practice.ask") else [],
        all_url=address(request, "practice"),
    )
