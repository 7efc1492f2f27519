"""The addresses of the pages about persons, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.page import page
from limen.web.persons import acts_birth, acts_documents, acts_names, history, parties, searching, sheet

Body = Callable[..., HttpResponse]
_PERSON = "person/<uuid:person_id>/"
_CASE = "case/<uuid:case_id>/people/"
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    ("people/", searching.people, "people", None),
    (_PERSON, sheet.person, "person", None),
    (f"{_PERSON}history/", history.person_history, "person_history", None),
    (f"{_PERSON}names/add/", acts_names.add_name, "add_name", "people.add_name"),
    (f"{_PERSON}birth/correct/", acts_birth.correct_birth, "correct_birth", "people.correct_birth"),
    (f"{_PERSON}documents/add/", acts_documents.add_document, "add_document", "people.add_document"),
    (_CASE, parties.case_people, "case_people", None),
    (f"{_CASE}add/", parties.add_party, "add_party", "cases.add_party"),
    (f"{_CASE}<uuid:party_id>/end/", parties.end_party, "end_party", "cases.end_party"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The pages about persons behind the door of this workspace; an act nobody there is granted has none."""
    opened = [
        path(where, _made(workspace, body, act), name=name)
        for where, body, name, act in _PAGES
        if act is None or roles_grant(workspace, act)
    ]
    # Asked by the script of the search box, not by a person: it keeps no session alive.
    quiet = page(workspace, quietly=True)(searching.people_suggestions)
    return [*opened, path("people/suggestions/", quiet, name="people_suggestions")]


def _made(workspace: str, body: Body, act: str | None) -> Callable[..., Any]:
    return page(workspace, permission=act)(body)
