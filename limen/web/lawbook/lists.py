"""Lists of countries: who is on a list on a day, and everything the list ever said."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.law.dated import Certainty
from limen.law.packs import CountryList, Exemption, Listed
from limen.web.components import Row, Table, day_mark
from limen.web.components.marks import day_words
from limen.web.lawbook import examples
from limen.web.lawbook.book import Book
from limen.web.lawbook.forms import DayForm
from limen.web.lawbook.frame import Chapter, Question, Reply, said, show_page, table
from limen.web.lawbook.values import settled_words
from limen.web.lawbook.words import SURE, country_words, paragraphs, sure_mark
from limen.web.requests import Request, today


def country_list(request: Request, book: Book, id: str) -> HttpResponse:
    """One list, with a box for the day."""
    found = book.pack.lists[id]
    form = DayForm.asked(request)
    day = form.day or (None if form.is_bound else today(request))
    chapters = [
        Chapter(title=_("Everything the list says"), table=_everything(book, found)),
        examples.chapter(book, "list_", id),
    ]
    return show_page(
        request,
        book,
        "entry",
        title=found.says,
        part="lists",
        part_label=_("Lists of countries"),
        lead=(*said(book, found.about), settled_words(one.certainty for one in found.entries)),
        question=Question(title=_("Who is on it on a day"), form=form, button=_("Look")),
        reply=_reply(book, found, day) if day else None,
        chapters=chapters,
    )


def _reply(book: Book, found: CountryList, day: date) -> Reply:
    listed = [one for one in found.entries if one.counts_on(day)]
    if not listed:
        return Reply(says=_("On %(day)s nobody is on the list.") % {"day": day_words(day)})
    names = ", ".join(sorted(_name(one) for one in listed))
    exempt = [
        format_html("{}: {}", country_words(one.country), _exempt(book, exemption))
        for one in listed
        for exemption in one.exceptions
        if _holds(exemption, day)
    ]
    under = _("On %(day)s these are on the list.") % {"day": day_words(day)}
    if exempt:
        under = _("On %(day)s these are on the list, with the exceptions below.") % {"day": day_words(day)}
    doubtful = any(one.certainty is not Certainty.VERIFIED for one in listed)
    unsure = [_("Those marked were not read in the law.")] if doubtful else []
    return Reply(says=names, under=under, reasons=exempt, doubts=unsure)


def _name(one: Listed) -> str:
    """A country, and beside it what keeps its listing from being settled."""
    name = country_words(one.country)
    return name if one.certainty is Certainty.VERIFIED else f"{name} ({SURE[one.certainty]})"


def _holds(exemption: Exemption, day: date) -> bool:
    begun = exemption.since is None or exemption.since <= day
    return begun and (exemption.until is None or day < exemption.until)


def _exempt(book: Book, exemption: Exemption) -> SafeString:
    where = "; ".join(text for text in (exemption.territory, exemption.category) if text)
    return format_html("{} {}", book.says(exemption.says), book.says(where))


def _everything(book: Book, found: CountryList) -> Table:
    rows = [
        Row(
            cells=(
                country_words(one.country),
                _days(one.since, one.until),
                _not_counting(book, one),
                book.says(one.source),
                sure_mark(one.certainty),
                book.says(one.note),
            )
        )
        for one in found.entries
    ]
    headers = (_("Country"), _("Listed"), _("Except"), _("Source"), _("How sure"), _("Remarks"))
    return table(found.says, headers, rows, tight=(1, 4), nothing=_("No country was ever on this list."))


def _days(since: date, until: date | None) -> SafeString:
    if until is None:
        return format_html(_("since {since}"), since=day_mark(since))
    return format_html(_("{since} up to {until}"), since=day_mark(since), until=day_mark(until))


def _not_counting(book: Book, one: Listed) -> SafeString:
    exempt = [_exempt(book, exemption) for exemption in one.exceptions]
    paused = [format_html("{} {}", _("Suspended"), _days(gap.since, gap.to)) for gap in one.suspended]
    return paragraphs(*exempt, *paused)
