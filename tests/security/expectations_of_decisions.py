"""The tables of decisions, as `expectations.py` holds the others: seen with the case and inside the
compartment, written in one's own name, and read by a second person before they are signed."""

from __future__ import annotations

from collections.abc import Callable

from tests.security.decisions_of_scene import WHO, new_decision, new_paragraph, new_under
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import LIST, READ, WORK, Fact, Facts, Somebody
from tests.security.scene import Scene

_OPEN = {"draft", "with_reader", "returned", "approved"}
_WHEN = {
    "decisions_reading": {"with_reader"}, "decisions_review": {"with_reader"},
    "decisions_signature": {"approved"}, "decisions_service": {"signed"},
}  # fmt: skip
_Inserts = Callable[[Scene, Facts, Somebody], list[Candidate]]


def _sees(me: Somebody, row: Fact) -> bool:
    return row["compartment"] in me.clearances and me.reaches(row["case_id"], READ)


def _works(me: Somebody, row: Fact) -> bool:
    return row["compartment"] in me.clearances and me.reaches(row["case_id"], WORK)


def _resolves(me: Somebody, row: Fact) -> bool:
    return row["resolved_at"] is None and _works(me, row)


def _types(me: Somebody, row: Fact) -> bool:
    decision = me.facts.one("decisions_decision", row["decision_id"])
    is_there = _sees(me, decision) and decision["case_id"] == row["case_id"]
    return row["member_id"] == me.me and me.reaches(row["case_id"], WORK) and is_there


def _of_my_house(me: Somebody, row: Fact) -> bool:
    unit = me.facts.one("identity_unit", row["unit_id"])
    return me.is_somebody and bool(unit["organisation_id"] == me.organisation)


def _answers_for(me: Somebody, row: Fact) -> bool:
    return row.get("ended_at") is None and row["unit_id"] in me.units(LIST) and "supervisor" in me.roles


def _decisions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for case in facts.all("cases_case"):
        for edition in facts.all("policy_edition"):
            for compartment in ("general", "gbv"):
                row = new_decision(case["id"], edition["id"], me.me, facts.now, compartment=compartment)
                may = _works(me, row) and edition["organisation_id"] == me.organisation
                rows += [
                    (row, may),
                    (row | {"begun_by_id": costa}, may and me.me == costa),
                    (row | {"state": "signed"}, False),
                ]
    return rows


def _under(table: str) -> _Inserts:
    """Under every decision, in one's own name and another's, with its case and another."""

    def candidates(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
        rows: list[Candidate] = []
        costa, basim = scene.people["costa"].id, scene.persons["basim"]
        for decision in facts.all("decisions_decision"):
            row = new_under(table, decision, basim, me.me, facts.now)
            may = _works(me, decision) and _may_now(table, decision, row, me)
            elsewhere = scene.cast.dina_case
            rows += [
                (row | {"case_id": elsewhere}, False),
                (row | {"compartment": "medical"}, False),
            ]
            if me.me != costa:
                rows.append((row | {WHO[table]: costa}, False))
            if not _is_there_already(table, decision, row, facts):
                rows.append((row, may))
        return rows

    return candidates


def _may_now(table: str, decision: Fact, row: Fact, me: Somebody) -> bool:
    if decision["state"] not in _WHEN.get(table, _OPEN):
        return False
    facts, key = me.facts, decision["id"]
    versions = facts.all("decisions_version", lambda one: one["decision_id"] == key)
    match table:
        case "decisions_concerned":
            parties = facts.all("cases_party", lambda one: one["case_id"] == decision["case_id"])
            return any(one["person_id"] == row["person_id"] and one["until_at"] is None for one in parties)
        case "decisions_review":
            opened = facts.all("decisions_reading", lambda one: one["decision_id"] == key)
            is_author = any(one["written_by_id"] == me.me for one in versions)
            return not is_author and any(one["member_id"] == me.me for one in opened)
        case "decisions_service":
            concerned = facts.all("decisions_concerned", lambda one: one["decision_id"] == key)
            return any(one["person_id"] == row["person_id"] for one in concerned)
        case _other:
            return True


def _is_there_already(table: str, decision: Fact, row: Fact, facts: Facts) -> bool:
    """Whether a constraint, and no wall, would refuse it."""
    found = facts.all(table, lambda one: one["decision_id"] == decision["id"])
    if table == "decisions_signature":
        return bool(found)
    if table in ("decisions_concerned", "decisions_service"):
        return any(one["person_id"] == row["person_id"] for one in found)
    return False


def _drafts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for decision in facts.all("decisions_decision"):
        for case in {decision["case_id"], scene.cast.dina_case}:
            for member in {me.me, scene.people["costa"].id}:
                row = {"decision_id": decision["id"], "case_id": case, "member_id": member, "section": "law",
                       "text": "x", "base_version": 1, "saved_at": facts.now}  # fmt: skip
                rows.append((row, _types(me, row)))
    return rows


def _paragraphs(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for unit in facts.all("identity_unit"):
        row = new_paragraph(unit["id"], me.me, facts.now)
        may = _answers_for(me, row)
        rows += [
            (row, may),
            (row | {"kept_by_id": costa}, may and me.me == costa),
            (row | {"ended_at": facts.now, "ended_by_id": me.me}, False),
        ]
    return rows


EXPECTED_OF_DECISIONS = {
    "decisions_decision": Expected(sees=_sees, change="number = number", updates=_works, inserts=_decisions),
    "decisions_concerned": Expected(
        sees=_sees, change="outcome = outcome", updates=_works, inserts=_under("decisions_concerned")
    ),
    "decisions_comment": Expected(
        sees=_sees,
        change="resolved_by_id = %(me)s, resolved_at = now()",
        updates=_resolves,
        inserts=_under("decisions_comment"),
    ),
    **{
        table: Expected(sees=_sees, inserts=_under(table))
        for table in WHO
        if table not in ("decisions_concerned", "decisions_comment")
    },
    "decisions_draft": Expected(
        sees=_types, change="text = text", updates=_types, deletes=_types, inserts=_drafts
    ),
    "decisions_paragraph": Expected(
        sees=_of_my_house,
        change="ended_by_id = %(me)s, ended_at = now()",
        updates=_answers_for,
        inserts=_paragraphs,
    ),
}


def secrets_of_decisions(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of decisions and of what stands under them that this one must never be told."""
    hidden: dict[str, str] = {}
    for table in ("decisions_decision", *WHO):
        hidden |= {
            str(row["id"]): f"a row of {table}" for row in facts.all(table, lambda row: not _sees(me, row))
        }
    for row in facts.all("decisions_paragraph", lambda row: not _of_my_house(me, row)):
        hidden |= {str(row["id"]): "a paragraph of another house", row["called"]: "its name"}
    for row in facts.all("decisions_papertemplate", lambda one: one["organisation_id"] != me.organisation):
        hidden[str(row["id"])] = "a template of another house"
    return hidden
