"""Outcomes, grounds and requirements: what the law lists, each line with its source and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.law.entries import Catalogue, Entry
from limen.web.components import Row, Table, day_mark, tag_mark
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import said, show_page, table
from limen.web.lawbook.values import settled_words
from limen.web.lawbook.words import OUTCOMES, paragraphs, plain, sure_mark
from limen.web.requests import Request


def outcomes(request: Request, book: Book) -> HttpResponse:
    """What a procedure can end in, and the remedy against it."""
    title = _("Outcomes")
    rows = [
        Row(
            cells=(
                format_html('<span id="{}">{}</span>', entry.id, book.says(entry.says)),
                tag_mark(OUTCOMES.get(entry.kind, entry.kind)),
                book.term_link(entry.remedy) if entry.remedy else "",
                held(entry),
                book.says(entry.source),
                sure_mark(entry.certainty, entry.interpretation),
                _remarks(book, entry),
            )
        )
        for entry in book.pack.outcomes.values()
    ]
    headers = (_("Outcome"), _("Kind"), _("Remedy"), _("Holds"), _("Source"), _("How sure"), _("Remarks"))
    unsure = settled_words(entry.certainty for entry in book.pack.outcomes.values())
    return show_page(
        request, book, "part", title=title, lead=(unsure,), table=table(title, headers, rows, tight=(5,))
    )


def grounds(request: Request, book: Book, id: str) -> HttpResponse:
    """One closed list of reasons."""
    return _catalogue(request, book, book.pack.grounds[id], "grounds", _("Grounds"))


def requirements(request: Request, book: Book, id: str) -> HttpResponse:
    """What one thing must hold."""
    return _catalogue(request, book, book.pack.requirements[id], "requirements", _("Requirements"))


def _catalogue(request: Request, book: Book, found: Catalogue, part: str, label: str) -> HttpResponse:
    of = _("Of: %(what)s") % {"what": plain(found.of)} if found.of else ""
    unsure = settled_words(entry.certainty for entry in found.items.values())
    lead = (*said(book, found.about), of, unsure)
    shown = items_table(book, found.says, found.items.values())
    return show_page(
        request, book, "part", title=found.says, part=part, part_label=label, lead=lead, table=shown
    )


def items_table(book: Book, caption: str, entries: Iterable[Entry]) -> Table:
    """The entries of one list, each with its source and how sure it is."""
    rows = [
        Row(
            cells=(
                book.says(entry.says),
                held(entry),
                book.says(entry.source),
                sure_mark(entry.certainty, entry.interpretation),
                _remarks(book, entry),
            )
        )
        for entry in entries
    ]
    return table(caption, (_("What"), _("Holds"), _("Source"), _("How sure"), _("Remarks")), rows, tight=(3,))


def held(entry: Entry) -> SafeString:
    """Since when, and up to when, something is the law."""
    if entry.until is None:
        return format_html(_("since {since}"), since=day_mark(entry.since))
    return format_html(_("{since} up to {until}"), since=day_mark(entry.since), until=day_mark(entry.until))


def _remarks(book: Book, entry: Entry) -> SafeString:
    read, beyond, only = SafeString(""), SafeString(""), ""
    if entry.interpretation:
        read = format_html("<em>{}</em> {}", _("Read into the text:"), book.says(entry.interpretation))
    if entry.not_for:
        beyond = format_html("{} {}", _("Not for:"), book.says(entry.not_for))
    if entry.only_for:
        only = _("Only for: %(kinds)s") % {
            "kinds": ", ".join(str(OUTCOMES.get(k, plain(k))) for k in entry.only_for)
        }
    gate = _("Limen looks for it before the step.") if entry.gate else ""
    return paragraphs(book.says(entry.about), read, beyond, only, book.says(entry.note), gate)
