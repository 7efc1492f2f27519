"""Orders of courts and ministers that block a step, and sums over time."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.law.packs import Hold
from limen.web.components import Fact, day_mark
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import Chapter, show_page
from limen.web.lawbook.values import settled_words, value_table
from limen.web.lawbook.words import plain, sure_mark
from limen.web.requests import Request, today


def holds(request: Request, book: Book) -> HttpResponse:
    """Every order. A hold blocks one step and stops no clock: time goes on."""
    lead = _("An order blocks one step. It stops no clock: time limits go on while it stands.")
    chapters = [_hold(request, book, hold) for hold in book.pack.holds.values()]
    return show_page(
        request, book, "entry", title=_("Orders that block a step"), lead=(lead,), chapters=chapters
    )


def _hold(request: Request, book: Book, hold: Hold) -> Chapter:
    day = today(request)
    stands = hold.since <= day and (hold.until is None or day < hold.until)
    until = format_html(_("{since} up to {until}"), since=day_mark(hold.since), until=day_mark(hold.until))
    facts = [
        Fact(term=_("Today"), value=_("It stands.") if stands else _("It does not stand.")),
        Fact(term=_("By"), value=book.says(hold.authority)),
        Fact(
            term=_("Days"),
            value=until if hold.until else format_html(_("since {since}"), since=day_mark(hold.since)),
        ),
        Fact(term=_("Scope"), value=book.says(hold.scope)),
        Fact(term=_("Blocks"), value=plain(hold.blocks)),
        Fact(term=_("Source"), value=book.says(hold.source)),
        Fact(term=_("How sure"), value=sure_mark(hold.certainty)),
    ]
    if hold.note:
        facts.append(Fact(term=_("Remarks"), value=book.says(hold.note)))
    fought = [
        format_html("{}: {} ({})", day_mark(one.as_of), book.says(one.says), book.says(one.source))
        for one in hold.litigation
    ]
    return Chapter(id=hold.id, title=book.says(hold.says), facts=facts, bullets=fought)


def amounts(request: Request, book: Book) -> HttpResponse:
    """Every fee and sum over time."""
    chapters = [
        Chapter(
            id=amount.id,
            title=book.says(amount.says),
            table=value_table(
                book, amount.says, amount.values, lambda one: book.says(one.value), first=_("Sum")
            ),
        )
        for amount in book.pack.amounts.values()
    ]
    versions = [one.certainty for amount in book.pack.amounts.values() for one in amount.values.all]
    lead = (settled_words(versions),)
    return show_page(request, book, "entry", title=_("Fees and sums"), lead=lead, chapters=chapters)
