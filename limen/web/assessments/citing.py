"""From a place of the file, or of the library, to a board: beside what it is laid, its name filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.assessments.queries.assigned import boards_assigned
from limen.domain.assessments.queries.cards import BesideCard, BoardSheet
from limen.domain.assessments.queries.sheets import board_sheets
from limen.domain.citations.names import FactKey, PassageKey, key_from
from limen.domain.citations.queries.resolving import cited
from limen.web.assessments.frame import of, working
from limen.web.casefile.frame import address, read_sheet, show_file
from limen.web.casefile.places import place_url
from limen.web.country.frame import show_within
from limen.web.requests import Request

_OF_NONE = UUID(int=0)  # a passage of the library is of no case


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The place from which somebody came: its name, what it is called, what stands there, the way back."""

    name: str
    says: str
    around: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Something beside which it can be laid, and where that is done."""

    says: str
    url: str


@dataclass(frozen=True, kw_only=True)
class BoardOffer:
    """A board with all beside which it can be laid."""

    id: UUID
    called: str
    asked_for: str
    besides: tuple[Beside, ...]


def origin_of(request: Request, case_id: UUID, name: str) -> Origin | None:
    """The place of that name, as somebody may see it in this case; None when it leads nowhere. A fact is no
    evidence for a fact."""
    key = key_from(name)
    if key is None or isinstance(key, FactKey):
        return None
    language = get_language() or "en"
    found = cited([key], case_id, language=language, by=request.actor, at=request.at).get(key)
    if found is None:
        return None
    url = place_url(request, case_id, key, found)
    return Origin(name=str(key), says=found.words, around=found.around, url=url)


def board_cite(request: Request, case_id: UUID) -> HttpResponse:
    """Choose beside what a place is laid."""
    case = read_sheet(request, case_id)
    origin = origin_of(request, case_id, request.GET.get("name", ""))
    sheets = board_sheets(case_id, by=request.actor, at=request.at) if origin else []
    return show_file(
        request,
        case,
        "web/assessments/cite.html",
        tab="case_boards",
        title=_("Cite on the board"),
        origin=origin,
        boards=[
            _offer(request, one, origin)
            for one in sheets
            if origin is not None and not working(request, case, one)
        ],
        boards_url=address(request, "case_boards", case_id),
    )


def cite_passage(request: Request) -> HttpResponse:
    """Choose on which of one's own boards a passage of the library is laid."""
    key = key_from(request.GET.get("name", ""))
    name = str(key) if isinstance(key, PassageKey) else ""
    origin = origin_of(request, _OF_NONE, name)
    asked = urlencode({"name": name})
    found = boards_assigned(by=request.actor, at=request.at) if origin else []
    return show_within(
        request,
        "cite",
        title=_("Cite on the board"),
        origin=origin,
        boards=[
            Beside(
                says=f"{one.reference} – {one.called or _('somebody whom you may not know of')}",
                url=f"{address(request, 'board_cite', one.case_id)}?{asked}",
            )
            for one in found
        ],
    )


def _offer(request: Request, sheet: BoardSheet, origin: Origin) -> BoardOffer:
    return BoardOffer(
        id=sheet.card.id,
        called=sheet.card.called or _("somebody whom you may not know of"),
        asked_for=sheet.card.asked_for,
        besides=tuple(_besides(request, sheet, origin)),
    )


def _besides(request: Request, sheet: BoardSheet, origin: Origin) -> Iterator[Beside]:
    asked = urlencode({"cites": origin.name})
    every: tuple[BesideCard, ...] = (*sheet.facts, sheet.account)
    for one in every:
        says = f"{one.fact.place}. {one.fact.fact.says}" if one.fact else _("The account as a whole")
        where = of(request, "board_link_evidence", sheet, one.fact.id if one.fact else sheet.card.id)
        yield Beside(says=says, url=f"{where}?{asked}")
