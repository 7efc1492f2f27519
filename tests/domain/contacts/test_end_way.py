"""Ending a way to reach somebody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.contacts.commands.keeping import end_way
from limen.domain.contacts.events import WayEnded
from limen.foundation.refusals import Forbidden, Hidden
from tests.cast import Cast, Player
from tests.domain.contacts.ways import added, seen
from tests.domain.told import Journal, obstacles


def _end(way_id: UUID, by: Player, at: datetime, why: str = "She lost the phone.") -> WayEnded:
    return end_way(way_id, why=why, by=by.actor, at=at)


def test_it_is_kept_among_those_that_ended(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    _end(way_id, cast.costa, now)
    card = seen(nadia, cast.berg, now)
    assert (card.ways, [way.end_why for way in card.ended]) == ((), ["She lost the phone."])


def test_twice_or_without_a_reason_is_refused(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    assert obstacles(lambda: _end(way_id, cast.berg, now, why="")) == {"why"}
    _end(way_id, cast.berg, now)
    assert obstacles(lambda: _end(way_id, cast.berg, now)) == {"ended"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena", "hana"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    with pytest.raises(Forbidden):
        _end(way_id, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_person_cannot_even_see_it(
    role: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    with pytest.raises(Hidden):
        _end(way_id, getattr(cast, role), now)


def test_it_says_what_happened(cast: Cast, now: datetime, nadia: UUID, journal: Journal) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    assert journal.tells(_end(way_id, cast.berg, now), by=cast.berg)
