"""The addresses of the review desk, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.duplicates import acts, looking, pages
from limen.web.page import page

Body = Callable[..., HttpResponse]
_PAIR = "duplicates/<uuid:proposal_id>/"
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    ("duplicates/", pages.duplicates, "duplicates", None),
    ("duplicates/decided/", pages.decided, "duplicates_decided", None),
    (_PAIR, pages.duplicate, "duplicate", None),
    (f"{_PAIR}propose/", acts.take_up, "take_up_duplicate", "duplicates.propose"),
    (f"{_PAIR}merge/", acts.merge, "merge", "duplicates.merge"),
    (f"{_PAIR}tell-apart/", acts.tell_apart, "tell_apart", "duplicates.tell_apart"),
    (f"{_PAIR}defer/", acts.defer, "defer", "duplicates.defer"),
    (f"{_PAIR}withdraw/", acts.withdraw, "withdraw_duplicate", "duplicates.withdraw"),
    ("duplicates/links/<uuid:merging_id>/unmerge/", acts.unmerge, "unmerge", "duplicates.unmerge"),
    (
        "duplicates/propose/<uuid:first_id>/<uuid:other_id>/",
        acts.propose,
        "propose_duplicate",
        "duplicates.propose",
    ),
    ("duplicates/compare/", looking.compare_records, "compare_records", "duplicates.propose"),
    ("person/<uuid:person_id>/same-person/", looking.find_duplicate, "find_duplicate", "duplicates.propose"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The review desk behind the door of this workspace."""
    return [
        path(where, _made(workspace, body, permission), name=name)
        for where, body, name, permission in _PAGES
        if permission is None or roles_grant(workspace, permission)
    ]


def _made(workspace: str, body: Body, permission: str | None) -> Callable[..., Any]:
    return page(workspace, permission=permission)(body)
