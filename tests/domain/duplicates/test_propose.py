"""Proposing that two records are one person."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

import pytest

from limen.domain.cases.queries.timeline import person_timeline
from limen.domain.duplicates.commands.answering import tell_apart
from limen.domain.duplicates.commands.proposing import propose
from limen.domain.duplicates.events import Proposed
from limen.domain.duplicates.names import Bearing, Origin, ProposalState, Topic
from limen.domain.duplicates.queries.proposals import my_proposals, proposal_sheet, proposals
from limen.domain.people.names import Ground
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.duplicates.pairs import Pair, merged, proposed
from tests.domain.people.registrations import registered
from tests.domain.told import Journal, obstacles


def _propose(pair: Pair, by: Player, at: datetime, *, why: str = "The same voice.") -> Proposed:
    return propose(
        pair.second, other_id=pair.first, why=why, proposal_id=new_id(), origin=Origin.CREATION,
        grounds=[Ground.SOUNDS_ALIKE], by=by.actor, at=at,
    )  # fmt: skip


def test_it_waits_for_whoever_reads_both_and_shows_what_speaks_for_it(
    cast: Cast, now: datetime, pair: Pair
) -> None:
    event = _propose(pair, cast.grit, now)
    with acting_as(cast.costa.actor):
        cards = proposals(by=cast.costa.actor, at=now)
        sheet = proposal_sheet(event.proposal_id, by=cast.costa.actor, at=now)
    assert [card.id for card in cards] == [event.proposal_id]
    assert (cards[0].origin, cards[0].proposed_by, cards[0].grounds) == (
        Origin.CREATION, "Grit", (Ground.SOUNDS_ALIKE,),
    )  # fmt: skip
    assert (sheet.state, sheet.why, {sheet.first.id, sheet.second.id}) == (
        ProposalState.OPEN, "The same voice.", {pair.first, pair.second},
    )  # fmt: skip
    bearings = {point.topic: point.bearing for point in sheet.points}
    assert bearings[Topic.NAME] is Bearing.FOR
    assert bearings[Topic.BIRTH] is Bearing.FOR  # a digit differs
    assert bearings[Topic.SEX] is Bearing.NEITHER
    assert sheet.ways.merging == ()
    assert [one.code for one in sheet.ways.withdrawing] == ["others"]


def test_who_lists_both_may_ask_and_learns_only_how_it_stands(cast: Cast, now: datetime, pair: Pair) -> None:
    event = _propose(pair, cast.hana, now)
    with acting_as(cast.hana.actor):
        assert my_proposals(by=cast.hana.actor, at=now) == [(event.proposal_id, ProposalState.OPEN)]
        assert proposals(by=cast.hana.actor, at=now) == []
        with pytest.raises(Hidden):
            proposal_sheet(event.proposal_id, by=cast.hana.actor, at=now)


def test_twice_without_reason_of_one_record_or_of_one_person_is_refused(
    cast: Cast, now: datetime, pair: Pair
) -> None:
    assert obstacles(lambda: _propose(pair, cast.grit, now, why=" ")) == {"why"}
    itself = Pair(pair.first, pair.first, pair.first_case, pair.first_case)
    assert obstacles(lambda: _propose(itself, cast.grit, now)) == {"one_record"}
    _propose(pair, cast.hana, now)
    for player in (cast.grit, cast.farah, cast.hana):
        assert obstacles(partial(_propose, pair, player, now)) == {"proposed"}


def test_what_is_one_is_not_proposed(cast: Cast, now: datetime, pair: Pair) -> None:
    merged(pair, cast, now)
    assert obstacles(lambda: _propose(pair, cast.grit, now)) == {"one_person"}


def test_told_apart_can_be_asked_anew_with_a_reason(
    cast: Cast, now: datetime, proposal: UUID, pair: Pair
) -> None:
    tell_apart(proposal, why="Two women.", by=cast.costa.actor, at=now)
    assert obstacles(lambda: _propose(pair, cast.grit, now, why="")) == {"why"}
    assert _propose(pair, cast.grit, now, why="A new passport.").proposal_id != proposal


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, pair: Pair) -> None:
    with pytest.raises(Forbidden):
        _propose(pair, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "berg"])
def test_a_stranger_cannot_even_see_them(role: str, cast: Cast, now: datetime, pair: Pair) -> None:
    with pytest.raises(Hidden):
        _propose(pair, getattr(cast, role), now)


def test_a_record_behind_a_wall_stays_there(cast: Cast, now: datetime, pair: Pair) -> None:
    """Whoever sees one of the two learns nothing of the other: no proposal, no line, no name."""
    from limen.domain.cases.commands.walling import wall_off
    from limen.domain.cases.names import WallGround

    _propose(pair, cast.hana, now)
    wall_off(
        pair.second_case,
        member_id=cast.grit.id,
        ground=WallGround.FAMILY,
        why="",
        by=cast.costa.actor,
        at=now,
    )
    with acting_as(cast.grit.actor):
        assert proposals(by=cast.grit.actor, at=now) == []
        lines = person_timeline(pair.first, by=cast.grit.actor, at=now)
        assert [line.kind for line in lines] == ["people.registered"]
    other = registered(cast.costa, now)
    with pytest.raises(Hidden):
        proposed(Pair(other.person_id, pair.second, other.case_id, pair.second_case), by=cast.grit, at=now)


def test_it_says_what_happened_in_both_chains(
    cast: Cast, now: datetime, pair: Pair, journal: Journal
) -> None:
    event = _propose(pair, cast.grit, now)
    assert journal.tells(event, by=cast.grit, after=("duplicates.proposed",))
    with acting_as(cast.costa.actor):
        for person in pair[:2]:
            lines = person_timeline(person, by=cast.costa.actor, at=now)
            assert lines[0].says == (
                "Grit proposed that this record and another one are the same person "
                "(Seen when a person was registered)."
            )
