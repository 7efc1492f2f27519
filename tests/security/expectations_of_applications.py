"""The tables of applications and of the procedure, as `expectations.py` holds the others: seen with the file,
written in one's own name by whoever works on the case, and never moved to another."""

from __future__ import annotations

from collections.abc import Callable

from tests.security.applications_of_scene import (
    WHO,
    new_answers_draft,
    new_application,
    new_confirmation,
    new_under,
)
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import READ, WORK, Fact, Facts, Somebody
from tests.security.scene import Scene

_Inserts = Callable[[Scene, Facts, Somebody], list[Candidate]]
_OF_PARTIES = {"applications_coveredperson", "applications_letter"}
_HANGING = (*WHO, "procedure_confirmation")


def _reads(me: Somebody, row: Fact) -> bool:
    return me.reaches(row["case_id"], READ)


def _works(me: Somebody, row: Fact) -> bool:
    return me.reaches(row["case_id"], WORK)


def _types(me: Somebody, row: Fact) -> bool:
    application = me.facts.one("applications_application", row["application_id"])
    return row["member_id"] == me.me and _works(me, row) and application["case_id"] == row["case_id"]


def _leaves(me: Somebody, row: Fact) -> bool:
    return row["until_at"] is None and _works(me, row)


def _applications(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for case in facts.all("cases_case"):
        for edition in facts.all("policy_edition"):
            row = new_application(case["id"], edition["id"], me.me, facts.now)
            may = _works(me, row) and edition["organisation_id"] == me.organisation
            rows += [(row, may), (row | {"recorded_by_id": costa}, may and me.me == costa)]
        lodged = {"state": "lodged", "lodged_on": facts.now.date()}
        rows.append((rows[-2][0] | lodged, False))
    return rows


def _under(table: str) -> _Inserts:
    """Under every application, in one's own name and another's, with its case and another, and of persons who
    are part of it and who are not."""

    def candidates(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
        rows: list[Candidate] = []
        costa = scene.people["costa"].id
        running = facts.all("cases_party", lambda one: one["until_at"] is None)
        parts = {(one["case_id"], one["person_id"]) for one in running}
        for application in facts.all("applications_application"):
            for name in ("amina", "basim", "client", "left"):
                person = scene.persons[name]
                row = new_under(table, application, person, me.me, facts.now)
                is_part = table not in _OF_PARTIES or (application["case_id"], person) in parts
                may = _works(me, application) and is_part
                if table == "procedure_casestage":
                    rows.append((row | {"until_at": facts.now}, False))
                rows.append((row, may))
                rows.append((row | {"case_id": _another(scene, application["case_id"])}, False))
                rows.append((row | {WHO[table]: costa}, may and me.me == costa))
        return rows

    return candidates


def _another(scene: Scene, case: object) -> object:
    return scene.cast.case if case == scene.cast.dina_case else scene.cast.dina_case


def _drafts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for application in facts.all("applications_application"):
        for case in {application["case_id"], scene.cast.dina_case}:
            for member in {me.me, scene.people["costa"].id}:
                row = new_answers_draft(application, case, member, facts.now)
                rows.append((row, _types(me, row)))
    return rows


def _confirmations(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for stage in facts.all("procedure_casestage"):
        row = new_confirmation(stage, me.me, facts.now)
        rows += [
            (row, _works(me, stage)),
            (row | {"case_id": _another(scene, stage["case_id"])}, False),
            (row | {"confirmed_by_id": costa}, _works(me, stage) and me.me == costa),
        ]
    return rows


EXPECTED_OF_APPLICATIONS = {
    "applications_application": Expected(
        sees=_reads, change="version = version", updates=_works, inserts=_applications
    ),
    "applications_answersdraft": Expected(
        sees=_types, change="typed = typed", updates=_types, deletes=_types, inserts=_drafts
    ),
    **{
        table: Expected(sees=_reads, inserts=_under(table)) for table in WHO if table != "procedure_casestage"
    },
    "procedure_casestage": Expected(
        sees=_reads, change="until_at = until_at", updates=_leaves, inserts=_under("procedure_casestage")
    ),
    "procedure_confirmation": Expected(sees=_reads, inserts=_confirmations),
}


def secrets_of_applications(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of what was asked for, and of all that hangs on it, that this one must never be told."""
    hidden: dict[str, str] = {}
    for table in ("applications_application", *_HANGING):
        hidden |= {
            str(row["id"]): f"a row of {table}" for row in facts.all(table, lambda row: not _reads(me, row))
        }
    for row in facts.all("applications_answers", lambda row: not _reads(me, row)):
        hidden |= {row["told"]["reasons"]["value"]: "an answer"}
    return hidden
