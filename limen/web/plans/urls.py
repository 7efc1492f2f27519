"""The addresses of service plans, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.page import page
from limen.web.plans import beginning, board, goals, keeping, listing, printing, steps

Body = Callable[..., HttpResponse]
_ALL = "case/<uuid:case_id>/plans/"
_ONE = f"{_ALL}<uuid:plan_id>/"
_GOAL, _STEP = f"{_ONE}goals/<uuid:goal_id>/", f"{_ONE}steps/<uuid:step_id>/"
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    (_ALL, listing.case_plans, "case_plans", None),
    (f"{_ALL}begin/", beginning.begin, "plan_begin", "plans.begin"),
    (_ONE, board.board, "plan", None),
    (f"{_ONE}timeline/", board.timeline, "plan_timeline", None),
    (f"{_ONE}print/", printing.printed, "plan_print", None),
    (f"{_ONE}day/", beginning.tell_day, "plan_tell_day", "plans.tell_day"),
    (f"{_ONE}goals/add/", goals.add_goal, "plan_add_goal", "plans.add_goal"),
    (f"{_GOAL}revise/", goals.revise_goal, "plan_revise_goal", "plans.revise_goal"),
    (f"{_GOAL}end/", goals.end_goal, "plan_end_goal", "plans.end_goal"),
    (f"{_ONE}steps/add/", steps.add_step, "plan_add_step", "plans.add_step"),
    (_STEP, board.step, "plan_step", None),
    (f"{_STEP}done/", steps.finish_step, "plan_finish_step", "plans.finish_step"),
    (f"{_STEP}put-off/", steps.put_off_step, "plan_put_off_step", "plans.put_off_step"),
    (f"{_STEP}not-possible/", steps.drop_step, "plan_drop_step", "plans.drop_step"),
    (f"{_STEP}exception/", steps.allow_exception, "plan_allow_exception", "plans.allow_exception"),
    (f"{_ONE}review/", keeping.review, "plan_review", "plans.review"),
    (f"{_ONE}close/", keeping.close, "plan_close", "plans.close"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """Service plans behind the door of this workspace."""
    return [
        path(where, page(workspace, permission=act)(body), name=name) for where, body, name, act in _PAGES
    ]
