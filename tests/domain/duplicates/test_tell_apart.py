"""Deciding that two records are two persons, and remembering it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.duplicates.commands.answering import tell_apart
from limen.domain.duplicates.names import ProposalState, Says
from limen.domain.duplicates.queries.checking import likely
from limen.domain.duplicates.queries.proposals import decisions, proposal_sheet, proposals
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.duplicates.pairs import HEARD, Pair, merged, proposed
from tests.domain.told import Journal, obstacles


def test_it_is_remembered_and_no_longer_likely(cast: Cast, now: datetime, proposal: UUID, pair: Pair) -> None:
    by = cast.costa.actor
    with acting_as(by):
        found = likely(HEARD, by=by, at=now, beside=pair.second)
        assert pair.first in {card.found.id for card in found}
    tell_apart(proposal, why="Two women, seen together.", by=by, at=now)
    with acting_as(by):
        assert proposals(by=by, at=now) == []
        (card,) = decisions(by=by, at=now)
        assert (card.says, card.why, card.merging_id) == (Says.NOT_SAME, "Two women, seen together.", None)
        assert proposal_sheet(proposal, by=by, at=now).state is ProposalState.NOT_SAME
        found = likely(HEARD, by=by, at=now, beside=pair.second)
        assert {card.found.id for card in found} & set(pair[:2]) == set()
        # Somebody else who looks like both is asked about as before.
        assert {one.found.id for one in likely(HEARD, by=by, at=now)} >= set(pair[:2])


def test_records_of_one_person_are_one_line_at_the_counter(cast: Cast, now: datetime, pair: Pair) -> None:
    merged(pair, cast, now)
    with acting_as(cast.costa.actor):
        ours = [
            card
            for card in likely(HEARD, by=cast.costa.actor, at=now)
            if {card.found.id, *card.also} & set(pair[:2])
        ]
    assert [{card.found.id, *card.also} for card in ours] == [set(pair[:2])]


def test_ones_own_without_reason_or_an_answered_one_is_refused(
    cast: Cast, now: datetime, proposal: UUID, pair: Pair
) -> None:
    assert obstacles(lambda: tell_apart(proposal, why="x", by=cast.grit.actor, at=now)) == {"own"}
    assert obstacles(lambda: tell_apart(proposal, why="", by=cast.costa.actor, at=now)) == {"why"}
    tell_apart(proposal, why="Two women.", by=cast.costa.actor, at=now)
    assert obstacles(lambda: tell_apart(proposal, why="x", by=cast.costa.actor, at=now)) == {"answered"}
    again = proposed(pair, by=cast.costa, at=now)
    tell_apart(again, why="Still two.", by=cast.grit.actor, at=now)


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, proposal: UUID) -> None:
    with pytest.raises(Forbidden):
        tell_apart(proposal, why="x", by=getattr(cast, role).actor, at=now)


@pytest.mark.parametrize("role", ["elio", "dina", "berg", "farah"])
def test_a_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime, proposal: UUID) -> None:
    with pytest.raises(Hidden):
        tell_apart(proposal, why="x", by=getattr(cast, role).actor, at=now)


def test_it_says_what_happened(cast: Cast, now: datetime, proposal: UUID, journal: Journal) -> None:
    event = tell_apart(proposal, why="Two women.", by=cast.costa.actor, at=now)
    assert journal.tells(event, by=cast.costa, after=("duplicates.told_apart",))
