"""The parts of a pack beside its terms, each with a list and, where it says more, a page for each entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from limen.foundation.refusals import Hidden
from limen.web.components import Row
from limen.web.components.shapes import Text
from limen.web.lawbook import (
    analyses,
    calendars,
    catalogues,
    entitlements,
    lists,
    orders,
    plans,
    procedures,
    regimes,
    term,
    weighing,
    withdrawals,
)
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import show_page, table
from limen.web.requests import Request

Shelf = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part: its name in addresses, what it is called, where its entries lie, and who draws them."""

    name: str
    label: Text
    shelf: Callable[[Book], Shelf]
    lead: Text = ""
    one: Callable[[Request, Book, str], HttpResponse] | None = None
    every: Callable[[Request, Book], HttpResponse] | None = None

    @staticmethod
    def called(name: str) -> Part:
        """The part of that name. Raises `Hidden`."""
        found = next((part for part in (TERMS, *PARTS) if part.name == name), None)
        if found is None:
            raise Hidden(f"the part {name}")
        return found

    def ids(self, book: Book) -> tuple[str, ...]:
        """Its entries."""
        return tuple(self.shelf(book))

    def words(self, book: Book, id: str) -> tuple[str, str]:
        """What an entry is called, and what else a search may look for in it."""
        entry = self.shelf(book)[id]
        more = " ".join(str(getattr(entry, name, "")) for name in ("about", "source", "note", "authority"))
        items = getattr(entry, "items", None)
        if isinstance(items, Mapping):
            more += " ".join(f"{one.says} {one.source}" for one in items.values())
        return str(getattr(entry, "says", id)), more

    def way_to(self, book: Book, id: str) -> str:
        """The page of an entry, or its place on the page of the part."""
        return book.address(self.name, id) if self.one else f"{book.address(self.name)}#{id}"

    def show_all(self, request: Request, book: Book) -> HttpResponse:
        """All entries."""
        if not self.shelf(book):
            raise Hidden(f"nothing in {self.name} of {book.pack.id}")
        if self.every is not None:
            return self.every(request, book)
        rows = []
        for id in self.ids(book):
            about = book.says(str(getattr(self.shelf(book)[id], "about", "")))
            rows.append(Row(url=self.way_to(book, id), cells=(book.says(self.words(book, id)[0]), about)))
        shown = table(self.label, (_("Name"), _("What it is about")), rows)
        return show_page(request, book, "part", title=self.label, lead=(self.lead,), table=shown)

    def show_one(self, request: Request, book: Book, id: str) -> HttpResponse:
        """One entry. Raises `Hidden`."""
        if self.one is None or id not in self.shelf(book):
            raise Hidden(f"{self.name} {id} of {book.pack.id}")
        return self.one(request, book, id)


TERMS = Part(name="terms", label=_("Terms"), shelf=lambda book: book.pack.terms, one=term.term)
PARTS = (
    Part(
        name="procedures",
        label=_("Procedures"),
        shelf=lambda book: book.pack.procedures,
        one=procedures.procedure,
        lead=_("Where a case can stand, and the ways from one stage to the next. Nothing moves by itself."),
    ),
    Part(
        name="regimes",
        label=_("Which law governs"),
        shelf=lambda book: book.pack.regimes,
        one=regimes.regime,
        lead=_("When the law has changed, one date of the case decides which version governs it."),
    ),
    Part(
        name="outcomes",
        label=_("Outcomes"),
        shelf=lambda book: book.pack.outcomes,
        every=catalogues.outcomes,
    ),
    Part(
        name="grounds",
        label=_("Grounds"),
        shelf=lambda book: book.pack.grounds,
        one=catalogues.grounds,
        lead=_("Closed lists: the law names these reasons and no others."),
    ),
    Part(
        name="requirements",
        label=_("Requirements"),
        shelf=lambda book: book.pack.requirements,
        one=catalogues.requirements,
        lead=_("What must be there: in a decision, an interview, an application."),
    ),
    Part(
        name="withdrawals",
        label=_("Withdrawals"),
        shelf=lambda book: book.pack.withdrawals,
        one=withdrawals.withdrawal,
        lead=_("How an application is taken back, in words or by conduct, and what follows from it."),
    ),
    Part(
        name="weighing",
        label=_("Weighing evidence"),
        shelf=lambda book: book.pack.weighing,
        one=weighing.weighing,
        lead=_("What is looked at, what may distort an account, and what comes before a negative finding."),
    ),
    Part(
        name="analyses",
        label=_("Legal analyses"),
        shelf=lambda book: book.pack.analyses,
        one=analyses.analysis,
        lead=_("The questions of a decision in the order in which they are examined. People answer them."),
    ),
    Part(
        name="lists",
        label=_("Lists of countries"),
        shelf=lambda book: book.pack.lists,
        one=lists.country_list,
        lead=_("A country can be on a list on one day and off it on the next. Ask for a day."),
    ),
    Part(
        name="holds",
        label=_("Orders that block a step"),
        shelf=lambda book: book.pack.holds,
        every=orders.holds,
    ),
    Part(
        name="amounts", label=_("Fees and sums"), shelf=lambda book: book.pack.amounts, every=orders.amounts
    ),
    Part(
        name="entitlements",
        label=_("Entitlements"),
        shelf=lambda book: book.pack.entitlements,
        one=entitlements.entitlement,
        lead=_("Who has a reason to apply. Never a promise, and nobody’s decision."),
    ),
    Part(
        name="plans",
        label=_("Plans"),
        shelf=lambda book: book.pack.plans,
        one=plans.plan,
        lead=_("Programmes as templates: steps in order, some with a date of their own."),
    ),
    Part(
        name="calendars",
        label=_("Calendars"),
        shelf=lambda book: book.law.library.calendars,
        one=calendars.calendar,
        lead=_("Which days are off, and so move the end of a period."),
    ),
)
