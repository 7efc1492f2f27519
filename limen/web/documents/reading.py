"""The reader: one page at a time with its text and marks, so that a bundle of any length opens at once."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.citations.names import PageKey, short, written
from limen.domain.documents import rules
from limen.domain.documents.commands import marking
from limen.domain.documents.queries.cards import MarkCard, Reading
from limen.domain.documents.queries.sheets import reading_of
from limen.web.casefile.frame import address, here, may, show_file
from limen.web.casefile.places import cite_url
from limen.web.documents.forms import MarkForm
from limen.web.documents.frame import opened
from limen.web.page import told
from limen.web.requests import Request, acts


def document_page(
    request: Request, case_id: UUID, document_id: UUID, version: int, page: int
) -> HttpResponse:
    """A page of a document."""
    return _reader(request, case_id, document_id, version, page, MarkForm())


def document_mark_page(
    request: Request, case_id: UUID, document_id: UUID, version: int, page: int
) -> HttpResponse:
    """Mark a page, a part of it or a line."""
    form = MarkForm(request.POST or None)
    if acts(request) and form.is_valid():
        found = reading_of(document_id, version, page, by=request.actor, at=request.at)
        event = marking.mark_page(
            found.version.id,
            page=page,
            area=form.marked(),
            quote=form.cleaned_data["quote"],
            words=form.cleaned_data["words"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:document_page", case_id, document_id, version, page)
    return _reader(request, case_id, document_id, version, page, form)


def _reader(
    request: Request, case_id: UUID, document_id: UUID, version: int, page: int, form: MarkForm
) -> HttpResponse:
    sheet, found = opened(request, case_id, document_id)
    reading = reading_of(document_id, version, page, by=request.actor, at=request.at)
    place = (case_id, document_id, version)
    marks = sheet.is_read and may(request, "documents.mark_page")
    last = reading.version.pages
    cites = sheet.is_read and may(request, "decisions.comment") and not found.document.is_set_aside
    named = PageKey(of=short(document_id), version=version, page=page) if cites else None
    return show_file(
        request,
        sheet,
        "web/documents/reader.html",
        tab="case_documents",
        title=_("Page %(page)d of %(last)d") % {"page": page, "last": last},
        document=found.document,
        reading=reading,
        form=form if marks else None,
        mark_url=address(request, "document_mark_page", *place, page) if marks else "",
        refused=rules.obstacles_to_working(is_worked_on=sheet.is_worked_on),
        marks=[_mark(request, case_id, one, named) for one in reading.marks],
        cite=written(named) if named else "",
        cite_url=cite_url(request, case_id, str(named)) if named and sheet.is_worked_on else "",
        back_url=address(request, "document", case_id, document_id),
        picture_url=address(request, "document_picture", *place, page) if reading.page.has_picture else "",
        previous_url=address(request, "document_page", *place, page - 1) if page > 1 else "",
        next_url=address(request, "document_page", *place, page + 1) if page < last else "",
        is_old=version != found.versions[0].number,
        leaves=_leaves(request, place, reading),
    )


def _mark(request: Request, case_id: UUID, mark: MarkCard, named: PageKey | None) -> dict[str, object]:
    """A mark, how wide and high its area is, how it is cited, and the way to take it off."""
    url = (
        address(request, "document_end_mark", case_id, mark.id) if may(request, "documents.end_mark") else ""
    )
    width = mark.area.right - mark.area.left if mark.area else 0
    height = mark.area.bottom - mark.area.top if mark.area else 0
    end = short(mark.id)
    name = replace(named, mark=end) if named else None
    return {
        "mark": mark,
        "width": width,
        "height": height,
        "end_url": url,
        "cite": written(name) if name else "",
        "cite_url": cite_url(request, case_id, str(name)) if name else "",
        "cite_id": f"cite-{end}",
    }


def _leaves(request: Request, place: tuple[UUID, UUID, int], reading: Reading) -> list[dict[str, object]]:
    """Every page as a small picture that the browser fetches when it comes into view."""
    first = address(request, "document_page", *place, 1).removesuffix("1/")
    return [
        {
            "number": number,
            "url": f"{first}{number}/",
            "small": f"{first}{number}/picture/?small" if number in reading.with_thumbnail else "",
            "is_marked": number in reading.marked,
            "is_current": number == reading.page.number,
        }
        for number in range(1, reading.version.pages + 1)
    ]
