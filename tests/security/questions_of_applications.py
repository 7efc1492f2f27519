"""Every question about applications and where they stand, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.applications.queries import letters, reach, sheets
from limen.domain.people.queries import asked
from limen.domain.procedure.queries import gates, running, standing
from limen.foundation.actors import Actor
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_APPLICATIONS = {
    "within": "a filter", "applications_within": "a filter", "sheet_of": "asked as application_sheet",
    "stages_stood_at": "the worker's", "procedure_of": "of the law alone", "move_of": "of the law alone",
    "terms_before": "of the law alone", "withdrawals_of": "of the law alone", "term_now": "of the law alone",
    "withdrawing": "asked as clocks_of and shares_its_clocks", "hearings_before": "asked as clocks_of",
}  # fmt: skip
_MOVES = ("appeal_period_over", "lodging_opportunity_given", "registration_data_recorded",
          "required_evidence_in", "reasons_given")  # fmt: skip


def asked_of_applications(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every application and every letter there is, and what is typed into each."""
    by = scene.people[name].actor
    cases = [row["id"] for row in facts.all("cases_case")]
    found = [row["id"] for row in facts.all("applications_application")]
    papers = [row["id"] for row in facts.all("applications_letter")]
    clocks = facts.all("deadlines_clock")
    persons = [row["id"] for row in facts.all("people_person")]
    asker: dict[str, Any] = {"by": by, "at": at}

    def at_gates(key: UUID, *, by: Actor, at: datetime) -> Any:
        sheet = sheets.application_sheet(key, by=by, at=at)
        return gates.answer_gates(_MOVES, sheet, on=at.date(), by=by, at=at)

    def on_from(key: UUID, *, by: Actor, at: datetime) -> Any:
        sheet = sheets.application_sheet(key, by=by, at=at)
        return [one.answers for one in standing.ways_on(sheet, "lodged", on=at.date(), by=by, at=at)]

    def of_clocks(key: UUID, *, by: Actor, at: datetime) -> Any:
        sheet, terms = sheets.application_sheet(key, by=by, at=at), {one["term"] for one in clocks}
        return [one.clock.id for one in running.running_by(terms, sheet, by=by, at=at)]

    def still(key: UUID, *, by: Actor, at: datetime) -> Any:
        return running.still_running(sheets.application_sheet(key, by=by, at=at), by=by, at=at)

    def shared(key: UUID, *, by: Actor, at: datetime) -> Any:
        return running.shares_its_clocks(sheets.application_sheet(key, by=by, at=at), by=by, at=at)

    def earlier(key: UUID, **who: Any) -> Any:
        versions = facts.all("applications_answers", lambda row: row["application_id"] == key)
        return [sheets.earlier_answers(key, "claim", one["version"], **who) for one in versions]

    return {
        "types_offered": lambda: [law.edition_id for law, _ in sheets.types_offered(by, on=at.date())],
        "applications_of": each(sheets.applications_of, cases, **asker),
        "application_sheet": each(_whole, found, **asker),
        "earlier_answers": lambda: [one for key in found for one in earlier(key, **asker) if one],
        "answers_draft": each(lambda key, **who: sheets.answers_draft(key, "road", **who), found, **asker),
        "locked_application": each(_locked, found, **asker),
        "letter_paper": each(letters.letter_paper, papers, **asker),
        "asked_of": lambda: asked.asked_of(persons, **asker),
        "stages_of": each(standing.stages_of, found, **asker),
        "standing_of": each(standing.standing_of, cases, **asker),
        "locked_stage": each(lambda key, **who: standing.locked_stage(key, **who).pk, found, **asker),
        "answer_gates": each(at_gates, found, **asker),
        "ways_on": each(on_from, found, **asker),
        "running_by": each(of_clocks, found, **asker),
        "still_running": each(still, found, **asker),
        "shares_its_clocks": each(shared, found, **asker),
    }  # fmt: skip


def _locked(key: UUID, *, by: Actor, at: datetime) -> UUID:
    return reach.locked_application(key, by=by, at=at).pk


def _whole(key: UUID, *, by: Actor, at: datetime) -> Any:
    """All of a sheet but the law, which is long and everybody's."""
    sheet = sheets.application_sheet(key, by=by, at=at)
    return sheet.card, sheet.sections, sheet.covered, sheet.evidence, sheet.letters
