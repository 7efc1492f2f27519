"""Every question about screenings and matters of safety, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.screenings.queries import available, reach, safety, screenings
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

NOT_ASKED_OF_SCREENINGS = {
    "screenings_within": "a filter", "matters_within": "a filter", "answers_within": "a filter",
    "steps_within": "a filter", "state_of": "of a loaded row", "screening_card": "of a loaded row",
    "matter_card": "of a loaded row", "instrument_of": "of a loaded row", "time_of": "of a definition",
    "tell_of_safety": "the worker's",
}  # fmt: skip


def asked_of_screenings(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every screening, every matter, of every case and person."""
    by = scene.people[name].actor
    made = [row["id"] for row in facts.all("screenings_screening")]
    matters = [row["id"] for row in facts.all("screenings_matter")]
    cases = [row["id"] for row in facts.all("cases_case")]
    pairs = [(row["case_id"], row["person_id"]) for row in facts.all("cases_party")]

    def over_time() -> list[Any]:
        return [screenings.over_time(case, person, "phq9", by=by, at=at) for case, person in pairs]

    def parts() -> list[Any]:
        return [pair for pair in pairs if reach.is_party(*pair, by=by, at=at)]

    return {
        "screenings_of": each(screenings.screenings_of, cases, by=by, at=at),
        "screening_sheet": each(screenings.screening_sheet, made, by=by, at=at),
        "answers_of": lambda: screenings.answers_of(made, by=by, at=at),
        "over_time": over_time,
        "locked_screening": each(reach.locked_screening, made, by=by, at=at),
        "locked_matter": each(reach.locked_matter, matters, by=by, at=at),
        "open_matters": each(safety.open_matters, cases, by=by, at=at),
        "matters_of": each(safety.matters_of, cases, by=by, at=at),
        "matter_sheet": each(safety.matter_sheet, matters, by=by, at=at),
        "is_party": parts,
        "instruments_here": lambda: sorted(available.instruments_here().by_id),
        "instrument_named": lambda: available.instrument_named("phq9"),
    }
