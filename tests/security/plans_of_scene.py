"""The service plans of a scene: in cases seen and hidden, each with goals, steps and a review."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

BELONGS_OF_PLANS = {
    f"plans_{table}": "case_id = any (%(c)s)" for table in ("plan", "goal", "earliergoal", "step", "review")
}


def new_plan(case: UUID, edition: UUID, by: UUID, now: datetime) -> Fact:
    """A plan as the application would begin it; each of another template, so that none is in the way."""
    return {
        "case_id": case, "person_id": None, "edition_id": edition, "pack": "atlantis",
        "template": new_id().hex, "template_says": f"{CANARY} programme", "calendar": "", "facts": Jsonb({}),
        "language": "eng", "state": "open", "closed_why": "", "closed_says": "", "begun_by_id": by,
        "begun_at": now, "version": 1,
    }  # fmt: skip


def new_goal(plan: UUID, case: UUID, by: UUID, now: datetime) -> Fact:
    """A goal as the application would keep it."""
    return {
        "plan_id": plan, "case_id": case, "says": f"{CANARY} goal in {case}", "language": "eng",
        "state": "open", "end_why": "", "written_by_id": by, "written_at": now, "version": 1,
    }  # fmt: skip


def new_step(plan: UUID, case: UUID, by: UUID, now: datetime) -> Fact:
    """A step as the application would add it."""
    return {
        "plan_id": plan, "case_id": case, "place": 1, "template_step": "visit", "term": "",
        "says": f"{CANARY} step in {case}", "about": "", "of_whom": "", "doer": "worker", "doer_name": "",
        "wanted": [], "put_off_why": "", "put_off_says": "", "state": "open", "proof": "", "drop_why": "",
        "end_says": "", "changed_by_id": by, "changed_at": now, "version": 1,
    }  # fmt: skip


def new_review(plan: UUID, case: UUID, by: UUID, now: datetime) -> Fact:
    """A review as the application would keep it."""
    return {
        "plan_id": plan, "case_id": case, "held_on": now.date(), "says": f"{CANARY} review in {case}",
        "next_on": None, "held_by_id": by, "held_at": now,
    }  # fmt: skip


def what_is_planned(
    cursor: psycopg.Cursor[Any],
    cast: Cast,
    people: dict[str, Player],
    editions: dict[str, UUID],
    restricted: UUID,
    now: datetime,
) -> None:
    """One plan in each case, and in one a second that is closed."""
    for case, edition, who in (
        (cast.case, "in force", "berg"), (cast.other_case, "in force", "costa"),
        (restricted, "in force", "berg"), (cast.dina_case, "agency", "dina"),
        (cast.elio_case, "other", "elio"),
    ):  # fmt: skip
        by = people[who].id
        plan = insert(cursor, "plans_plan", **new_plan(case, editions[edition], by, now))
        goal = insert(cursor, "plans_goal", **new_goal(plan, case, by, now))
        insert(cursor, "plans_earliergoal", goal_id=goal, case_id=case, version=1, says=CANARY,
               language="eng", written_by_id=by, written_at=now)  # fmt: skip
        insert(cursor, "plans_step", **new_step(plan, case, by, now))
        insert(cursor, "plans_review", **new_review(plan, case, by, now))
