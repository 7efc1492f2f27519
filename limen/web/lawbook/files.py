"""The files of an edition, to take away: exactly what was adopted, as a zip."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse

from limen.web.lawbook.book import open_book
from limen.web.requests import Request


def files(request: Request, pack: str = "", edition_id: UUID | None = None) -> HttpResponse:
    """The pack's own files, what it inherits, and the calendars. The same edition gives the same bytes."""
    book = open_book(request, pack, edition_id)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in sorted(book.law.library.bundle(book.pack.id).items()):
            archive.writestr(ZipInfo(name), text.encode(), ZIP_DEFLATED)
    answer = HttpResponse(made.getvalue(), content_type="application/zip")
    name = f"{book.pack.id}-{book.pack.fingerprint[:12]}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
