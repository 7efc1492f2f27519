"""Taking a case back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.cases.commands.assigning import unassign
from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.conftest import House
from tests.domain.told import Journal


@pytest.fixture
def assignment(house: House, cast: Cast) -> UUID:
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute(
            "select id from cases_assignment where member_id = %s", [cast.berg.id]
        ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def test_the_case_is_gone_for_the_colleague(assignment: UUID, cast: Cast, now: datetime) -> None:
    unassign(assignment, by=cast.costa.actor, at=now)
    with acting_as(cast.berg.actor), pytest.raises(Hidden):
        case_sheet(cast.case, by=cast.berg.actor, at=now)


def test_it_cannot_be_taken_back_twice(assignment: UUID, cast: Cast, now: datetime) -> None:
    unassign(assignment, by=cast.costa.actor, at=now)
    with pytest.raises(Hidden):
        unassign(assignment, by=cast.costa.actor, at=now)


@pytest.mark.parametrize("role", ["berg", "farah", "hana", "ivo", "dina"])
def test_the_wrong_role_is_forbidden(role: str, assignment: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        unassign(assignment, by=getattr(cast, role).actor, at=now)


def test_a_stranger_cannot_even_see_it(assignment: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        unassign(assignment, by=cast.elio.actor, at=now)


def test_it_says_what_happened_and_seals_the_name(
    assignment: UUID, cast: Cast, now: datetime, journal: Journal
) -> None:
    assert journal.tells(unassign(assignment, by=cast.costa.actor, at=now), by=cast.costa)
