"""One guided legal analysis: its questions in the order in which they are examined, and when each arises."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.law.analysis import Analysis, Answer, Burden, Per, Question
from limen.web.components import Row
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import said, show_page, table
from limen.web.lawbook.values import settled_words
from limen.web.lawbook.words import paragraphs, sure_mark
from limen.web.requests import Request

PER: Mapping[Per, Text] = {
    Per.PERSON: gettext_lazy("the person"),
    Per.HARM: gettext_lazy("each harm that is feared"),
}
ANSWERS: Mapping[Answer, Text] = {
    Answer.MET: gettext_lazy("met"),
    Answer.NOT_MET: gettext_lazy("not met"),
}
BURDENS: Mapping[Burden, Text] = {
    Burden.APPLICANT: gettext_lazy("To be shown by the applicant."),
    Burden.AUTHORITY: gettext_lazy("To be shown by the authority."),
    Burden.SHARED: gettext_lazy("To be shown by both."),
}


MUST_CHOOSE: Mapping[Answer, Text] = {
    Answer.MET: gettext_lazy("Where it is met, at least one of them is chosen."),
    Answer.NOT_MET: gettext_lazy("Where it is not met, at least one of them is chosen."),
}


def analysis(request: Request, book: Book, id: str) -> HttpResponse:
    """What the pack asks, each question with its source."""
    found = book.pack.analyses[id]
    lead = (
        *said(book, found.about),
        _("People answer these questions, with reasons. Limen says which arise and concludes nothing."),
        format_html("{} {}", book.says(found.source), sure_mark(found.certainty)),
        settled_words(one.certainty for one in found.questions.values()),
    )
    headers = (_("Question"), _("Asked of"), _("Arises when"), _("Source"), _("How sure"), _("Remarks"))
    rows = [_row(book, one, found) for one in found.questions.values()]
    return show_page(
        request,
        book,
        "part",
        title=found.says,
        part="analyses",
        part_label=_("Legal analyses"),
        lead=lead,
        table=table(found.says, headers, rows, tight=(4,)),
    )


def _row(book: Book, one: Question, of: Analysis) -> Row:
    return Row(
        cells=(
            format_html('<span id="{}">{}</span>', one.id, book.says(one.says)),
            str(PER[one.per]),
            arises_when(book, one, of),
            book.says(one.source),
            sure_mark(one.certainty),
            paragraphs(
                book.says(one.about),
                _goes_through(book, one),
                MUST_CHOOSE[one.must_choose] if one.must_choose else "",
                BURDENS[one.burden] if one.burden else "",
                book.says(one.note),
            ),
        )
    )


def arises_when(book: Book, one: Question, of: Analysis) -> SafeString:
    """The ways to a question: each what was answered before."""
    if not one.only_when:
        return SafeString(_("always"))
    ways = (
        (
            format_html_join(
                _(" and "),
                "{}",
                (
                    (
                        format_html(
                            _("“{question}” is {answer}"),
                            question=book.says(of.questions[name].says),
                            answer=ANSWERS[answer],
                        ),
                    )
                    for name, answer in way.items()
                ),
            ),
        )
        for way in one.only_when
    )
    return format_html_join(format_html("<br>{}<br>", _("or")), "{}", ways)


def _goes_through(book: Book, one: Question) -> Text:
    shelves = {"grounds": book.pack.grounds, "requirements": book.pack.requirements}
    for part, shelf in shelves.items():
        if found := shelf.get(one.chooses):
            return format_html("{} {}", _("Goes through:"), book.link(part, found.id, found.says))
    return ""
