"""Who may know of screenings and of matters of safety: with the file, inside the compartment, by no share."""

from __future__ import annotations

from collections.abc import Iterator

from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import WORK, Fact, Facts, Somebody
from tests.security.scene import Scene
from tests.security.screenings_of_scene import new_answer, new_matter, new_screening, new_step

_COMPARTMENTS = ("general", "gbv", "medical")


def _writes(me: Somebody, row: Fact) -> bool:
    """Whoever works on the case and is cleared for a compartment that is no general part of the file."""
    return (
        row["compartment"] != "general"
        and row["compartment"] in me.clearances
        and me.reaches(row["case_id"], WORK)
    )


def _is_part(facts: Facts, case: object, person: object) -> bool:
    parts = facts.all("cases_party", lambda row: row["case_id"] == case and row["person_id"] == person)
    return any(row["until_at"] is None or row["until_at"] > facts.now for row in parts)


def _places(scene: Scene, facts: Facts, me: Somebody) -> Iterator[tuple[Fact, bool]]:
    """Every case with somebody who is part of it, and with somebody who is not."""
    for case in (scene.cast.case, scene.cast.dina_case, scene.cast.elio_case):
        for name in ("amina", "client", "celeste"):
            person = scene.persons[name]
            for compartment in _COMPARTMENTS:
                for by in (me.me, scene.people["hana"].id):
                    where = {"case_id": case, "person_id": person, "compartment": compartment, "by": by}
                    fits = by == me.me and _is_part(facts, case, person) and _writes(me, where)
                    yield where, fits


def _screenings(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for where, fits in _places(scene, facts, me):
        row = new_screening(
            where["case_id"], where["person_id"], where["compartment"], where["by"], facts.now
        )
        rows.append((row, fits))
    done = {"finished_by_id": me.me, "finished_at": facts.now}
    withdrawn = {"withdrawn_by_id": me.me, "withdrawn_at": facts.now}
    return [*rows, *((row | each, False) for row, fits in rows if fits for each in (done, withdrawn))]


def _answers(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for of in facts.all("screenings_screening"):
        is_open = of["consent"] == "given" and of["finished_at"] is None and of["withdrawn_at"] is None
        for case in {of["case_id"], scene.cast.dina_case}:
            for compartment in {of["compartment"], "general"}:
                for by in (me.me, scene.people["hana"].id):
                    row = new_answer(of["id"], case, compartment, by, facts.now)
                    fits = case == of["case_id"] and compartment == of["compartment"] and by == me.me
                    rows.append((row, fits and is_open and _writes(me, row)))
    return rows


def _matters(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    made = facts.all("screenings_matter")
    open_now = {(row["case_id"], row["person_id"], row["compartment"]) for row in made}
    for where, fits in _places(scene, facts, me):
        case, person, compartment = where["case_id"], where["person_id"], where["compartment"]
        if (case, person, compartment) not in open_now:
            rows.append((new_matter(case, person, compartment, where["by"], facts.now), fits))
    for part in facts.all("cases_party"):
        rows += _for_party(facts, me, part, open_now)
    return rows


def _for_party(
    facts: Facts, me: Somebody, part: Fact, open_now: set[tuple[object, object, object]]
) -> Iterator[Candidate]:
    """For everybody who is or was part of any case; closed at once or by a screening of another case
    never."""
    case, person = part["case_id"], part["person_id"]
    strange = next(row for row in facts.all("screenings_screening") if row["case_id"] != case)
    for compartment in ("gbv", "medical"):
        if (case, person, compartment) in open_now:
            continue
        row = new_matter(case, person, compartment, me.me, facts.now)
        yield row, _writes(me, row) and _is_part(facts, case, person)
        yield row | {"ended_at": facts.now, "ended_by_id": me.me}, False
        yield row | {"screening_id": strange["id"]}, False


def _steps(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for of in facts.all("screenings_matter"):
        for case in {of["case_id"], scene.cast.dina_case}:
            for compartment in {of["compartment"], "general"}:
                for by in (me.me, scene.people["hana"].id):
                    row = new_step(of["id"], case, compartment, by, facts.now)
                    fits = case == of["case_id"] and compartment == of["compartment"] and by == me.me
                    rows.append((row, fits and of["ended_at"] is None and _writes(me, row)))
    return rows


def secrets_of_screenings(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of what this person must never be told."""
    return {
        str(row["id"]): f"a row of {table}"
        for table in EXPECTED_OF_SCREENINGS
        for row in facts.all(table)
        if not me.sees_of_clock(row)
    }


EXPECTED_OF_SCREENINGS = {
    "screenings_screening": Expected(
        sees=Somebody.sees_of_clock, change="withdrawn_by_id = %(me)s", updates=_writes, inserts=_screenings
    ),
    "screenings_answer": Expected(sees=Somebody.sees_of_clock, inserts=_answers),
    "screenings_matter": Expected(
        sees=Somebody.sees_of_clock, change="ended_by_id = %(me)s", updates=_writes, inserts=_matters
    ),
    "screenings_step": Expected(sees=Somebody.sees_of_clock, inserts=_steps),
}
