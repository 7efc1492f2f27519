"""Every question about editions and clocks, as one person would ask it about every row of a scene."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from limen.foundation.refusals import Hidden
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

Asked = dict[str, Callable[[], Any]]


def each(ask: Callable[..., Any], keys: list[Any], **more: Any) -> Callable[[], Any]:
    """The answers about those of the keys that are not hidden, each with its key."""

    def answers() -> list[Any]:
        found = []
        for key in keys:
            try:
                if answer := ask(key, **more):
                    found.append((key, answer))
            except Hidden:
                continue
        return found

    return answers


def asked_of_the_law(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Both modules."""
    return _of_policy(scene, facts, name) | _of_clocks(scene, facts, name, at)


def _of_policy(scene: Scene, facts: Facts, name: str) -> Asked:
    from limen.domain.policy import queries as policy

    by = scene.people[name].actor
    editions = [row["id"] for row in facts.all("policy_edition")]
    adoptions = [row["id"] for row in facts.all("policy_adoption")]

    def law_of(edition: Any, **asker: Any) -> Any:
        law = policy.law_of(edition, **asker)
        return law.edition_id, law.pack.fingerprint

    return {
        "laws_in_force": lambda: [law.edition_id for law in policy.laws_in_force(by)],
        "law_in_force": lambda: (law := policy.law_in_force("atlantis", by=by)) and law.edition_id,
        "law_of": each(law_of, editions, by=by),
        "age_of_minors": lambda: policy.age_of_minors(by, on=date(2026, 11, 22)),
        "adoptions": lambda: policy.adoptions(by),
        "adoptions_in_force": lambda: policy.adoptions_in_force(by),
        "open_proposals": lambda: policy.open_proposals(by),
        "adoption_of": each(policy.adoption_of, editions, by=by),
        "adoption_sheet": each(policy.adoption_sheet, adoptions, by=by),
        "ways_to_answer": each(policy.ways_to_answer, adoptions, by=by),
        "locked_adoption": each(lambda key, by: repr(policy.locked_adoption(key, by=by)), adoptions, by=by),
    }


def _of_clocks(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    from limen.domain.deadlines.queries import again, clocks, differences, due, seen, touched, trials

    by, on = scene.people[name].actor, at.date()
    cases = [row["id"] for row in facts.all("cases_case")]
    keys = [row["id"] for row in facts.all("deadlines_clock")]
    tried = [row["id"] for row in facts.all("deadlines_trial")]
    asker: dict[str, Any] = {"by": by, "at": at}
    every: dict[str, Any] = {"effect": None, "on": on, **asker}
    return {
        "clocks_of": each(clocks.clocks_of, cases, **asker),
        "clock_sheet": each(clocks.clock_sheet, keys, **asker),
        "sheets_of": each(clocks.sheets_of, cases, **asker),
        "clock_seen": each(seen.clock_seen, keys, **asker),
        "locked_clock": each(seen.locked_clock, keys, **asker),
        "ruled_in_force": each(lambda key, **who: again.ruled_in_force(key, **who) and key, keys, **asker),
        "clocks_due": lambda: (
            [
                due.clocks_due(whose=whose, within=within, **every)
                for whose in due.Whose
                for within in due.Within
            ]
            + [
                due.clocks_due(whose=due.Whose.UNIT, within=due.Within.ANY, unit_id=unit["id"], **every)
                for unit in facts.all("identity_unit")
            ]
        ),
        "due_of_mine": lambda: due.due_of_mine(begins=date.min, ends=date.max, **asker, at_most=500),
        "count_due": lambda: [due.count_due(whose=whose, **every) for whose in due.Whose],
        "touched_by": lambda: touched.touched_by("atlantis", "decide", **asker),
        "count_touched": lambda: touched.count_touched("atlantis", "decide", **asker).found,
        "differences": lambda: differences.differences(by, at=at),
        "count_differences": lambda: differences.count_differences(by, at=at),
        "trials_of": lambda: trials.trials_of(by),
        "trial_sheet": each(trials.trial_sheet, tried, by=by),
        "locked_trial": each(trials.locked_trial, tried, by=by),
        "candidate_of": each(
            lambda key, **who: (key, trials.candidate_of(key, **who).now), tried, on=on, by=by
        ),
    }
