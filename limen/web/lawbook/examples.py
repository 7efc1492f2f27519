"""Worked examples of a term: their facts, what a lawyer expects, and whether the law here says the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.law.examples import Example
from limen.law.proving import faults_of
from limen.web.components import Row, Tone, day_mark, isolated, tag_mark
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import Chapter, table
from limen.web.lawbook.words import ANSWERS, country_words, paragraphs, plain

Pair = tuple[Text, Text]
_EXPECTED: dict[str, Text] = {
    "due": gettext_lazy("Due"),
    "raw": gettext_lazy("Before it moved"),
    "work_to": gettext_lazy("Work to"),
    "value": gettext_lazy("Value"),
    "situation": gettext_lazy("Situation"),
    "stopped": gettext_lazy("Stands still"),
    "error": gettext_lazy("No answer, because"),
    "listed": gettext_lazy("Listed"),
    "answer": gettext_lazy("Answer"),
    "lasts_until": gettext_lazy("Lasts until"),
    "doubt": gettext_lazy("A lawyer must look"),
    "days_left": gettext_lazy("Days left"),
}
_WORDS: dict[str, Text] = {
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    **{str(answer): words for answer, words in ANSWERS.items()},
}


def examples_of(book: Book, kind: str, id: str) -> list[Example]:
    """Those that ask this `term`, `list_`, `entitlement` or `regime`, of the pack and what it inherits."""
    everything = book.law.library.examples
    return [
        one
        for pack in book.pack.chain
        for one in everything.get(pack, ())
        if id in (getattr(one, kind), getattr(one, kind).partition(".")[2])
    ]


def chapter(book: Book, kind: str, id: str) -> Chapter:
    """The examples of one thing, worked out anew for this page."""
    title = _("Worked examples")
    lead = _("Written by people who know the law, and worked out by Limen each time this page is shown.")
    found = examples_of(book, kind, id)
    headers = (_("Example"), _("Facts"), _("Expected"), _("Today"))
    nothing = _("Nobody wrote an example for this yet.")
    shown = table(title, headers, [_row(book, one) for one in found], nothing=nothing)
    return Chapter(title=title, lead=(lead,) if found else (), table=shown)


def _row(book: Book, example: Example) -> Row:
    says = format_html("<code>{}</code> {}", example.id, book.says(example.says))
    asked = ((_("Country"), country_words(example.country)), (_("On"), _answer(book, "", example.on)))
    facts: list[Pair] = [(label, answer) for label, answer in asked if answer]
    if example.status:
        facts.append((_("Status"), _answer(book, "status", example.status)))
    facts += [(book.fact(name), _answer(book, name, given)) for name, given in example.facts.items()]
    if example.calendar:
        kept = book.law.library.calendars.get(example.calendar.lower())
        facts.append((_("Calendar"), book.says(kept.says) if kept else isolated(example.calendar)))
    facts += [(_("Stopped"), _stopped(book, *stop)) for stop in example.stops]
    facts += [(_("Made longer"), f"{plain(ground)} {by}".strip()) for ground, by in example.extensions]
    expected = [
        (_EXPECTED.get(name, plain(name)), _answer(book, name, text)) for name, text in example.expect.items()
    ]
    return Row(cells=(says, _pairs(facts), _pairs(expected), _held(book, example)))


def _stopped(book: Book, cause: str, since: str, until: str) -> SafeString:
    days = _answer(book, "", since), _answer(book, "", until) if until else _("still")
    return format_html("{}: {} – {}", plain(cause), *days)


def _answer(book: Book, name: str, given: str) -> Text:
    """A day as people write it, an answer of a choice in words, anything else as it stands."""
    try:
        return day_mark(date.fromisoformat(given))
    except ValueError:
        pass
    fact = book.pack.facts.get(name)
    known: dict[str, Text] = {**_WORDS, **(dict(fact.one_of) if fact else {})}
    return known.get(given, given)


def _pairs(pairs: Iterable[Pair]) -> SafeString:
    return format_html_join("", "<div>{}: <bdi>{}</bdi></div>", pairs)


def _held(book: Book, example: Example) -> SafeString:
    pack = next(id for id in book.pack.chain if example in book.law.library.examples.get(id, ()))
    faults = faults_of(example, book.law.library.pack(pack), book.law.library)
    if not faults:
        return tag_mark(_("Holds"), Tone.DONE)
    return paragraphs(tag_mark(_("Does not hold"), Tone.DANGER), *(book.says(fault) for fault in faults))
