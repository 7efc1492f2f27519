"""Bytes of documents: pictures of pages, made by us, and the original as a file to keep."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from limen.domain.documents.names import LookState
from limen.domain.documents.queries.files import original_of, picture_of
from limen.foundation.refusals import Hidden
from limen.outside.looking.port import COPY_TYPE, DOCX, JPEG, ODT, PDF, PLAIN, PNG, TIFF, WEBP
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import Damaged, NotThere
from limen.web.documents.frame import opened
from limen.web.requests import Request

_ENDINGS = {
    PDF: "pdf", JPEG: "jpg", PNG: "png", WEBP: "webp", TIFF: "tif", DOCX: "docx", ODT: "odt", PLAIN: "txt",
}  # fmt: skip


def document_picture(
    request: Request, case_id: UUID, document_id: UUID, version: int, page: int
) -> HttpResponse:
    """The picture of a page, or its small one, noted as read, for nobody's cache. Raises `Hidden`."""
    opened(request, case_id, document_id)
    stored_as, key = picture_of(
        document_id, version, page, by=request.actor, at=request.at, is_small="small" in request.GET
    )
    try:
        content = b"".join(store_of(settings.FILES).read(stored_as, key))
    except (NotThere, Damaged) as error:
        raise Hidden(f"the bytes of page {page} of document {document_id}") from error
    answer = HttpResponse(content, content_type=COPY_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def document_original(request: Request, case_id: UUID, document_id: UUID, version: int) -> HttpResponseBase:
    """The original under a name of ours, never shown by the browser. Raises `Hidden` when it was not looked
    at, or is not handed out."""
    sheet, _found = opened(request, case_id, document_id)
    file = original_of(document_id, version, by=request.actor, at=request.at)
    if file.state is not LookState.SHOWN:
        raise Hidden(f"the original of version {version} of document {document_id}")
    try:
        pieces: Iterator[bytes] = store_of(settings.FILES).read(file.stored_as, file.key)
    except NotThere as error:
        raise Hidden(f"the bytes of version {version} of document {document_id}") from error
    ending = _ENDINGS.get(file.media_type, "bin")
    return as_download(pieces, f"{sheet.reference}-{document_id.hex[-8:]}-v{version}.{ending}", file.size)


def as_download(pieces: Iterator[bytes], name: str, size: int) -> StreamingHttpResponse:
    """Bytes under this name, to be kept and never shown by the browser."""
    answer = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_plain(name)}"'
    answer.headers["Content-Length"] = str(size)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _plain(name: str) -> str:
    """Letters, digits and a few signs: a reference may hold others, and a header must not."""
    return "".join(one if one.isascii() and (one.isalnum() or one in "-._") else "-" for one in name)
