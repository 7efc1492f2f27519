"""The addresses of decisions, for one workspace. An act has the name of its command after `decision_`."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.decisions import (
    answering,
    citing,
    drafts,
    lists,
    overview,
    paragraphs,
    reading,
    serving,
    signing,
    writing,
)
from limen.web.page import page

Body = Callable[..., HttpResponse]
_OF_CASE = "case/<uuid:case_id>/decisions/"
_ONE = f"{_OF_CASE}<uuid:decision_id>/"
_READS = "decisions.comment"  # whoever works on decisions
# The address, the page, its name, and the act it is for.
_PAGES: tuple[tuple[str, Body, str, str], ...] = (
    ("decisions/to-read/", lists.to_read, "decisions_to_read", "decisions.approve"),
    ("decisions/standard/", paragraphs.paragraphs, "decision_paragraphs", _READS),
    ("decisions/standard/keep/", paragraphs.keep, "decision_keep_paragraph", "decisions.keep_paragraph"),
    (
        "decisions/standard/<uuid:paragraph_id>/revise/",
        paragraphs.revise,
        "decision_revise_paragraph",
        "decisions.keep_paragraph",
    ),
    (
        "decisions/standard/<uuid:paragraph_id>/end/",
        paragraphs.end,
        "decision_end_paragraph",
        "decisions.end_paragraph",
    ),
    (_OF_CASE, lists.case_decisions, "case_decisions", _READS),
    (f"{_OF_CASE}begin/", lists.begin, "decision_begin", "decisions.begin"),
    (_ONE, overview.decision, "decision", _READS),
    (f"{_ONE}versions/", overview.versions, "decision_versions", _READS),
    (f"{_ONE}write/<slug:section>/", writing.save_version, "decision_save_version", "decisions.save_version"),
    (
        f"{_ONE}standard/<slug:section>/",
        writing.insert_paragraph,
        "decision_insert_paragraph",
        "decisions.insert_paragraph",
    ),
    (
        f"{_ONE}outcome/<uuid:person_id>/",
        writing.set_outcome,
        "decision_set_outcome",
        "decisions.set_outcome",
    ),
    (f"{_ONE}remark/<slug:section>/", answering.comment, "decision_comment", "decisions.comment"),
    (f"{_ONE}remarks/<uuid:comment_id>/done/", answering.resolve, "decision_resolve", "decisions.resolve"),
    (f"{_ONE}answer/<str:question>/", answering.answer, "decision_answer", "decisions.answer"),
    (f"{_ONE}waive/<str:question>/", answering.waive, "decision_waive", "decisions.waive"),
    (f"{_ONE}submit/", reading.submit, "decision_submit", "decisions.submit"),
    (f"{_ONE}read/", reading.open_for_reading, "decision_open_for_reading", "decisions.open_for_reading"),
    (f"{_ONE}approve/", reading.approve, "decision_approve", "decisions.approve"),
    (f"{_ONE}send-back/", reading.send_back, "decision_send_back", "decisions.send_back"),
    (f"{_ONE}sign/", signing.sign, "decision_sign", "decisions.sign"),
    (f"{_ONE}set-aside/", signing.set_aside, "decision_set_aside", "decisions.set_aside"),
    (f"{_ONE}paper/<slug:form>/", signing.paper, "decision_paper", _READS),
    (f"{_ONE}serve/<uuid:person_id>/", serving.serve, "decision_serve", "decisions.serve"),
    (f"{_ONE}letter/<uuid:person_id>/", serving.letter, "decision_letter", "decisions.serve"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """Decisions behind the door of this workspace."""
    pages = [
        path(where, page(workspace, permission=act)(body), name=name) for where, body, name, act in _PAGES
    ]
    # Sent by the script of a text area, not by a person: it keeps no session alive.
    draft = page(workspace, permission="decisions.save_version", quietly=True)(drafts.draft)
    # So is what can be cited, while somebody looks for it.
    found = page(workspace, permission="decisions.save_version", quietly=True)(citing.citable_list)
    where = "drafts/decision/<uuid:into_id>/<uuid:decision_id>/<slug:section>/"
    return [
        *pages,
        path(where, draft, name="decision_draft"),
        path(f"{_ONE}citable/", found, name="decision_citable"),
    ]
