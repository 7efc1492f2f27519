"""One way of weighing evidence: its lists in the order in which they are worked through."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.law.weighing import ConcludesOn, Weighed
from limen.web.lawbook.book import Book
from limen.web.lawbook.catalogues import items_table
from limen.web.lawbook.frame import said, show_page
from limen.web.lawbook.values import settled_words
from limen.web.lawbook.words import sure_mark
from limen.web.requests import Request


def weighing(request: Request, book: Book, id: str) -> HttpResponse:
    """What the pack says of it, each line with its source."""
    found = book.pack.weighing[id]
    lists = [found.lists[name] for name in Weighed if name in found.lists]
    concludes = (
        _("Each material fact is concluded on its own.")
        if found.concludes_on is ConcludesOn.FACT
        else _("The account is concluded on as a whole.")
    )
    lead = (
        *said(book, found.about),
        concludes,
        format_html("{} {}", book.says(found.source), sure_mark(found.certainty)),
        settled_words(entry.certainty for one in lists for entry in one.items.values()),
    )
    return show_page(
        request,
        book,
        "weighing",
        title=found.says,
        part="weighing",
        part_label=_("Weighing evidence"),
        lead=lead,
        lists=[
            (book.says(one.says), said(book, one.about), items_table(book, one.says, one.items.values()))
            for one in lists
        ],
    )
