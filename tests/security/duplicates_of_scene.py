"""Pairs of records in a scene: proposed by somebody, found by the house, answered, linked, linked once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from tests.cast import Cast, Player
from tests.security.rows import CANARY, insert

_OF_THE_SCENE = "organisation_id = any (%(o)s)"
BELONGS_OF_DUPLICATES = {
    "duplicates_proposal": _OF_THE_SCENE,
    "duplicates_merging": _OF_THE_SCENE,
    "duplicates_answer": f"proposal_id in (select id from duplicates_proposal where {_OF_THE_SCENE})",
}


def who_may_be_one(
    cursor: psycopg.Cursor[Any],
    cast: Cast,
    people: dict[str, Player],
    persons: dict[str, UUID],
    now: datetime,
) -> None:
    """One pair for every way of seeing both records, one of them, or none."""

    def proposal(one: str, other: str, by: str | None, state: str = "open") -> UUID:
        first, second = sorted((persons[one], persons[other]))
        proposed = {"proposed_by_id": people[by].id, "proposed_at": now, "why": f"{CANARY} why"} if by else {}
        return insert(
            cursor, "duplicates_proposal", organisation_id=cast.authority, first_id=first, second_id=second,
            origin="person" if by else "nightly", grounds=["same"], state=state, made_at=now,
            ended_at=None if state == "open" else now, **({"why": ""} | proposed),
        )  # fmt: skip

    def answer(pair: UUID, says: str, by: str) -> None:
        insert(cursor, "duplicates_answer", proposal_id=pair, says=says, why=f"{CANARY} answer {says}",
               by_id=people[by].id, at=now)  # fmt: skip

    def link(pair: UUID, kept: str, gone: str, *, is_undone: bool = False) -> None:
        undone = {"until_at": now, "undone_by_id": people["costa"].id, "undone_why": f"{CANARY} undone"}
        insert(
            cursor, "duplicates_merging", organisation_id=cast.authority, proposal_id=pair,
            kept_id=persons[kept], gone_id=persons[gone], proposed_by_id=people["berg"].id,
            decided_by_id=people["costa"].id, why=f"{CANARY} link", since_at=now - timedelta(hours=2),
            **(undone if is_undone else {"undone_why": ""}),
        )  # fmt: skip

    answer(proposal("amina", "basim", "berg"), "cannot_tell", "costa")
    proposal("amina", "left", None)
    proposal("basim", "left", "hana")
    proposal("amina", "protected", "berg")
    answer(proposal("left", "protected", "hana", "not_same"), "not_same", "berg")
    one = proposal("amina", "both", "berg", "same")
    answer(one, "same", "costa")
    link(one, "amina", "both")
    link(proposal("both", "basim", "berg", "same"), "both", "basim", is_undone=True)
    link(proposal("protected", "both", "berg", "same"), "protected", "amina")
