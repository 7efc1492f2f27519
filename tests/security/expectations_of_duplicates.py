"""The tables of proposals, answers and links, as `expectations.py` holds the others."""

from __future__ import annotations

from itertools import pairwise

from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene

DECIDING = {"supervisor", "casework_supervisor"}


def reads_both(me: Somebody, proposal: Fact) -> bool:
    return me.reads_person(proposal["first_id"]) and me.reads_person(proposal["second_id"])


def lists_both(me: Somebody, proposal: Fact) -> bool:
    return me.lists_person(proposal["first_id"]) and me.lists_person(proposal["second_id"])


def _ours(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and bool(row["organisation_id"] == me.organisation)


def sees_proposal(me: Somebody, row: Fact) -> bool:
    """Who may read both; and who asked, while they list both."""
    return _ours(me, row) and (
        reads_both(me, row) or (row["proposed_by_id"] == me.me and lists_both(me, row))
    )


def _proposal_of(facts: Facts, row: Fact) -> Fact:
    return facts.one("duplicates_proposal", row["proposal_id"])


def sees_answer(me: Somebody, row: Fact) -> bool:
    proposal = _proposal_of(me.facts, row)
    return _ours(me, proposal) and reads_both(me, proposal)


def sees_link(me: Somebody, row: Fact) -> bool:
    return _ours(me, row) and me.reads_person(row["kept_id"]) and me.reads_person(row["gone_id"])


def _proposals(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa, persons = scene.people["costa"].id, sorted(row["id"] for row in facts.all("people_person"))
    ours = {row["id"] for row in facts.all("people_person", lambda row: _ours(me, row))}
    for first, second in pairwise(persons):
        for organisation in {scene.cast.authority, scene.cast.agency, scene.cast.other}:
            row = {
                "organisation_id": organisation, "first_id": first, "second_id": second, "origin": "person",
                "grounds": [], "state": "open", "made_at": facts.now, "proposed_by_id": me.me,
                "proposed_at": facts.now, "why": "x",
            }  # fmt: skip
            may = (
                organisation == me.organisation
                and {first, second} <= ours
                and me.lists_person(first)
                and me.lists_person(second)
            )
            rows += [(row, may), (row | {"proposed_by_id": costa}, may and me.me == costa)]
            rows.append((row | {"origin": "nightly"}, False))
    return rows


def _answers(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for proposal in facts.all("duplicates_proposal"):
        may = (
            sees_proposal(me, proposal) and reads_both(me, proposal) and proposal["state"] == "open"
            and proposal["proposed_by_id"] != me.me
        )  # fmt: skip
        for by in (me.me, scene.people["costa"].id):
            row = {"proposal_id": proposal["id"], "says": "cannot_tell", "why": "x", "by_id": by,
                   "at": facts.now}  # fmt: skip
            rows.append((row, may and by == me.me))
    return rows


def _links(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Of open proposals alone: who decides is another than who proposed, and both read both."""
    rows: list[Candidate] = []
    gone = {row["gone_id"] for row in facts.all("duplicates_merging", lambda row: row["until_at"] is None)}
    for proposal in facts.all("duplicates_proposal", lambda row: row["state"] == "open"):
        pair = (proposal["first_id"], proposal["second_id"])
        if set(pair) & gone:
            continue
        for proposer in (scene.people["berg"].id, scene.people["hana"].id):
            if proposer == me.me:
                continue
            row = {
                "organisation_id": scene.cast.authority, "proposal_id": proposal["id"], "kept_id": pair[0],
                "gone_id": pair[1], "proposed_by_id": proposer, "decided_by_id": me.me, "why": "x",
                "since_at": facts.now, "undone_why": "",
            }  # fmt: skip
            may = (
                _ours(me, proposal) and reads_both(me, proposal) and bool(me.roles & DECIDING)
                and proposal["proposed_by_id"] == proposer
            )  # fmt: skip
            rows += [(row, may), (row | {"kept_id": pair[1], "gone_id": pair[0]}, may)]
    return rows


EXPECTED_OF_DUPLICATES = {
    "duplicates_proposal": Expected(
        sees=sees_proposal, change="state = state", inserts=_proposals,
        updates=lambda me, row: sees_proposal(me, row) and row["state"] == "open",
    ),
    "duplicates_answer": Expected(sees=sees_answer, inserts=_answers),
    "duplicates_merging": Expected(
        sees=sees_link, change="until_at = now(), undone_by_id = %(me)s, undone_why = 'x'", inserts=_links,
        updates=lambda me, row: sees_link(me, row) and row["until_at"] is None and bool(me.roles & DECIDING),
    ),
}  # fmt: skip
