"""One way of withdrawing: what comes first, what follows, and until when it can be opened again."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.law.withdrawals import TakenBackBy
from limen.web.components import Row, day_mark
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import said, show_page, table
from limen.web.lawbook.words import sure_mark
from limen.web.requests import Request


def withdrawal(request: Request, book: Book, id: str) -> HttpResponse:
    """What the pack says of it, each line with its source."""
    found = book.pack.withdrawals[id]
    by = _("Said by the applicant.") if found.by is TakenBackBy.APPLICANT else _("Read out of conduct.")
    lead = [*said(book, found.about), by]
    for label, term in (
        (_("First comes:"), found.heard_first),
        (_("It can be opened again within:"), found.reopened_within),
    ):
        if term:
            lead.append(format_html("{} {}", label, book.term_link(term)))
    if found.decision:
        outcome = book.pack.outcomes[found.decision]
        lead.append(format_html("{} {}", _("Decision that follows:"), book.says(outcome.says)))
    lead.append(format_html("{} {}", book.says(found.source), sure_mark(found.certainty)))
    rows = [
        Row(
            cells=(
                book.says(one.says),
                day_mark(one.since),
                book.says(one.source),
                sure_mark(one.certainty, one.interpretation),
            )
        )
        for one in found.consequences.values()
    ]
    headers = (_("What follows"), _("Since"), _("Source"), _("How sure"))
    shown = table(found.says, headers, rows, tight=(3,), nothing=_("Nothing more of its own."))
    label = _("Withdrawals")
    return show_page(
        request, book, "part", title=found.says, part="withdrawals", part_label=label, lead=lead, table=shown
    )
