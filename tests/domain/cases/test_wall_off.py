"""Keeping a colleague away from a case."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.cases.commands.walling import wall_off
from limen.domain.cases.events import WalledOff
from limen.domain.cases.names import WallGround
from limen.domain.cases.queries.sheets import case_sheet, walls_of
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles


def _wall_off(cast: Cast, whom: Player, by: Player, at: datetime) -> WalledOff:
    ground = WallGround.COMMUNITY
    return wall_off(cast.case, member_id=whom.id, ground=ground, why="same village", by=by.actor, at=at)


def test_the_assignment_opens_nothing_any_more(cast: Cast, now: datetime) -> None:
    _wall_off(cast, cast.berg, cast.costa, now)
    with acting_as(cast.berg.actor), pytest.raises(Hidden):
        case_sheet(cast.case, by=cast.berg.actor, at=now)
    with acting_as(cast.costa.actor):
        assert {card.name for card in walls_of(cast.case, by=cast.costa.actor, at=now)} == {"Berg", "Grit"}


def test_one_wall_is_enough(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _wall_off(cast, cast.grit, cast.costa, now)) == {"walled"}


@pytest.mark.parametrize("role", ["berg", "grit", "hana", "ivo", "dina"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _wall_off(cast, cast.farah, getattr(cast, role), now)


def test_strangers_are_not_there_on_either_side(cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        _wall_off(cast, cast.elio, cast.costa, now)
    with pytest.raises(Hidden):
        _wall_off(cast, cast.elio, cast.elio, now)


def test_it_says_what_happened_and_seals_name_and_reason(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_wall_off(cast, cast.farah, cast.costa, now), by=cast.costa)
