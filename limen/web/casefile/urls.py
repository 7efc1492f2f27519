"""The addresses of the pages about cases, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.casefile import (
    access,
    allocating,
    clocks,
    clocks_acts,
    clocks_start,
    drafts,
    due,
    emergency,
    history,
    lists,
    notes,
    notices,
    overview,
    restricting,
    sharing,
)
from limen.web.casefile.frame import roles_grant
from limen.web.page import page

Body = Callable[..., HttpResponse]

_ACTS_ON_A_CLOCK = tuple(
    (f"case/<uuid:case_id>/deadlines/<uuid:clock_id>/{where}/", body, name, f"deadlines.{name}")
    for where, body, name in (
        ("stop", clocks_acts.stop, "stop"),
        ("resume", clocks_acts.resume, "resume"),
        ("extend", clocks_acts.extend, "extend"),
        ("done", clocks_acts.meet, "meet"),
        ("set-aside", clocks_acts.set_aside, "set_aside"),
        ("rule-again", clocks_acts.rule_again, "rule_again"),
    )
)
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    ("cases/mine/", lists.mine, "my_cases", None),
    ("cases/shared/", lists.shared, "shared_cases", None),
    ("cases/of-unit/<uuid:unit_id>/", lists.of_unit, "unit_cases", None),
    ("cases/open/", restricting.open_case, "open", "cases.open"),
    ("emergency/", emergency.break_glass, "break_glass", "cases.break_glass"),
    ("emergency/reviews/", emergency.openings, "openings", "cases.review_opening"),
    (
        "emergency/reviews/<uuid:opening_id>/",
        emergency.review_opening,
        "review_opening",
        "cases.review_opening",
    ),
    ("notices/", notices.notices, "notices", None),
    ("notices/read/", notices.mark_read, "mark_read", "notices.mark_read"),
    ("case/<uuid:case_id>/", overview.overview, "case", None),
    ("case/<uuid:case_id>/notes/", notes.case_notes, "case_notes", None),
    ("case/<uuid:case_id>/notes/write/", notes.write, "write", "notes.write"),
    ("case/<uuid:case_id>/notes/<uuid:note_id>/", notes.note, "note", None),
    ("case/<uuid:case_id>/notes/<uuid:note_id>/revise/", notes.revise, "revise", "notes.revise"),
    ("due/", due.due, "due", None),
    ("case/<uuid:case_id>/deadlines/", clocks.case_clocks, "case_clocks", None),
    ("case/<uuid:case_id>/deadlines/start/", clocks_start.start, "start", "deadlines.start"),
    ("case/<uuid:case_id>/deadlines/<uuid:clock_id>/", clocks.clock, "clock", None),
    *_ACTS_ON_A_CLOCK,
    ("case/<uuid:case_id>/timeline/", history.case_timeline, "case_timeline", None),
    ("case/<uuid:case_id>/access/", access.case_access, "case_access", None),
    ("case/<uuid:case_id>/readers/", history.case_readers, "case_readers", None),
    ("case/<uuid:case_id>/assign/", allocating.assign, "assign", "cases.assign"),
    (
        "case/<uuid:case_id>/assignments/<uuid:assignment_id>/end/",
        allocating.unassign,
        "unassign",
        "cases.unassign",
    ),
    ("case/<uuid:case_id>/keep-away/", allocating.wall_off, "wall_off", "cases.wall_off"),
    ("case/<uuid:case_id>/walls/<uuid:wall_id>/lift/", allocating.lift_wall, "lift_wall", "cases.lift_wall"),
    (
        "case/<uuid:case_id>/conflict/",
        allocating.declare_conflict,
        "declare_conflict",
        "cases.declare_conflict",
    ),
    ("case/<uuid:case_id>/share/", sharing.share, "share", "cases.share"),
    (
        "case/<uuid:case_id>/shares/<uuid:share_id>/revoke/",
        sharing.revoke_share,
        "revoke_share",
        "cases.revoke_share",
    ),
    ("case/<uuid:case_id>/restrict/", restricting.restrict, "restrict", "cases.restrict"),
)
# Asked by the script of a text area, not by a person: they keep no session alive.
_QUIET: tuple[tuple[str, Body, str, str], ...] = (
    ("drafts/<uuid:into_id>/", drafts.draft_note, "draft_note", "notes.write"),
    ("drafts/<uuid:into_id>/<uuid:note_id>/", drafts.draft_revision, "draft_revision", "notes.revise"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The pages of a case behind the door of this workspace; an act nobody there is granted has none."""
    opened = [
        path(where, _made(workspace, body, act), name=name)
        for where, body, name, act in _PAGES
        if act is None or roles_grant(workspace, act)
    ]
    quiet = [
        path(where, _made(workspace, body, act, quietly=True), name=name) for where, body, name, act in _QUIET
    ]
    return opened + quiet


def _made(workspace: str, body: Body, act: str | None, *, quietly: bool = False) -> Callable[..., Any]:
    return page(workspace, permission=act, quietly=quietly)(body)
