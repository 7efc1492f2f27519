"""Bundles: documents of a case chosen, put in order and asked for in one file; how far it is; the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.documents import rules
from limen.domain.documents.commands import bundling
from limen.domain.documents.names import BundleState, LookState
from limen.domain.documents.queries.bundles import (
    Bindable,
    BundleCard,
    bindable_of,
    bundle_card,
    bundles_of,
    file_of_bundle,
)
from limen.foundation.refusals import Hidden, Obstacle
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import NotThere
from limen.web.casefile.frame import Act, address, here, read_sheet, show_act, show_file
from limen.web.components.shapes import Text
from limen.web.documents.forms import BundleForm
from limen.web.documents.handing import as_download
from limen.web.page import told
from limen.web.requests import Request, acts


@dataclass(frozen=True, kw_only=True)
class Line:
    """A document to choose: the number that was typed for its place, or why it cannot be chosen."""

    document: Bindable
    place: str
    is_chosen: bool
    why_not: Text = ""


def document_ask_bundle(request: Request, case_id: UUID) -> HttpResponse:
    """Choose documents and their order. All are chosen at first, the earliest received first."""
    sheet = read_sheet(request, case_id)
    lines = _lines(request, bindable_of(case_id, by=request.actor, at=request.at))
    form = BundleForm(request.POST or None, initial={"title": _("Documents")})
    if acts(request) and form.is_valid():
        event = bundling.ask_bundle(
            case_id,
            documents=_in_order(lines),
            cover=bundling.Cover(
                title=form.cleaned_data["title"],
                office=sheet.organisation,
                reference=sheet.reference,
                language=get_language() or "en",
                time_zone=request.person.time_zone,
            ),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:document_bundle", case_id, event.bundle_id)
    act = Act(
        title=_("Documents in one file"),
        button=_("Make the file"),
        back_url=address(request, "case_documents", case_id),
        lead=[
            _("A cover, an index, and every page with a running number and the mark of its document."),
            _("It is made of the copies shown here, never of the originals, and is yours alone."),
        ],
        refused=_refused(sheet, lines),
    )
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/documents/bundling.html",
        lines=lines,
        bundles=[
            (card, address(request, "document_bundle", case_id, card.id))
            for card in bundles_of(case_id, by=request.actor, at=request.at)
        ],
    )


def document_bundle(request: Request, case_id: UUID, bundle_id: UUID) -> HttpResponse:
    """How far a bundle is, and the way to its file."""
    sheet, card = _opened(request, case_id, bundle_id)
    return show_file(
        request,
        sheet,
        "web/documents/bundle.html",
        tab="case_documents",
        title=_("Documents in one file"),
        back_url=address(request, "case_documents", case_id),
        **_state(request, card),
    )


def document_bundle_state(request: Request, case_id: UUID, bundle_id: UUID) -> HttpResponse:
    """How far it is, for the page to ask again and again."""
    _sheet, card = _opened(request, case_id, bundle_id)
    return render(request, "web/documents/_bundle.html", _state(request, card))


def document_bundle_file(request: Request, case_id: UUID, bundle_id: UUID) -> StreamingHttpResponse:
    """The file. Raises `Hidden` when there is none."""
    sheet, _card = _opened(request, case_id, bundle_id)
    file = file_of_bundle(bundle_id, by=request.actor, at=request.at)
    try:
        pieces = store_of(settings.FILES).read(file.stored_as, file.key)
    except NotThere as error:
        raise Hidden(f"the bytes of bundle {bundle_id}") from error
    return as_download(pieces, f"{sheet.reference}-documents-{bundle_id.hex[-8:]}.pdf", file.size)


def _opened(request: Request, case_id: UUID, bundle_id: UUID) -> tuple[CaseSheet, BundleCard]:
    sheet = read_sheet(request, case_id)
    card = bundle_card(bundle_id, by=request.actor, at=request.at)
    if card.case_id != case_id:
        raise Hidden(f"bundle {bundle_id} in case {case_id}")
    return sheet, card


def _state(request: Request, card: BundleCard) -> dict[str, object]:
    is_waiting, place = card.state is BundleState.WAITING, (card.case_id, card.id)
    return {
        "bundle": card,
        "is_waiting": is_waiting,
        "has_failed": card.state is BundleState.FAILED,
        "size": filesizeformat(card.size),
        "state_url": address(request, "document_bundle_state", *place) if is_waiting else "",
        "file_url": address(request, "document_bundle_file", *place)
        if card.state is BundleState.MADE
        else "",
        "again_url": address(request, "document_ask_bundle", card.case_id),
    }


def _lines(request: Request, found: Sequence[Bindable]) -> list[Line]:
    """The documents with what was typed about them; at first all of them, as they came in."""
    lines, is_sent = list[Line](), request.method == "POST"
    for one in found:
        why_not = _why_not(one)
        typed = request.POST.get(f"place_{one.id}", "") if is_sent else str(len(lines) + 1)
        is_chosen = not why_not and (not is_sent or f"take_{one.id}" in request.POST)
        lines.append(Line(document=one, place=typed[:4], is_chosen=is_chosen, why_not=why_not))
    return lines


def _in_order(lines: Sequence[Line]) -> list[UUID]:
    """Those chosen, by their numbers; the same number, or none, leaves them as they came in."""
    chosen = [line for line in lines if line.is_chosen]
    chosen.sort(key=lambda line: int(line.place) if line.place.isascii() and line.place.isdigit() else 10_000)
    return [line.document.id for line in chosen]


def _why_not(one: Bindable) -> Text:
    if one.state is LookState.WAITING:
        return _("It is still being looked at.")
    return "" if one.state is LookState.SHOWN and one.pages else _("It cannot be shown.")


def _refused(sheet: CaseSheet, lines: Sequence[Line]) -> list[Obstacle]:
    can_be = [line for line in lines if not line.why_not]
    return rules.obstacles_to_bundling(
        title="-", documents=len(can_be), is_all_shown=True, pages=0, is_worked_on=sheet.is_worked_on
    )
