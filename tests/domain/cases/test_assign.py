"""Giving a case to somebody by name."""

from __future__ import annotations

from datetime import datetime

import psycopg
import pytest

from limen.domain.cases.commands.assigning import assign
from limen.domain.cases.events import Assigned
from limen.domain.cases.names import Part
from limen.domain.cases.queries.lists import cases_assigned_to_me
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.told import Journal, obstacles


def _assign(cast: Cast, whom: Player, by: Player, at: datetime) -> Assigned:
    return assign(cast.case, member_id=whom.id, part=Part.CO_WORKER, why="knows Tigrinya", by=by.actor, at=at)


def test_the_colleague_finds_it_among_their_cases(cast: Cast, now: datetime) -> None:
    _assign(cast, cast.farah, cast.costa, now)
    with acting_as(cast.farah.actor):
        cards = cases_assigned_to_me(by=cast.farah.actor, at=now).cards
    assert [card.id for card in cards] == [cast.case]


def test_not_twice_not_past_a_wall_not_in_a_closed_case(house: House, cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _assign(cast, cast.berg, cast.costa, now)) == {"assigned"}
    assert obstacles(lambda: _assign(cast, cast.grit, cast.costa, now)) == {"walled"}
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', 'x', true)")
        connection.execute("update cases_case set phase = 'closed' where id = %s", [cast.case])
    assert obstacles(lambda: _assign(cast, cast.farah, cast.costa, now)) == {"closed"}


@pytest.mark.parametrize("role", ["berg", "farah", "hana", "ivo", "dina"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _assign(cast, cast.farah, getattr(cast, role), now)


def test_strangers_are_not_there_on_either_side(cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        _assign(cast, cast.elio, cast.costa, now)
    with pytest.raises(Hidden):
        _assign(cast, cast.elio, cast.elio, now)


def test_it_says_what_happened_and_seals_the_name(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_assign(cast, cast.farah, cast.costa, now), by=cast.costa)
