"""The documents of a case as a list, with filters, and the search in them."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.documents.names import DocumentKind, Translation
from limen.domain.documents.queries.cards import DocumentCard, Hit
from limen.domain.documents.queries.searching import BEGINS, ENDS, MOST_HITS, words_found
from limen.domain.documents.queries.sheets import Place, Wanted, documents_of
from limen.domain.documents.rules import obstacles_to_working
from limen.web.casefile.frame import Offer, address, may, read_sheet, show_file
from limen.web.casefile.lists import place_in, token_for
from limen.web.components import Column, Empty, Paging, Row, Table, isolated
from limen.web.components.marks import day_mark
from limen.web.documents.frame import language_words, look_mark, thumbnail, translation_mark
from limen.web.requests import Request, looked_for


def case_documents(request: Request, case_id: UUID) -> HttpResponse:
    """The documents of a case, the latest first; or, with words, the pages on which they stand."""
    sheet = read_sheet(request, case_id)
    words = request.GET.get("q", "").strip()
    asked = {name: request.GET.get(name, "") for name in ("kind", "translation", "aside")}
    return show_file(
        request,
        sheet,
        "web/documents/list.html",
        tab="case_documents",
        title=_("Documents"),
        words=words,
        hits=_hits(request, case_id, words) if words else None,
        table=None if words else _table(request, sheet, asked),
        receive=_receive(request, sheet),
        bundle=_bundle(request, sheet),
        kinds=[("", _("Every kind")), *DocumentKind.choices],
        translations=[("", _("Translated or not")), *Translation.choices],
        asked=asked,
        url=address(request, "case_documents", case_id),
    )


def _receive(request: Request, sheet: CaseSheet) -> Offer | None:
    if not (sheet.is_read and may(request, "documents.receive")):
        return None
    return Offer(
        label=_("Receive documents"),
        url=address(request, "document_receive", sheet.id),
        refused=obstacles_to_working(is_worked_on=sheet.is_worked_on),
        kind="primary",
    )


def _bundle(request: Request, sheet: CaseSheet) -> Offer | None:
    if not (sheet.is_read and may(request, "documents.ask_bundle")):
        return None
    return Offer(
        label=_("Documents in one file"),
        url=address(request, "document_ask_bundle", sheet.id),
        refused=obstacles_to_working(is_worked_on=sheet.is_worked_on),
    )


def _table(request: Request, sheet: CaseSheet, asked: dict[str, str]) -> Table:
    place = place_in(request.GET.get("after", ""))
    found = documents_of(
        sheet.id,
        by=request.actor,
        at=request.at,
        wanted=Wanted(
            kind=DocumentKind(asked["kind"]) if asked["kind"] in DocumentKind else None,
            translation=Translation(asked["translation"]) if asked["translation"] in Translation else None,
            set_aside=bool(asked["aside"]),
        ),
        after=Place(received_on=place[0], id=place[1]) if place else None,
    )
    following = None
    if found.after:
        said = {name: value for name, value in asked.items() if value}
        following = "?" + urlencode(said | {"after": token_for(found.after.received_on, found.after.id)})
    headers = (
        _("Title"),
        _("First page"),
        _("What it is"),
        _("Language"),
        _("Translation"),
        _("Came on"),
        _("State"),
    )
    return Table(
        caption=_("Documents"),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(_row(request, card) for card in found.cards),
        empty=_empty(sheet, is_filtered=any(asked.values())),
        paging=Paging(next_url=following) if following else None,
        hide_caption=True,
    )


def _row(request: Request, card: DocumentCard) -> Row:
    cells = (
        isolated(card.title),
        thumbnail(request, card),
        card.kind.label,
        language_words(card.language),
        translation_mark(card.translation),
        day_mark(card.received_on),
        look_mark(card.latest),
    )
    return Row(cells=cells, url=address(request, "document", card.case_id, card.id))


def _empty(sheet: CaseSheet, *, is_filtered: bool) -> Empty:
    if is_filtered:
        return Empty(
            sentence=_("No document is like that."), advice=_("Choose fewer filters to see the others.")
        )
    if sheet.is_worked_on:
        return Empty(
            sentence=_("There is no document in this case yet."),
            advice=_("Receive what was handed in: drop files on the next page, or take a photograph."),
        )
    return Empty(sentence=_("There is no document in this case that you could read."))


def _hits(request: Request, case_id: UUID, words: str) -> dict[str, object]:
    found = words_found(case_id, words, by=request.actor, at=request.at)
    looked_for(request, f"pages:{len(found)}")
    return {
        "found": [(hit, _url(request, case_id, hit), marked(hit.around)) for hit in found],
        "is_cut": len(found) == MOST_HITS,
        "most": MOST_HITS,
    }


def _url(request: Request, case_id: UUID, hit: Hit) -> str:
    return address(request, "document_page", case_id, hit.document_id, hit.version, hit.page)


def marked(around: str) -> SafeString:
    """The words around, those found marked; everything else is escaped."""
    before, *rest = around.split(BEGINS)
    pieces = ((found, after) for found, _ends, after in (piece.partition(ENDS) for piece in rest))
    return format_html("{}{}", before, format_html_join("", "<mark>{}</mark>{}", pieces))
