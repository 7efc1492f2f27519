"""The addresses of practice notes, for one workspace. An act that nobody there is granted has no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.page import page
from limen.web.practice import answering, asking, beside, checking, keeping, listing, reading, writing

Body = Callable[..., Any]
_READS = "practice.ask"
_ONE, _ASKED = "practice/notes/<uuid:practice_id>/", "practice/questions/<uuid:asked_id>/"
_PAGES: tuple[tuple[str, Body, str, str], ...] = (
    ("practice/", listing.practice, "practice", _READS),
    ("practice/mine/", reading.mine, "practice_mine", _READS),
    (_ONE, reading.note, "practice_note", _READS),
    ("practice/write/", writing.write, "practice_write", "practice.write"),
    (f"{_ONE}follow/", writing.follow, "practice_follow", "practice.write"),
    (f"{_ONE}revise/", writing.revise, "practice_revise", "practice.revise"),
    (f"{_ONE}submit/", checking.submit, "practice_submit", "practice.submit"),
    (f"{_ONE}confirm/", checking.confirm, "practice_confirm", "practice.confirm"),
    (f"{_ONE}send-back/", checking.send_back, "practice_send_back", "practice.send_back"),
    (f"{_ONE}endorse/", keeping.endorse, "practice_endorse", "practice.endorse"),
    (f"{_ONE}end-endorsement/", keeping.end_endorsement, "practice_end_endorsement",
     "practice.end_endorsement"),
    (f"{_ONE}look-again/", keeping.look_again, "practice_look_again", "practice.look_again"),
    (f"{_ONE}withdraw/", keeping.withdraw, "practice_withdraw", "practice.withdraw"),
    ("practice/questions/", asking.questions, "practice_questions", _READS),
    ("practice/questions/ask/", asking.ask, "practice_ask", "practice.ask"),
    (_ASKED, answering.question, "practice_question", _READS),
    (f"{_ASKED}reply/", answering.reply, "practice_reply", "practice.reply"),
    (f"{_ASKED}close/", answering.close, "practice_close", "practice.close"),
    (f"{_ASKED}take-back/", answering.take_back, "practice_take_back", "practice.take_back"),
    (f"{_ASKED}make-note/", answering.make_note, "practice_make_note", "practice.make_note"),
    ("case/<uuid:case_id>/practice/", beside.case_practice, "case_practice", _READS),
)  # fmt: skip
# Fetched by a script of a page: what is typed is kept, and names are suggested.
_QUIET: tuple[tuple[str, Body, str, str], ...] = (
    ("practice/drafts/new/", writing.draft_new, "practice_draft_new", "practice.write"),
    ("practice/drafts/<uuid:practice_id>/", writing.draft_of, "practice_draft", "practice.write"),
    ("practice/colleagues/", asking.colleagues, "practice_colleagues", "practice.ask"),
    ("practice/units/", asking.units, "practice_units", "practice.ask"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """Practice notes behind the door of this workspace."""
    return [
        path(where, page(workspace, permission=act, quietly=is_quiet)(body), name=name)
        for pages, is_quiet in ((_PAGES, False), (_QUIET, True))
        for where, body, name, act in pages
        if roles_grant(workspace, act)
    ]
