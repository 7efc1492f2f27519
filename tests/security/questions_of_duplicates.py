"""Every question about records that may be one, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import uuid4

from limen.domain.duplicates.queries import checking, groups, proposals, reach
from limen.domain.people.names import NameTold, Registration
from limen.likeness.names import Part
from tests.security.expectations_of_duplicates import sees_answer, sees_link, sees_proposal
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts, Somebody
from tests.security.scene import Scene

NOT_ASKED_OF_DUPLICATES = {
    "proposals_within": "a filter", "proposals_read": "a filter", "answers_within": "a filter",
    "mergings_within": "a filter", "points_of": "of loaded sheets", "compared": "of columns",
    "records_compared": "the linkage's", "propose_found": "the linkage's", "take_turn": "the linkage's",
    "tell_of_records": "the worker's", "tell_of_library": "the worker's",
}  # fmt: skip


def asked_of_duplicates(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Of every pair, every link, and every person."""
    asker: dict[str, Any] = {"by": scene.people[name].actor, "at": at}
    persons = [row["id"] for row in facts.all("people_person")]
    pairs = [row["id"] for row in facts.all("duplicates_proposal")]
    links = [row["id"] for row in facts.all("duplicates_merging")]
    told = Registration(names=(NameTold(parts=(Part(text="Amina Canary"),)),))
    return {
        "proposals": lambda: proposals.proposals(**asker),
        "count_proposals": lambda: proposals.count_proposals(**asker),
        "my_proposals": lambda: proposals.my_proposals(**asker),
        "proposal_sheet": each(proposals.proposal_sheet, pairs, **asker),
        "decisions": lambda: proposals.decisions(**asker),
        "merging_sheet": each(proposals.merging_sheet, links, **asker),
        "locked_proposal": each(
            lambda key, **who: (reach.locked_proposal(key, **who), key)[1], pairs, **asker
        ),
        "groups_of": lambda: groups.groups_of(persons, **asker),
        "merged_with": each(groups.merged_with, persons, **asker),
        "are_one": lambda: groups.are_one(persons[0], uuid4(), **asker),
        "likely": lambda: checking.likely(told, **asker),
        "obstacles_of_pair": lambda: [
            checking.obstacles_of_pair(one, other, **asker) for one, other in pairwise(sorted(persons))
        ],
    }


def secrets_of_duplicates(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of pairs, answers and links that this one must never be told."""
    hidden: dict[str, str] = {}
    for table, sees, what in (
        ("duplicates_proposal", sees_proposal, "a proposal"), ("duplicates_answer", sees_answer, "an answer"),
        ("duplicates_merging", sees_link, "a link"),
    ):  # fmt: skip
        for row in facts.all(table, lambda row, sees=sees: not sees(me, row)):  # type: ignore[misc]
            hidden[str(row["id"])] = f"the id of {what}"
    return hidden
