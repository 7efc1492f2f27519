"""Ending somebody's part in a case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.cases.commands.joining import add_party, end_party
from limen.domain.cases.events import PartyEnded
from limen.domain.cases.names import PartyPart
from limen.domain.cases.queries.parties import parties_of
from limen.domain.people.names import Registration
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.people.registrations import named, registered
from tests.domain.told import Journal, obstacles


@pytest.fixture
def party(cast: Cast, now: datetime) -> UUID:
    """The husband of Amina, who has left her."""
    told = Registration(names=(named("Basil"),))
    return add_party(
        cast.case, person_id=new_id(), part=PartyPart.SPOUSE, told=told, on=ON, by=cast.berg.actor, at=now
    ).party_id


def _end(party: UUID, by: Player, at: datetime, why: str = "They live apart.") -> PartyEnded:
    return end_party(party, why=why, by=by.actor, at=at)


def test_from_then_on_the_case_no_longer_shows_them(cast: Cast, now: datetime, party: UUID) -> None:
    ended = _end(party, cast.berg, now)
    with acting_as(cast.berg.actor):
        cards = parties_of(cast.case, by=cast.berg.actor, at=now)
        assert [(card.called, card.until_at) for card in cards] == [("", now)]
        with pytest.raises(Hidden):
            person_sheet(ended.person_id, by=cast.berg.actor, at=now)


def test_not_without_a_reason_and_never_the_last_one_whom_the_case_is_about(
    cast: Cast, now: datetime, party: UUID
) -> None:
    assert obstacles(lambda: _end(party, cast.berg, now, why=" ")) == {"why"}
    applicant = registered(cast.costa, now).party_id
    assert obstacles(lambda: _end(applicant, cast.costa, now)) == {"last"}


@pytest.mark.parametrize("role", ["hana", "ivo", "jun"])
def test_the_wrong_role_may_not(role: str, cast: Cast, now: datetime, party: UUID) -> None:
    with pytest.raises((Forbidden, Hidden)):
        _end(party, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_a_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime, party: UUID) -> None:
    with pytest.raises(Hidden):
        _end(party, getattr(cast, role), now)


def test_it_says_what_happened_and_seals_the_name(
    cast: Cast, now: datetime, party: UUID, journal: Journal
) -> None:
    assert journal.tells(_end(party, cast.berg, now), by=cast.berg)
