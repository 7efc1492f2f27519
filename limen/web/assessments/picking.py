"""Places of the file, and passages of the library, that can be put on a board: each under its citation name,
with a button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.citations.names import MomentKey
from limen.domain.citations.queries.cards import CitableBlock, CitablePage
from limen.domain.citations.queries.offering import citable
from limen.web.requests import Request

LONGEST = 100  # letters that somebody looks for


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place: what it is called, what stands there, and its name."""

    called: str
    around: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What can be picked, and the words that were looked for."""

    places: tuple[Place, ...]
    asked: str
    is_more: bool


def offered_places(request: Request, case_id: UUID, words: str) -> Offered:
    """What of the case or the library has these words in it; without words, the latest of the case."""
    asked = words.strip()[:LONGEST]
    found = citable(case_id, asked, by=request.actor, at=request.at)
    pages = [
        Place(
            called=_("%(title)s, page %(page)d") % {"title": one.title, "page": number},
            around="",
            name=str(key),
        )
        for one in found.documents
        for number, key in enumerate(one.first, 1)
    ]
    named = map(_page, (*found.pages, *found.marks, *found.passages))
    blocks = (place for one in found.blocks for place in (_block(one), *_heard(one)))
    places = (*pages, *named, *blocks)
    return Offered(places=tuple(dict.fromkeys(places)), asked=asked, is_more=found.is_more)


def _page(one: CitablePage) -> Place:
    called = _("%(title)s, page %(page)d") % {"title": one.title, "page": one.page}
    return Place(called=called, around=one.around, name=str(one.key))


def _block(one: CitableBlock) -> Place:
    told = {
        "number": one.number,
        "kind": one.kind.label,
        "day": f"{one.said_at:%Y-%m-%d}",
        "time": f"{one.said_at:%H:%M}",
    }
    called = _("Block %(number)d, %(kind)s, %(day)s %(time)s") % told
    return Place(called=called, around=one.words, name=str(one.key))


def _heard(one: CitableBlock) -> Iterator[Place]:
    """The same block as it is heard, where there is a recording."""
    if isinstance(one.heard, MomentKey):
        told = {"number": one.number, "clock": one.heard.clock}
        called = _("Block %(number)d as it is heard, at %(clock)s of the recording") % told
        yield Place(called=called, around="", name=str(one.heard))
