"""What happened in a case, and who read it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet, ReaderCard, case_sheet, readers_of
from limen.domain.cases.queries.timeline import PAGE, timeline
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import show_file
from limen.web.casefile.words import page_words
from limen.web.components import Column, Empty, Entry, Paging, Row, Table, isolated, moment_mark
from limen.web.requests import Request

READERS = 100
LATEST = 5


def case_timeline(request: Request, case_id: UUID) -> HttpResponse:
    """The case's journal as sentences, the latest first."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    if not sheet.is_read:
        raise Hidden(f"the journal of case {case_id}")
    lines = timeline(case_id, by=request.actor, at=request.at, before=line_number(request))
    return show_file(
        request,
        sheet,
        "web/casefile/timeline.html",
        tab="case_timeline",
        title=_("Timeline"),
        entries=[Entry(what=line.says, on=line.at) for line in lines],
        place=Empty(sentence=_("Nothing has happened in this case since it came to Limen.")),
        earlier=lines[-1].seq if len(lines) == PAGE else None,
    )


def latest_entries(request: Request, sheet: CaseSheet) -> list[Entry]:
    """The last few lines of the journal, for the first page of the file."""
    if not sheet.is_read:
        return []
    lines = timeline(sheet.id, by=request.actor, at=request.at, at_most=LATEST)
    return [Entry(what=line.says, on=line.at) for line in lines]


def case_readers(request: Request, case_id: UUID) -> HttpResponse:
    """Everybody who was shown the case, and on which page."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    if not sheet.is_worked_on:
        raise Hidden(f"the readers of case {case_id}")
    before = instant(request.GET.get("before", "")) or request.at
    cards = readers_of(case_id, by=request.actor, at=request.at, before=before, at_most=READERS)
    table = Table(
        caption=_("Who read it"),
        columns=tuple(Column(header=header) for header in (_("Who"), _("What"), _("When"))),
        rows=tuple(_row(request, card) for card in cards),
        empty=Empty(
            sentence=_("Nobody has been shown this case yet."),
            advice=_("Your own reading of this page appears the next time it is opened."),
        ),
        paging=_paging(cards),
        hide_caption=True,
    )
    return show_file(
        request, sheet, "web/casefile/readers.html", tab="case_readers", title=_("Who read it"), table=table
    )


def _row(request: Request, card: ReaderCard) -> Row:
    what = page_words(card.what)
    said = _("%(page)s, in a list") % {"page": what} if card.was_list else what
    when = moment_mark(card.at, now=request.at, time_zone=request.person.time_zone)
    return Row(cells=(isolated(card.who), said, when))


def _paging(cards: list[ReaderCard]) -> Paging | None:
    if len(cards) < READERS:
        return None
    return Paging(next_url=f"?{urlencode({'before': cards[-1].at.isoformat()})}")


def line_number(request: Request) -> int | None:
    """The line of the journal before which the page begins; None for the first page."""
    before = request.GET.get("before", "")
    return int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None


def instant(text: str) -> datetime | None:
    """The instant that an address names; None for anything else."""
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        return None
    return said if said.tzinfo else None
