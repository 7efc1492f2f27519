"""Worked examples of a term: their facts, what a lawyer expects, and whether the law here says the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.law.examples import Example
from limen.law.proving import faults_of
from limen.web.components import Row, Tone, tag_mark
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import Chapter, table
from limen.web.lawbook.words import paragraphs


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
    asked = ((_("Country"), example.country), (_("Status"), example.status), (_("On"), example.on))
    facts = [(SafeString(label), answer) for label, answer in asked if answer]
    facts += [(book.fact(name), answer) for name, answer in example.facts.items()]
    if example.calendar:
        facts.append((SafeString(_("Calendar")), example.calendar))
    facts += [
        (SafeString(_("Stopped")), f"{cause}: {since} – {until}") for cause, since, until in example.stops
    ]
    facts += [(SafeString(_("Made longer")), f"{ground} {by}".strip()) for ground, by in example.extensions]
    return Row(cells=(says, _pairs(facts), _pairs(example.expect.items()), _held(book, example)))


def _pairs(pairs: Iterable[tuple[object, object]]) -> SafeString:
    return format_html_join("", "<div>{}: <bdi>{}</bdi></div>", pairs)


def _held(book: Book, example: Example) -> SafeString:
    pack = next(id for id in book.pack.chain if example in book.law.library.examples.get(id, ()))
    faults = faults_of(example, book.law.library.pack(pack), book.law.library)
    if not faults:
        return tag_mark(_("Holds"), Tone.DONE)
    return paragraphs(tag_mark(_("Does not hold"), Tone.DANGER), *(book.says(fault) for fault in faults))
