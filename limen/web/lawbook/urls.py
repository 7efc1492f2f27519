"""The addresses of the law's pages, for one workspace: the law in force, and any edition by its number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.lawbook import contents, files
from limen.web.page import page

Body = Callable[..., HttpResponse]
_PAGES: tuple[tuple[str, Body, str], ...] = (
    ("", contents.contents, "pack"),
    ("files/", files.files, "files"),
    ("<slug:part>/", contents.part, "part"),
    ("<slug:part>/<str:entry>/", contents.entry, "entry"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The law behind the door of this workspace."""
    pages = [path("law/", _made(workspace, contents.law), name="law")]
    for where, body, name in _PAGES:
        pages.append(path(f"law/in-force/<slug:pack>/{where}", _made(workspace, body), name=f"law_{name}"))
        pages.append(
            path(f"law/editions/<uuid:edition_id>/{where}", _made(workspace, body), name=f"edition_{name}")
        )
    return pages


def _made(workspace: str, body: Body) -> Callable[..., Any]:
    return page(workspace)(body)
