"""The packs in force, and the contents of one: its parts, its terms by subject, and a search over it all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.policy.queries import adoptions_in_force, laws_in_force
from limen.law.terms import Term
from limen.web.components import Empty, Fact, NumberDoor, Row, Table, day_mark, tag_mark
from limen.web.lawbook.book import IN_FORCE, Book, adopted_words, here, open_book, standing
from limen.web.lawbook.frame import show_law, show_page, table
from limen.web.lawbook.parts import PARTS, Part
from limen.web.lawbook.words import EFFECTS, WHOSE, length_words, plain, sure_mark
from limen.web.requests import Request, today

_NAMED = re.compile(r"^([a-z0-9_]+):", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Terms of one subject: a file of the pack, or a plan."""

    title: str
    table: Table


def law(request: Request) -> HttpResponse:
    """Every pack that governs cases here."""
    adopted = adoptions_in_force(request.actor)
    rows = []
    for one in laws_in_force(request.actor):
        card = adopted.get(one.edition_id)
        book = Book(law=one, adoption=card, workspace=here(request), way=IN_FORCE, key=one.pack.id)
        by = adopted_words(request, card) if card else ""
        cells = (
            book.says(one.pack.says),
            by,
            standing(one.pack),
            day_mark(one.pack.as_of),
            str(len(one.pack.terms)),
        )
        rows.append(Row(url=book.address(), cells=cells))
    headers = (_("Pack"), _("Adopted"), _("Standing"), _("Sources read on"), _("Terms"))
    title = _("Law in force here")
    shown = table(title, headers, rows)
    empty = Empty(
        sentence=_("No pack of law is in force in your organisation."),
        advice=_("It takes two policy leads: one proposes an edition, another adopts it."),
    )
    return show_law(request, "shelf", title=title, table=shown if rows else None, empty=empty)


def contents(request: Request, pack: str = "", edition_id: UUID | None = None) -> HttpResponse:
    """One pack: what it is, its parts, and its terms by subject; or what a search in it finds."""
    book = open_book(request, pack, edition_id)
    asked = " ".join(request.GET.get("q", "").split())[:200]
    return show_page(
        request,
        book,
        "contents",
        title=book.pack.says,
        about=book.pack.about,
        facts=_facts(request, book),
        doors=[_door(book, part) for part in PARTS if part.ids(book)],
        search_url=book.address(),
        files_url=book.address("files"),
        asked=asked,
        found=list(_found(book, asked)) if asked else None,
        groups=_groups(book, asked, today(request)),
        sources=book.pack.sources,
    )


def part(request: Request, part: str, pack: str = "", edition_id: UUID | None = None) -> HttpResponse:
    """One part of a pack. The terms are on the page of contents."""
    book = open_book(request, pack, edition_id)
    if part == "terms":
        return HttpResponseRedirect(book.address())
    return Part.called(part).show_all(request, book)


def entry(
    request: Request, part: str, entry: str, pack: str = "", edition_id: UUID | None = None
) -> HttpResponse:
    """One entry of a part."""
    return Part.called(part).show_one(request, open_book(request, pack, edition_id), entry)


def _facts(request: Request, book: Book) -> list[Fact]:
    adopted = adopted_words(request, book.adoption) if book.adoption and book.adoption.answered_at else ""
    chain = ", ".join(book.pack.chain[1:])
    facts = [
        Fact(term=_("Here"), value=adopted or _("Not in force: nobody adopted this edition.")),
        Fact(term=_("As distributed"), value=standing(book.pack)),
        Fact(term=_("Sources read on"), value=day_mark(book.pack.as_of)),
        Fact(term=_("Edition"), value=format_html("<code>{}</code>", book.pack.fingerprint[:16])),
    ]
    if chain:
        facts.append(Fact(term=_("Inherits"), value=chain))
    return facts


def _door(book: Book, part: Part) -> NumberDoor:
    return NumberDoor(number=len(part.ids(book)), label=part.label, url=book.address(part.name))


def _groups(book: Book, asked: str, day: date) -> list[Group]:
    """Terms by subject, those that a search finds when there is one."""
    wanted = _words_of(asked)
    grouped: dict[str, list[Term]] = {}
    subjects = _subjects(book)
    for term in book.pack.terms.values():
        if all(word in searchable(term) for word in wanted):
            grouped.setdefault(subjects.get(term.id, ""), []).append(term)
    return [Group(title=title, table=_terms(book, title, terms, day)) for title, terms in grouped.items()]


def _subjects(book: Book) -> Mapping[str, str]:
    """The subject of each term: the name of the file that has it, or its plan."""
    subjects: dict[str, str] = {}
    for id in reversed(book.pack.chain):
        for path, text in book.law.library.files.items():
            if path.startswith(f"{id}/terms/"):
                subject = plain(path.rpartition("/")[2].removesuffix(".yaml")).capitalize()
                subjects = dict.fromkeys(_NAMED.findall(text), subject) | subjects
    for plan in book.pack.plans.values():
        subjects |= {step.term: plan.says for step in plan.steps if step.term}
    return subjects


def _terms(book: Book, title: str, terms: list[Term], day: date) -> Table:
    headers = (_("Term"), _("Value today"), _("Whose time"), _("What it is"), _("How sure"))
    return table(title, headers, [_term_row(book, term, day) for term in terms])


def _term_row(book: Book, term: Term, day: date) -> Row:
    version = term.ordinary.values.on(day)
    sure = sure_mark(version.certainty, version.interpretation) if version else ""
    if version is not None:
        value = length_words(version.value)
    elif term.ordinary.values:
        value = _("not the law today")
    else:
        value = _("set by national law") if term.national else _("only in some situations")
    cells = (book.says(term.says), value, WHOSE[term.whose], tag_mark(EFFECTS[term.effect]), sure)
    return Row(url=book.address("terms", term.id), cells=cells)


def searchable(term: Term) -> str:
    """Everything of a term that a person may look for."""
    words = [term.id, plain(term.id), term.says, term.about, term.when_missed]
    for run in term.runs:
        words += [run.says, *(f"{one.source} {one.note} {one.interpretation}" for one in run.values.all)]
    words += [one.says for one in term.extensions]
    words += [f"{one.says} {one.source}" for one in term.stops]
    return " ".join(words).casefold()


def _words_of(asked: str) -> list[str]:
    return asked.casefold().split()


def _found(book: Book, asked: str) -> Iterator[Group]:
    """What a search finds beside the terms."""
    wanted = _words_of(asked)
    for each in PARTS:
        rows = []
        for id in each.ids(book):
            says, more = each.words(book, id)
            if all(word in f"{id} {plain(id)} {says} {more}".casefold() for word in wanted):
                rows.append(Row(url=each.way_to(book, id), cells=(book.says(says),)))
        if rows:
            yield Group(title=str(each.label), table=table(each.label, (_("Name"),), rows))
