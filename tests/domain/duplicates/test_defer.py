"""Saying that one cannot tell yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.duplicates.commands.answering import defer
from limen.domain.duplicates.names import ProposalState
from limen.domain.duplicates.queries.proposals import count_proposals, proposal_sheet, proposals
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles


def test_it_stays_open_and_says_what_would_help(cast: Cast, now: datetime, proposal: UUID) -> None:
    by = cast.costa.actor
    defer(proposal, why="Ask her about her brother.", by=by, at=now)
    with acting_as(by):
        (card,) = proposals(by=by, at=now)
        sheet = proposal_sheet(proposal, by=by, at=now)
        assert (card.deferred, count_proposals(by=by, at=now), sheet.state) == (1, 1, ProposalState.OPEN)
        assert [one.why for one in sheet.answers] == ["Ask her about her brother."]


def test_ones_own_and_without_reason_is_refused(cast: Cast, now: datetime, proposal: UUID) -> None:
    assert obstacles(lambda: defer(proposal, why="x", by=cast.grit.actor, at=now)) == {"own"}
    assert obstacles(lambda: defer(proposal, why="", by=cast.costa.actor, at=now)) == {"why"}
    assert obstacles(lambda: defer(proposal, why="x" * 4001, by=cast.costa.actor, at=now)) == {"why_too_long"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, proposal: UUID) -> None:
    with pytest.raises(Forbidden):
        defer(proposal, why="x", by=getattr(cast, role).actor, at=now)


@pytest.mark.parametrize("role", ["elio", "dina", "berg", "farah", "hana"])
def test_a_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime, proposal: UUID) -> None:
    with pytest.raises(Hidden):
        defer(proposal, why="x", by=getattr(cast, role).actor, at=now)


def test_it_says_what_happened(cast: Cast, now: datetime, proposal: UUID, journal: Journal) -> None:
    event = defer(proposal, why="Ask her.", by=cast.costa.actor, at=now)
    assert journal.tells(event, by=cast.costa, after=("duplicates.deferred",))
