"""The addresses of documents, for one workspace. An act has the name of its command after `document_`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.documents import acting, bundling, handing, listing, reading, receiving, redacting, sheet
from limen.web.page import page

Body = Callable[..., Any]
_ALL = "case/<uuid:case_id>/documents/"
_ONE = f"{_ALL}<uuid:document_id>/"
_BUNDLE = f"{_ALL}bundles/<uuid:bundle_id>/"
_PAGE = f"{_ONE}v/<int:version>/p/<int:page>/"
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    (_ALL, listing.case_documents, "case_documents", None),
    (f"{_ALL}receive/", receiving.document_receive, "document_receive", "documents.receive"),
    (f"{_ALL}bundle/", bundling.document_ask_bundle, "document_ask_bundle", "documents.ask_bundle"),
    (_BUNDLE, bundling.document_bundle, "document_bundle", None),
    (f"{_BUNDLE}file/", bundling.document_bundle_file, "document_bundle_file", None),
    (_ONE, sheet.document, "document", None),
    (f"{_ONE}version/", receiving.document_add_version, "document_add_version", "documents.add_version"),
    (f"{_ONE}describe/", acting.document_redescribe, "document_redescribe", "documents.redescribe"),
    (
        f"{_ONE}dispute/",
        acting.document_dispute_translation,
        "document_dispute_translation",
        "documents.dispute_translation",
    ),
    (f"{_ONE}weigh/", acting.document_weigh, "document_weigh", "documents.weigh"),
    (f"{_ONE}set-aside/", acting.document_set_aside, "document_set_aside", "documents.set_aside"),
    (f"{_ONE}v/<int:version>/original/", handing.document_original, "document_original", None),
    (_PAGE, reading.document_page, "document_page", None),
    (f"{_PAGE}mark/", reading.document_mark_page, "document_mark_page", "documents.mark_page"),
    (f"{_PAGE}redact/", redacting.document_draw_box, "document_draw_box", "documents.draw_box"),
    (f"{_ALL}boxes/<uuid:box_id>/end/", redacting.document_end_box, "document_end_box", "documents.end_box"),
    (
        f"{_ONE}v/<int:version>/redact/",
        redacting.document_ask_redaction,
        "document_ask_redaction",
        "documents.ask_redaction",
    ),
    (
        f"{_ALL}marks/<uuid:mark_id>/end/",
        acting.document_end_mark,
        "document_end_mark",
        "documents.end_mark",
    ),
)
# Fetched by a page, not by a person: they keep no session alive.
_QUIET: tuple[tuple[str, Body, str], ...] = (
    (f"{_BUNDLE}state/", bundling.document_bundle_state, "document_bundle_state"),
    (f"{_ONE}state/", sheet.document_state, "document_state"),
    (f"{_PAGE}picture/", handing.document_picture, "document_picture"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """Documents behind the door of this workspace; an act nobody there is granted has no page."""
    opened = [
        path(where, page(workspace, permission=act)(_bare(body)), name=name)
        for where, body, name, act in _PAGES
        if act is None or roles_grant(workspace, act)
    ]
    quiet = [
        path(where, page(workspace, quietly=True)(_bare(body)), name=name) for where, body, name in _QUIET
    ]
    return [*opened, *quiet]


def _bare(body: Body) -> Callable[..., HttpResponse]:
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = body(request, *args, **kwargs)
        return answer

    return asked
