"""Taking a proposal back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.duplicates.commands.answering import tell_apart
from limen.domain.duplicates.commands.proposing import withdraw
from limen.domain.duplicates.names import ProposalState
from limen.domain.duplicates.queries.proposals import my_proposals
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.duplicates.pairs import Pair, proposed
from tests.domain.told import Journal, obstacles


def test_it_is_gone_and_can_be_proposed_again(cast: Cast, now: datetime, proposal: UUID, pair: Pair) -> None:
    withdraw(proposal, why="I mixed them up.", by=cast.grit.actor, at=now)
    with acting_as(cast.grit.actor):
        assert my_proposals(by=cast.grit.actor, at=now) == [(proposal, ProposalState.WITHDRAWN)]
    assert proposed(pair, by=cast.grit, at=now) != proposal


def test_who_only_lists_the_records_may_take_back_what_they_asked(
    cast: Cast, now: datetime, pair: Pair
) -> None:
    mine = proposed(pair, by=cast.hana, at=now)
    withdraw(mine, why="A mistake.", by=cast.hana.actor, at=now)


def test_anothers_without_reason_or_an_answered_one_is_refused(
    cast: Cast, now: datetime, proposal: UUID
) -> None:
    assert obstacles(lambda: withdraw(proposal, why="x", by=cast.costa.actor, at=now)) == {"others"}
    assert obstacles(lambda: withdraw(proposal, why="", by=cast.grit.actor, at=now)) == {"why"}
    tell_apart(proposal, why="Two women.", by=cast.costa.actor, at=now)
    assert obstacles(lambda: withdraw(proposal, why="x", by=cast.grit.actor, at=now)) == {"answered"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, proposal: UUID) -> None:
    with pytest.raises(Forbidden):
        withdraw(proposal, why="x", by=getattr(cast, role).actor, at=now)


@pytest.mark.parametrize("role", ["elio", "dina", "berg", "farah", "hana"])
def test_a_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime, proposal: UUID) -> None:
    with pytest.raises(Hidden):
        withdraw(proposal, why="x", by=getattr(cast, role).actor, at=now)


def test_it_says_what_happened(cast: Cast, now: datetime, proposal: UUID, journal: Journal) -> None:
    event = withdraw(proposal, why="I mixed them up.", by=cast.grit.actor, at=now)
    assert journal.tells(event, by=cast.grit, after=("duplicates.withdrawn",))
