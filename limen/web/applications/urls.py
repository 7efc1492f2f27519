"""The addresses of the pages of applications, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.applications import application, evidence, form, letters, lists, moving, people
from limen.web.page import page

Body = Callable[..., HttpResponse]
_ALL = "case/<uuid:case_id>/applications/"
_ONE = f"{_ALL}<uuid:application_id>/"
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    (_ALL, lists.case_applications, "case_applications", None),
    (f"{_ALL}make/", lists.make, "make", "applications.make"),
    (_ONE, application.application, "application", None),
    (f"{_ONE}form/<slug:form_section>/", form.answer, "answer", "applications.answer"),
    (f"{_ONE}for/<uuid:person_id>/", people.cover, "cover", "applications.cover"),
    (f"{_ONE}evidence/<slug:item>/", evidence.take_evidence, "take_evidence", "applications.take_evidence"),
    (f"{_ONE}acknowledge/", letters.acknowledge, "acknowledge", "applications.acknowledge"),
    (f"{_ONE}missing/", letters.ask_for_missing, "ask_for_missing", "applications.ask_for_missing"),
    (f"{_ONE}letters/<uuid:letter_id>/", letters.application_letter, "application_letter", None),
    (f"{_ONE}lodge/", moving.begin, "begin", "procedure.begin"),
    (f"{_ONE}move/<slug:act>/<slug:to>/", moving.move, "move", "procedure.move"),
)
_DRAFT = "drafts/of-application/<uuid:into_id>/<slug:form_section>/"


def urls_for(workspace: str) -> list[URLPattern]:
    """The pages of applications behind the door of this workspace."""
    opened = [
        path(where, page(workspace, permission=act)(body), name=name) for where, body, name, act in _PAGES
    ]
    quiet = page(workspace, permission="applications.answer", quietly=True)(form.draft_answers)
    return [*opened, path(_DRAFT, quiet, name="draft_answers")]
