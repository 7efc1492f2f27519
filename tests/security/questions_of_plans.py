"""Every question about service plans, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.plans.queries import programmes, reach, sheets
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

NOT_ASKED_OF_PLANS = {
    "plans_within": "a filter",
    "asked_by": "of the law alone",
    "steps_for": "of the law alone",
    "dated": "of the law alone",
}


def asked_of_plans(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every plan, and the programmes of the house."""
    by = scene.people[name].actor
    who: dict[str, Any] = {"by": by, "at": at}
    keys = {table: [row["id"] for row in facts.all(f"plans_{table}")] for table in ("plan", "goal", "step")}
    cases = [row["id"] for row in facts.all("cases_case")]
    return {
        "plans_of": each(sheets.plans_of, cases, on=at.date(), **who),
        "plan_sheet": each(sheets.plan_sheet, keys["plan"], on=at.date(), **who),
        "locked_plan": each(lambda key, **asker: reach.locked_plan(key, **asker).pk, keys["plan"], **who),
        "locked_goal": each(lambda key, **asker: reach.locked_goal(key, **asker).pk, keys["goal"], **who),
        "locked_step": each(lambda key, **asker: reach.locked_step(key, **asker).pk, keys["step"], **who),
        "templates_offered": lambda: len(programmes.templates_offered(by, on=at.date())),
        "programmes": lambda: programmes.programmes(by, on=at.date()),
    }
