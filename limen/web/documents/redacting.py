"""Redacted copies: boxes on a page, a second look at all of them, and asking for the copy."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.documents import rules
from limen.domain.documents.commands import redacting
from limen.domain.documents.names import Area, BoxReason, LookState, RedactionState
from limen.domain.documents.queries.redactions import (
    BoxCard,
    Boxed,
    RedactionCard,
    boxed,
    place_of_box,
)
from limen.domain.documents.queries.sheets import reading_of
from limen.outside.looking.covering import covered
from limen.web.casefile.frame import Act, address, here, may, read_sheet, show_act, show_file
from limen.web.documents.boxforms import BoxForm, RedactionForm
from limen.web.documents.frame import opened
from limen.web.page import told
from limen.web.requests import Request, acts, today


def document_draw_box(
    request: Request, case_id: UUID, document_id: UUID, version: int, page: int
) -> HttpResponse:
    """A page with its boxes, and a further one drawn or typed."""
    sheet, found = opened(request, case_id, document_id)
    reading = reading_of(document_id, version, page, by=request.actor, at=request.at)
    form = BoxForm(request.POST or None)
    place = (case_id, document_id, version)
    if acts(request) and form.is_valid():
        event = redacting.draw_box(
            reading.version.id,
            page=page,
            area=form.area(),
            reason=BoxReason(form.cleaned_data["reason"]),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:document_draw_box", *place, page)
    boxes = boxed(document_id, version, by=request.actor, at=request.at)
    last = reading.version.pages
    return show_file(
        request,
        sheet,
        "web/documents/boxes.html",
        tab="case_documents",
        title=_("Redacted copy: page %(page)d of %(last)d") % {"page": page, "last": last},
        document=found.document,
        reading=reading,
        form=form,
        boxes=[_box(request, case_id, one) for one in boxes.boxes if one.page == page],
        all_boxes=len(boxes.boxes),
        refused=rules.obstacles_to_working(is_worked_on=sheet.is_worked_on),
        back_url=address(request, "document", case_id, document_id),
        look_url=address(request, "document_ask_redaction", *place),
        picture_url=address(request, "document_picture", *place, page) if reading.page.has_picture else "",
        previous_url=address(request, "document_draw_box", *place, page - 1) if page > 1 else "",
        next_url=address(request, "document_draw_box", *place, page + 1) if page < last else "",
    )


def document_end_box(request: Request, case_id: UUID, box_id: UUID) -> HttpResponse:
    """Take a box off a page."""
    sheet = read_sheet(request, case_id)
    document_id, version, page = place_of_box(box_id, by=request.actor, at=request.at)
    opened(request, case_id, document_id)
    place = (case_id, document_id, version, page)
    if acts(request):
        event = redacting.end_box(box_id, by=request.actor, at=request.at)
        return told(event, f"{here(request)}:document_draw_box", *place)
    act = Act(
        title=_("Take the box off"),
        button=_("Take it off"),
        back_url=address(request, "document_draw_box", *place),
        lead=[_("What lies under it will be in copies that are made from now on.")],
        refused=rules.obstacles_to_working(is_worked_on=sheet.is_worked_on),
    )
    return show_act(request, act, None, sheet=sheet)


def document_ask_redaction(request: Request, case_id: UUID, document_id: UUID, version: int) -> HttpResponse:
    """The second look: every page with a box as it will be, and asking for the copy."""
    sheet, found = opened(request, case_id, document_id)
    there = boxed(document_id, version, by=request.actor, at=request.at)
    named = " ".join(str(one.id) for one in there.boxes)
    given = {"title": _("Redacted copy"), "boxes": named}
    form = RedactionForm(_sent(request, named), initial=given)
    if acts(request) and form.is_valid():
        event = redacting.ask_redaction(
            there.version_id,
            boxes=form.looked_at(),
            title=form.cleaned_data["title"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:document", case_id, document_id)
    ids = frozenset(one.id for one in there.boxes)
    act = Act(
        title=_("Look again before the redacted copy is made"),
        button=_("Make the redacted copy"),
        back_url=address(request, "document_draw_box", case_id, document_id, version, 1),
        lead=[found.document.title, *_lead(there)],
        refused=rules.obstacles_to_redacting(
            title="-",
            seen=ids,
            there=ids,
            pages=there.pages,
            drawn=there.drawn,
            is_worked_on=sheet.is_worked_on,
        ),
    )
    place = (case_id, document_id, version)
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/documents/redaction.html",
        pages=_pages(request, place, there),
    )


def copies_said(
    request: Request, case_id: UUID, found: list[RedactionCard], document_id: UUID
) -> list[SafeString]:
    """What the page of a document says of its redacted copies, or of the original it is a copy of."""
    said = []
    for one in found:
        if one.copy_id == document_id:
            url, label = address(request, "document", case_id, one.original_id), _("the original")
            words: str = _("This is a redacted copy of %(document)s.")
        else:
            url = address(request, "document", case_id, one.copy_id) if one.copy_id else ""
            label = one.title
            words = {
                RedactionState.WAITING: _("A redacted copy is being made: %(document)s."),
                RedactionState.MADE: _("There is a redacted copy: %(document)s."),
                RedactionState.FAILED: _(
                    "The redacted copy could not be made: %(document)s. Ask for it again, or tell who runs"
                    " Limen."
                ),
            }[one.state]
        before, _sign, after = words.partition("%(document)s")
        link = (
            format_html('<a class="lm-link" href="{}">{}</a>', url, label)
            if url
            else format_html("<bdi>{}</bdi>", label)
        )
        said.append(format_html("{}{}{}", before, link, after))
    return said


def redact_url(request: Request, case_id: UUID, document_id: UUID, version: int, *, state: LookState) -> str:
    """The way to the boxes of a file that is shown; nothing for whoever may not draw one."""
    if state is not LookState.SHOWN or not may(request, "documents.draw_box"):
        return ""
    return address(request, "document_draw_box", case_id, document_id, version, 1)


def _sent(request: Request, named: str) -> QueryDict | None:
    """What was sent. After a refusal the form names the boxes that are there now: they are on the page."""
    if not request.obstacles:
        return request.POST or None
    sent = request.POST.copy()
    sent["boxes"] = named
    return sent


def _lead(there: Boxed) -> list[str]:
    count, pages = len(there.boxes), len(there.sizes)
    boxes = ngettext(
        "%(count)d box on %(pages)d of %(last)d pages.",
        "%(count)d boxes on %(pages)d of %(last)d pages.",
        count,
    )
    return [
        boxes % {"count": count, "pages": pages, "last": there.pages},
        _(
            "What is black here is not in the copy: it is made of pictures, without text, and is a document"
            " of its own. The original stays as it is."
        ),
        _("Read the rest of these pages, and the pages without a box, for what was missed."),
    ]


def _pages(request: Request, place: tuple[UUID, UUID, int], there: Boxed) -> list[dict[str, object]]:
    """The pages with boxes, and what will be black on each, in pixels."""
    found = []
    for number, size in sorted(there.sizes.items()):
        boxes = [one for one in there.boxes if one.page == number]
        found.append(
            {
                "number": number,
                "picture": address(request, "document_picture", *place, number),
                "url": address(request, "document_draw_box", *place, number),
                "size": size,
                "boxes": boxes,
                "black": [_black(one.area, size.width, size.height) for one in boxes],
            }
        )
    return found


def _black(area: Area, width: int, height: int) -> dict[str, int]:
    left, top, right, bottom = covered((area.left, area.top, area.right, area.bottom), width, height)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _box(request: Request, case_id: UUID, box: BoxCard) -> dict[str, object]:
    """A box, how wide and high it is, and the way to take it off."""
    url = address(request, "document_end_box", case_id, box.id) if may(request, "documents.end_box") else ""
    width, height = box.area.right - box.area.left, box.area.bottom - box.area.top
    return {"box": box, "width": width, "height": height, "end_url": url}
