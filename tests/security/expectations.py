"""Table by table: which rows somebody sees, changes, deletes, and which new ones they may add.

Written with the rules of access only. A table that the application may touch and that is not here fails.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from limen.foundation.ids import new_id
from tests.security.expectations_of_applications import EXPECTED_OF_APPLICATIONS
from tests.security.expectations_of_assessments import EXPECTED_OF_ASSESSMENTS
from tests.security.expectations_of_country import EXPECTED_OF_COUNTRY
from tests.security.expectations_of_decisions import EXPECTED_OF_DECISIONS
from tests.security.expectations_of_directory import EXPECTED_OF_DIRECTORY
from tests.security.expectations_of_documents import EXPECTED_OF_DOCUMENTS
from tests.security.expectations_of_duplicates import EXPECTED_OF_DUPLICATES
from tests.security.expectations_of_families import EXPECTED_OF_FAMILIES
from tests.security.expectations_of_hall import EXPECTED_OF_HALL
from tests.security.expectations_of_imports import EXPECTED_OF_IMPORTS
from tests.security.expectations_of_interviews import EXPECTED_OF_INTERVIEWS
from tests.security.expectations_of_kept import EXPECTED_OF_KEPT
from tests.security.expectations_of_people import EXPECTED_OF_PEOPLE
from tests.security.expectations_of_plans import EXPECTED_OF_PLANS
from tests.security.expectations_of_practice import EXPECTED_OF_PRACTICE
from tests.security.expectations_of_registration import EXPECTED_OF_REGISTRATION
from tests.security.expectations_of_screenings import EXPECTED_OF_SCREENINGS
from tests.security.expectations_of_templates import EXPECTED_OF_TEMPLATES
from tests.security.expectations_of_the_law import EXPECTED_OF_THE_LAW
from tests.security.expectations_of_work import EXPECTED_OF_WORK
from tests.security.expected import Answer, Candidate, Expected
from tests.security.rules_of_access import LIST, WORK, Fact, Facts, Somebody
from tests.security.scene import Scene


def _cases(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows = []
    for unit in facts.all("identity_unit"):
        for organisation in {unit["organisation_id"], me.organisation} - {None}:
            row = {"organisation_id": organisation, "unit_id": unit["id"], "reference": str(new_id()),
                   "called": "x", "phase": "registered", "opened_on": facts.now.date(),
                   "is_restricted": False, "is_walled": False, "version": 1}  # fmt: skip
            mine = organisation == me.organisation and unit["id"] in me.units(LIST) and me.registers
            rows += [(row, mine), (row | {"is_walled": True}, False)]
    return rows


def _assignments(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"case_id": case["id"], "member_id": member["id"], "part": "lead", "since_at": facts.now},
         me.hands_out(case["id"]) and me.is_colleague(member["id"]))
        for case in facts.all("cases_case") for member in facts.all("identity_member")
    ]  # fmt: skip


def _walls(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    others = [scene.people["costa"].id, scene.people["dina"].id]
    return [
        ({"case_id": case["id"], "member_id": member, "ground": "other", "why": "", "raised_by_id": by,
          "since_at": facts.now}, me.may_wall_off(case["id"], member) and by == me.me)
        for case in facts.all("cases_case") for member in (me.me, *others) for by in (me.me, *others)
    ]  # fmt: skip


def _shares(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"case_id": case["id"], "unit_id": unit["id"], "purpose": "referral", "basis": "law",
          "basis_says": "x", "compartments": compartments, "since_at": facts.now,
          "until_at": facts.now + timedelta(hours=1)},
         me.may_share(case["id"], unit, compartments))
        for case in facts.all("cases_case") for unit in facts.all("identity_unit")
        for compartments in ([], ["gbv"])
    ]  # fmt: skip


def _openings(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    until = facts.now + timedelta(minutes=30)
    row = {"case_id": scene.cast.other_case, "member_id": me.me, "ground": "danger", "reason": "x" * 40,
           "since_at": facts.now, "until_at": until, "review_says": ""}  # fmt: skip
    return [(row, False)]


def _notes(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"case_id": case["id"], "compartment": compartment, "happened_on": facts.now.date(), "text": "x",
          "written_by_id": by, "written_at": facts.now, "version": 1},
         me.reaches(case["id"], WORK) and compartment in me.clearances and by == me.me)
        for case in facts.all("cases_case") for compartment in ("general", "gbv")
        for by in (me.me, scene.people["costa"].id)
    ]  # fmt: skip


def _earlier_texts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows = []
    for note in facts.all("notes_note"):
        for case in (note["case_id"], scene.cast.dina_case):
            for compartment in {note["compartment"], "general"}:
                row = {"note_id": note["id"], "case_id": case, "compartment": compartment, "version": 9,
                       "text": "x", "written_by_id": me.me, "written_at": facts.now}  # fmt: skip
                fits = case == note["case_id"] and compartment == note["compartment"]
                rows.append((row, fits and me.sees_note(note) and me.reaches(case, WORK)))
    return rows


def _drafts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows = []
    for case in facts.all("cases_case"):
        for note in (None, *(n["id"] for n in facts.all("notes_note"))):
            for member in (me.me, scene.people["costa"].id):
                row = {"case_id": case["id"], "note_id": note, "member_id": member, "text": "x",
                       "base_version": 1, "saved_at": facts.now}  # fmt: skip
                rows.append((row, me.holds_draft(row)))
    return rows


def _postings(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    units = {unit["id"]: unit for unit in facts.all("identity_unit")}
    return [
        ({"organisation_id": organisation, "member_id": member["id"], "unit_id": unit, "role": "case_officer",
          "reach": 1, "since_at": facts.now},
         me.administers(member["id"]) and me.organisation == organisation == units[unit]["organisation_id"])
        for member in facts.all("identity_member") for unit in units
        for organisation in {units[unit]["organisation_id"], member["organisation_id"]}
    ]  # fmt: skip


def _clearances(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"organisation_id": member["organisation_id"], "member_id": member["id"], "compartment": "child",
          "since_at": facts.now}, me.administers(member["id"]))
        for member in facts.all("identity_member")
    ]  # fmt: skip


def _done(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    def row(account: UUID) -> Fact:
        return {"account_id": account, "key": "k", "asked": b"", "status": 303, "location": "", "body": b"",
                "at": facts.now}  # fmt: skip

    others = scene.people["costa" if me.me != scene.people["costa"].id else "berg"].id
    return [(row(me.me), me.is_somebody), (row(others), False)]


def _mine(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and bool(row.get("member_id", row.get("account_id")) == me.me)


def _of_my_organisation(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and bool(row["organisation_id"] == me.organisation)


def _known(key: str) -> Answer:
    return lambda me, row: me.knows_organisation(row[key], is_listed=row["is_listed"])


def _line_of(fact: Fact, me: Somebody) -> bool:
    lines: list[Any] = me.facts.all("journal_entry", lambda line: line["id"] == fact["entry_id"])
    return me.sees_line(lines[0])


EXPECTED: dict[str, Expected] = {
    "identity_organisation": Expected(sees=_known("id")),
    "identity_unit": Expected(sees=_known("organisation_id")),
    "identity_member": Expected(
        sees=_of_my_organisation, change="theme = theme", updates=lambda me, row: me.me == row["id"] and
        me.is_somebody
    ),
    "identity_posting": Expected(
        sees=_of_my_organisation, change="until_at = until_at",
        updates=lambda me, row: me.administers(row["member_id"]), inserts=_postings,
    ),
    "identity_clearance": Expected(
        sees=_of_my_organisation, change="until_at = until_at",
        updates=lambda me, row: me.administers(row["member_id"]), inserts=_clearances,
    ),
    "cases_case": Expected(
        sees=lambda me, row: me.sees_case(row["id"]), change="called = called",
        updates=lambda me, row: me.allocates(row["id"]), inserts=_cases,
    ),
    "cases_assignment": Expected(
        sees=lambda me, row: me.allocates(row["case_id"]), change="until_at = until_at",
        updates=lambda me, row: me.hands_out(row["case_id"]), inserts=_assignments,
    ),
    "cases_wall": Expected(
        sees=Somebody.sees_wall, change="until_at = until_at", inserts=_walls,
        updates=lambda me, row: me.sees_wall(row) and me.hands_out(row["case_id"]),
    ),
    "cases_share": Expected(
        sees=Somebody.sees_share, change="revoked_at = revoked_at",
        updates=lambda me, row: me.reaches(row["case_id"], WORK), inserts=_shares,
    ),
    "cases_opening": Expected(
        sees=Somebody.sees_opening, change="reviewed_by_id = %(me)s",
        updates=lambda me, row: row["member_id"] != me.me and me.hands_out(row["case_id"]), inserts=_openings,
    ),
    "notes_note": Expected(
        sees=Somebody.sees_note, change="written_by_id = %(me)s",
        updates=lambda me, row: row["compartment"] in me.clearances and me.reaches(row["case_id"], WORK),
        inserts=_notes,
    ),
    "notes_earliertext": Expected(sees=Somebody.sees_earlier_text, inserts=_earlier_texts),
    "notes_draft": Expected(
        sees=Somebody.holds_draft, change="text = text", updates=Somebody.holds_draft,
        deletes=Somebody.holds_draft, inserts=_drafts,
    ),
    **EXPECTED_OF_PEOPLE,
    **EXPECTED_OF_KEPT,
    **EXPECTED_OF_FAMILIES,
    **EXPECTED_OF_DOCUMENTS,
    **EXPECTED_OF_DUPLICATES,
    **EXPECTED_OF_HALL,
    **EXPECTED_OF_COUNTRY,
    **EXPECTED_OF_PRACTICE,
    **EXPECTED_OF_SCREENINGS,
    **EXPECTED_OF_DIRECTORY,
    **EXPECTED_OF_PLANS,
    **EXPECTED_OF_DECISIONS,
    **EXPECTED_OF_TEMPLATES,
    **EXPECTED_OF_ASSESSMENTS,
    **EXPECTED_OF_INTERVIEWS,
    **EXPECTED_OF_APPLICATIONS,
    **EXPECTED_OF_REGISTRATION,
    **EXPECTED_OF_IMPORTS,
    **EXPECTED_OF_THE_LAW,
    **EXPECTED_OF_WORK,
    "notices_notice": Expected(sees=_mine, change="read_at = read_at", updates=_mine),
    "once_done": Expected(sees=_mine, inserts=_done),
    "journal_entry": Expected(sees=Somebody.sees_line),
    "journal_personalfact": Expected(sees=lambda me, row: _line_of(row, me)),
    "journal_denial": Expected(
        sees=lambda me, row: _of_my_organisation(me, row) and bool(me.roles & {"administrator", "auditor"})
    ),
}  # fmt: skip
