"""Which law governs a procedure, by the day that decides; and the days on which a lawyer must look."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.law.dated import Dated
from limen.law.packs import Regime
from limen.web.components import Fact, Row, Table, day_mark
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.lawbook.forms import DayForm
from limen.web.lawbook.frame import Chapter, Question, Reply, show_page, table
from limen.web.lawbook.values import line_of, value_table
from limen.web.lawbook.words import doubts, is_mirrored, plain
from limen.web.requests import Request, today


def regime(request: Request, book: Book, id: str) -> HttpResponse:
    """One regime, with a box for the day that decides."""
    found = book.pack.regimes[id]
    form = DayForm.asked(request, label=book.pack.facts[found.decided_by].says)
    day = form.day
    fact = Fact(term=_("Decided by"), value=book.fact(found.decided_by))

    def words(one: Dated[str]) -> Text:
        return book.says(one.says or plain(one.value))

    chapters = [
        Chapter(
            title=_("Over time"), table=value_table(book, found.says, found.values, words, first=_("Law"))
        ),
        Chapter(title=_("Days on which a lawyer must look"), table=_doubts(book, found)),
        Chapter(title=_("Terms of this regime"), bullets=_terms(book, id)),
    ]
    return show_page(
        request,
        book,
        "entry",
        title=found.says,
        part="regimes",
        part_label=_("Which law governs"),
        facts=[fact],
        question=Question(title=_("Ask for a day"), form=form, button=_("Which law governs?")),
        reply=_reply(book, found, day) if day else None,
        line=line_of(found.values, words, today=today(request), is_mirrored=is_mirrored()),
        chapters=[one for one in chapters if one.table or one.bullets],
    )


def _reply(book: Book, found: Regime, day: date) -> Reply:
    version = found.values.on(day)
    if version is None:
        says = _("The pack says nothing about %(day)s.") % {"day": day_words(day)}
        return Reply(says=says, is_refusal=True)
    doubt = found.doubt_on(day)
    unsure = list(doubts(version.certainty, version.interpretation, version.says or plain(version.value)))
    if doubt:
        unsure.insert(0, _("A lawyer must look: %(why)s") % {"why": doubt.says})
    under = format_html("{} {}", _("Source:"), book.says(version.source))
    return Reply(says=book.says(version.says or plain(version.value)), under=under, doubts=unsure)


def _doubts(book: Book, found: Regime) -> Table | None:
    rows = [
        Row(
            cells=(
                format_html(_("{since} up to {until}"), since=day_mark(one.since), until=day_mark(one.to)),
                book.says(one.says),
                book.says(one.source),
            )
        )
        for one in found.doubts
    ]
    return (
        table(_("Days on which a lawyer must look"), (_("Days"), _("Why"), _("Source")), rows)
        if rows
        else None
    )


def _terms(book: Book, id: str) -> list[Text]:
    return [book.term_link(term.id) for term in book.pack.terms.values() if term.regime == id]
