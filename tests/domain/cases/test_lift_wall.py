"""Letting a colleague near a case again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.cases.commands.walling import lift_wall, wall_off
from limen.domain.cases.names import WallGround
from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.conftest import House
from tests.domain.told import Journal


@pytest.fixture
def wall(house: House, cast: Cast) -> UUID:
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute("select id from cases_wall where member_id = %s", [cast.grit.id]).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def test_what_the_unit_opens_is_open_again(wall: UUID, cast: Cast, now: datetime) -> None:
    lift_wall(wall, why="another person of that name", by=cast.costa.actor, at=now)
    with acting_as(cast.grit.actor):
        assert case_sheet(cast.case, by=cast.grit.actor, at=now).is_worked_on


def test_it_cannot_be_lifted_twice(wall: UUID, cast: Cast, now: datetime) -> None:
    lift_wall(wall, why="", by=cast.costa.actor, at=now)
    with pytest.raises(Hidden):
        lift_wall(wall, why="", by=cast.costa.actor, at=now)


@pytest.mark.parametrize("role", ["berg", "grit", "hana", "ivo", "dina"])
def test_the_wrong_role_is_forbidden(role: str, wall: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        lift_wall(wall, why="", by=getattr(cast, role).actor, at=now)


def test_a_stranger_and_whoever_it_keeps_out_cannot_even_see_it(
    wall: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        lift_wall(wall, why="", by=cast.elio.actor, at=now)
    own = wall_off(
        cast.other_case,
        member_id=cast.costa.id,
        ground=WallGround.FAMILY,
        why="",
        by=cast.costa.actor,
        at=now,
    )
    with pytest.raises(Hidden):
        lift_wall(own.wall_id, why="", by=cast.costa.actor, at=now)


def test_it_says_what_happened_and_seals_name_and_reason(
    wall: UUID, cast: Cast, now: datetime, journal: Journal
) -> None:
    assert journal.tells(lift_wall(wall, why="mistaken", by=cast.costa.actor, at=now), by=cast.costa)
