"""The addresses of lists from elsewhere, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.imports import listing, mapping, receiving, rows, running
from limen.web.page import page

Body = Callable[..., HttpResponse]
_ONE = "imports/<uuid:import_id>/"
# The address, the page, its name, and the act it is for.
_PAGES: tuple[tuple[str, Body, str, str], ...] = (
    ("imports/", listing.imports, "imports", "imports.receive"),
    ("imports/receive/", receiving.receive, "import_receive", "imports.receive"),
    (_ONE, running.one, "import", "imports.receive"),
    (f"{_ONE}read-anew/", receiving.read_anew, "import_read_anew", "imports.read_anew"),
    (f"{_ONE}columns/", mapping.map_columns, "import_map", "imports.map"),
    (f"{_ONE}start/", running.start, "import_start", "imports.start"),
    (f"{_ONE}pause/", running.pause, "import_pause", "imports.pause"),
    (f"{_ONE}go-on/", running.go_on, "import_go_on", "imports.go_on"),
    (f"{_ONE}cancel/", running.cancel, "import_cancel", "imports.cancel"),
    (f"{_ONE}forget/", running.forget, "import_forget", "imports.forget"),
    (f"{_ONE}rows/<slug:state>/", rows.rows, "import_rows", "imports.receive"),
    (f"{_ONE}row/<int:number>/", rows.row, "import_row", "imports.receive"),
    (f"{_ONE}row/<int:number>/mend/", rows.mend, "import_mend_row", "imports.mend_row"),
    (f"{_ONE}row/<int:number>/decide/", rows.decide, "import_decide_row", "imports.decide_row"),
    (f"{_ONE}errors/", rows.errors, "import_errors", "imports.receive"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """Lists from elsewhere behind the door of this workspace."""
    pages = [
        path(where, page(workspace, permission=act)(body), name=name) for where, body, name, act in _PAGES
    ]
    # What a page asks for by itself does not keep a session alive.
    progress = page(workspace, permission="imports.receive", quietly=True)(running.progress)
    return [*pages, path(f"{_ONE}progress/", progress, name="import_progress")]
