"""Which of the reader's cases a term touches: the clocks that live under it, counted to a limit and paged."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.deadlines.queries.touched import Key, TouchedCard, TouchedPage, count_touched, touched_by
from limen.law.terms import Term
from limen.web.components import Column, Empty, Paging, Row, Table, day_mark, isolated, tag_mark
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.requests import Request, shows


@dataclass(frozen=True, kw_only=True)
class Touched:
    """How many clocks there are, in words, and a page of them."""

    says: Text
    table: Table


def cases(request: Request, book: Book, term: Term) -> Touched | None:
    """None where no case is read: in a workspace without pages of cases, or from an edition not in force."""
    if not _opens_cases(book) or not book.is_in_force:
        return None
    by, at = request.actor, request.at
    keys = {side: _key_in(request.GET.get(side, "")) for side in ("after", "before")}
    found = touched_by(book.pack.id, term.id, by=by, at=at, after=keys["after"], before=keys["before"])
    counted = count_touched(book.pack.id, term.id, by=by, at=at)
    shows(request, dict.fromkeys(card.case_id for card in found.cards))
    return Touched(says=_said(counted.found, is_more=counted.is_more), table=_table(book, found))


def _opens_cases(book: Book) -> bool:
    try:
        return bool(reverse(f"{book.workspace}:my_cases"))
    except NoReverseMatch:
        return False


def _said(found: int, *, is_more: bool) -> str:
    if is_more:
        return _("More than %(n)s clocks run under this term in cases that you can read.") % {"n": found}
    said = ngettext(
        "%(n)s clock runs under this term in cases that you can read.",
        "%(n)s clocks run under this term in cases that you can read.",
        found,
    )
    return said % {"n": found}


def _table(book: Book, found: TouchedPage) -> Table:
    headers = (
        (_("Case"), True),
        (_("Name"), False),
        (_("About"), False),
        (_("Due"), True),
        (_("State"), False),
    )
    return Table(
        caption=_("Cases it touches"),
        columns=tuple(Column(header=header, is_nowrap=is_tight) for header, is_tight in headers),
        rows=tuple(_row(book, card) for card in found.cards),
        empty=Empty(
            sentence=_("No clock runs under this term in a case that you can read."),
            advice=_("A clock is started in a case, by a person."),
        ),
        paging=_paging(found),
        hide_caption=True,
    )


def _row(book: Book, card: TouchedCard) -> Row:
    url = reverse(f"{book.workspace}:case", args=[card.case_id])
    cells = (
        card.reference,
        isolated(card.called),
        isolated(card.about),
        day_mark(card.due_on),
        tag_mark(card.state.label),
    )
    return Row(url=url, cells=cells, key=str(card.clock_id))


def _paging(found: TouchedPage) -> Paging | None:
    if found.before is None and found.after is None:
        return None
    return Paging(
        next_url=f"?{urlencode({'after': _token(found.after)})}#touched" if found.after else None,
        previous_url=f"?{urlencode({'before': _token(found.before)})}#touched" if found.before else None,
    )


def _token(key: Key) -> str:
    packed = key.due_on.toordinal().to_bytes(4) + key.id.bytes
    return urlsafe_b64encode(packed).decode().rstrip("=")


def _key_in(token: str) -> Key | None:
    """The place that a token names; None, and so the first page, for anything that is no token."""
    try:
        packed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return Key(due_on=date.fromordinal(int.from_bytes(packed[:4])), id=UUID(bytes=packed[4:]))
    except (ValueError, OverflowError):
        return None
