"""The tables of evidence boards, as `expectations.py` holds the others: seen with the case and inside the
compartment, written in one's own name, never changed but to say something again or to withdraw it."""

from __future__ import annotations

from tests.security.assessments_of_scene import new_board, new_board_draft, new_piece, new_version
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import READ, WORK, Fact, Facts, Somebody
from tests.security.scene import Scene


def _sees(me: Somebody, row: Fact) -> bool:
    return row["compartment"] in me.clearances and me.reaches(row["case_id"], READ)


def _works(me: Somebody, row: Fact) -> bool:
    return row["compartment"] in me.clearances and me.reaches(row["case_id"], WORK)


def _changes(me: Somebody, row: Fact) -> bool:
    return row["withdrawn_at"] is None and _works(me, row)


def _types(me: Somebody, row: Fact) -> bool:
    board = me.facts.one("assessments_board", row["board_id"])
    is_there = _sees(me, board) and board["case_id"] == row["case_id"]
    return row["member_id"] == me.me and me.reaches(row["case_id"], WORK) and is_there


def _boards(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    taken = {(one["application_id"], one["person_id"], one["compartment"])
             for one in facts.all("assessments_board")}  # fmt: skip
    for application in facts.all("applications_application"):
        edition = facts.one("policy_edition", application["edition_id"])
        for case in {application["case_id"], scene.cast.case}:
            parties = {one["person_id"] for one in facts.all("cases_party") if one["case_id"] == case}
            for person in {*parties, scene.persons["celeste"], scene.persons["basim"]}:
                for compartment in ("general", "gbv"):
                    if (application["id"], person, compartment) in taken:
                        continue  # refused for another reason
                    row = new_board(case, application, person, me.me, facts.now, compartment=compartment)
                    fits = case == application["case_id"] and person in parties
                    may = _works(me, row) and fits and edition["organisation_id"] == me.organisation
                    rows += [(row, may), (row | {"opened_by_id": costa}, may and me.me == costa)]
    return rows


def _pieces(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for board in facts.all("assessments_board"):
        row, may = new_piece(board, me.me, facts.now), _works(me, board)
        withdrawn = {"withdrawn_at": facts.now, "withdrawn_by_id": me.me, "why_withdrawn": "x"}
        rows += [
            (row, may),
            (row | {"laid_by_id": costa}, may and me.me == costa),
            (row | {"case_id": scene.cast.dina_case}, may and board["case_id"] == scene.cast.dina_case),
            (row | {"compartment": "medical"}, False),
            (row | withdrawn, False),
        ]
    return rows


def _versions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Only of what was said again, with its number."""
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for piece in facts.all("assessments_piece", lambda one: one["kind"] == "distortions"):
        row, may = new_version(piece, me.me, facts.now, {"words": {}}, number=2), _works(me, piece)
        rows += [
            (row, may),
            (row | {"number": 3}, False),
            (row | {"written_by_id": costa}, may and me.me == costa),
            (row | {"case_id": scene.cast.dina_case}, may and piece["case_id"] == scene.cast.dina_case),
            (row | {"compartment": "medical"}, False),
        ]
    return rows


def _drafts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for board in facts.all("assessments_board"):
        for case in {board["case_id"], scene.cast.dina_case}:
            for member in {me.me, scene.people["costa"].id}:
                row = new_board_draft(board["id"], case, member, facts.now, slot="new")
                rows.append((row, _types(me, row)))
    return rows


EXPECTED_OF_ASSESSMENTS = {
    "assessments_board": Expected(sees=_sees, change="version = version", updates=_works, inserts=_boards),
    "assessments_piece": Expected(sees=_sees, change="number = number", updates=_changes, inserts=_pieces),
    "assessments_version": Expected(sees=_sees, inserts=_versions),
    "assessments_draft": Expected(
        sees=_types, change="typed = typed", updates=_types, deletes=_types, inserts=_drafts
    ),
}


def secrets_of_assessments(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of boards and of what lies on them that this one must never be told."""
    hidden: dict[str, str] = {}
    for table in ("assessments_board", "assessments_piece", "assessments_version"):
        hidden |= {
            str(row["id"]): f"a row of {table}" for row in facts.all(table, lambda row: not _sees(me, row))
        }
    return hidden
