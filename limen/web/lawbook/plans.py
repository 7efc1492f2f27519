"""Plans: programmes as templates, with their steps in order."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.law.packs import PlanStep
from limen.web.components import Fact, Row, day_mark
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import Chapter, said, show_page, table
from limen.web.lawbook.words import length_words, paragraphs, plain, sure_mark
from limen.web.requests import Request, today

_BY: dict[str, Text] = {
    "worker": gettext_lazy("The worker"),
    "client": gettext_lazy("The client"),
    "partner": gettext_lazy("A partner"),
}
_OF_WHOM: dict[str, Text] = {
    "household": gettext_lazy("The household"),
    "each person": gettext_lazy("Each person"),
    "adults": gettext_lazy("Adults"),
    "children": gettext_lazy("Children"),
}


def plan(request: Request, book: Book, id: str) -> HttpResponse:
    """One plan with its steps."""
    found = book.pack.plans[id]
    until = format_html(_("{since} up to {until}"), since=day_mark(found.since), until=day_mark(found.until))
    facts = [
        Fact(term=_("Starts from"), value=book.fact(found.starts_from)),
        Fact(
            term=_("Holds"),
            value=until if found.until else format_html(_("since {since}"), since=day_mark(found.since)),
        ),
        Fact(term=_("Source"), value=book.says(found.source)),
        Fact(term=_("How sure"), value=sure_mark(found.certainty)),
    ]
    headers = (_("Step"), _("When"), _("Who does it"), _("For whom"), _("Proof"))
    rows = [_row(book, step, today(request)) for step in found.steps]
    chapters = [Chapter(title=_("Steps"), table=table(_("Steps"), headers, rows))]
    return show_page(
        request,
        book,
        "entry",
        title=found.says,
        part="plans",
        part_label=_("Plans"),
        lead=said(book, found.about),
        facts=facts,
        chapters=chapters,
    )


def _row(book: Book, step: PlanStep, day: date) -> Row:
    by, whom = _BY.get(step.by, step.by), _OF_WHOM.get(step.of_whom, book.says(step.of_whom))
    evidence = book.says(", ".join(plain(one) for one in step.evidence))
    return Row(
        cells=(
            paragraphs(book.says(step.says), book.says(step.about)),
            _when(book, step, day),
            by,
            whom,
            evidence,
        )
    )


def _when(book: Book, step: PlanStep, day: date) -> SafeString:
    term = book.pack.terms.get(step.term)
    if term is None:
        return SafeString(_("No date of its own"))
    run = term.ordinary
    version = run.values.on(day)
    link = '<a class="lm-link" href="{}">{}</a>'
    url = book.address("terms", term.id)
    if version is None:
        return format_html(link, url, _("See the term"))
    sentence = _("{length} before: {fact}") if term.backwards else _("{length} from: {fact}")
    words = format_html(sentence, length=length_words(version.value), fact=book.fact(run.runs_from))
    return paragraphs(format_html(link, url, words), sure_mark(version.certainty, version.interpretation))
