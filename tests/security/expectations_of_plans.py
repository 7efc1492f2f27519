"""The tables of service plans, as `expectations.py` holds the others."""

from __future__ import annotations

from collections.abc import Callable

from tests.security.expected import Candidate, Expected
from tests.security.plans_of_scene import new_goal, new_plan, new_review, new_step
from tests.security.rules_of_access import READ, WORK, Fact, Facts, Somebody
from tests.security.scene import Scene


def _sees(me: Somebody, row: Fact) -> bool:
    """With the case; no share shows a plan."""
    return me.reaches(row["case_id"], READ)


def _works(me: Somebody, row: Fact) -> bool:
    return me.reaches(row["case_id"], WORK)


def _plans(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """By every edition, in every case, and in a false name."""
    rows: list[Candidate] = []
    for case in facts.all("cases_case"):
        for edition in facts.all("policy_edition"):
            row = new_plan(case["id"], edition["id"], me.me, facts.now)
            may = me.reaches(case["id"], WORK) and me.is_governed_by(edition["id"], "atlantis")
            rows.append((row, may))
        costa = scene.people["costa"].id
        theirs = new_plan(case["id"], scene.editions["in force"], costa, facts.now)
        rows.append((theirs, me.me == costa and me.reaches(case["id"], WORK)))
    return rows


def _hanging(new: Callable[..., Fact], writer: str) -> Callable[[Scene, Facts, Somebody], list[Candidate]]:
    """What hangs on a plan: in its case and in a wrong one, in one's own name and in another's."""

    def candidates(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
        rows: list[Candidate] = []
        costa = scene.people["costa"].id
        for plan in facts.all("plans_plan"):
            for case in {plan["case_id"], scene.cast.dina_case, scene.cast.case}:
                may = case == plan["case_id"] and me.reaches(case, WORK)
                row = new(plan["id"], case, me.me, facts.now)
                rows += [(row, may), (row | {writer: costa}, may and me.me == costa)]
        return rows

    return candidates


def _steps(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    plain = _hanging(new_step, "changed_by_id")(scene, facts, me)
    done = {"state": "done", "done_on": facts.now.date()}
    return [*plain, *((row | done, False) for row, _ in plain)]


def _earlier(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for goal in facts.all("plans_goal"):
        for case in {goal["case_id"], scene.cast.dina_case, scene.cast.case}:
            row: Fact = {"goal_id": goal["id"], "case_id": case, "version": 9, "says": "x", "language": "eng",
                         "written_by_id": me.me, "written_at": facts.now}  # fmt: skip
            rows.append((row, case == goal["case_id"] and me.reaches(case, WORK)))
    return rows


EXPECTED_OF_PLANS = {
    "plans_plan": Expected(sees=_sees, change="version = version", updates=_works, inserts=_plans),
    "plans_goal": Expected(
        sees=_sees, change="written_by_id = %(me)s", updates=_works,
        inserts=_hanging(new_goal, "written_by_id"),
    ),
    "plans_earliergoal": Expected(sees=_sees, inserts=_earlier),
    "plans_step": Expected(sees=_sees, change="changed_by_id = %(me)s", updates=_works, inserts=_steps),
    "plans_review": Expected(sees=_sees, inserts=_hanging(new_review, "held_by_id")),
}  # fmt: skip


def secrets_of_plans(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and texts of plans that this one must never be told."""
    hidden: dict[str, str] = {}
    for table in ("plan", "goal", "step", "review"):
        for row in facts.all(f"plans_{table}", lambda row: not _sees(me, row)):
            hidden[str(row["id"])] = f"the id of a {table}"
            if table != "plan":
                hidden[row["says"]] = f"what a {table} says"
    return hidden
