"""Closing a compartment to somebody again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.identity.commands.clearing import clear, end_clearance
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.entering import entering
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.cast import clear as already_cleared
from tests.conftest import House
from tests.domain.told import Journal, obstacles


@pytest.fixture
def clearance(cast: Cast, now: datetime) -> UUID:
    return clear(cast.berg.id, compartment=Compartment.GBV, by=cast.ivo.actor, at=now).clearance_id


def test_the_compartment_closes(clearance: UUID, cast: Cast, now: datetime) -> None:
    end_clearance(clearance, by=cast.ivo.actor, at=now)
    with acting_as(cast.berg.actor):
        person = entering(cast.berg.actor.ticket)
    assert person is not None
    assert person.actor.clearances == {"general"}


def test_it_cannot_end_twice(clearance: UUID, cast: Cast, now: datetime) -> None:
    end_clearance(clearance, by=cast.ivo.actor, at=now)
    assert obstacles(lambda: end_clearance(clearance, by=cast.ivo.actor, at=now)) == {"ended"}


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "jun", "dina"])
def test_nobody_else_ends_a_clearance(role: str, clearance: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        end_clearance(clearance, by=getattr(cast, role).actor, at=now)


def test_a_strangers_clearance_is_not_there(house: House, cast: Cast, now: datetime) -> None:
    already_cleared(house.admin_dsn, cast.elio, "gbv")
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute(
            "select id from identity_clearance where member_id = %s", [cast.elio.id]
        ).fetchone()
    assert row is not None
    with pytest.raises(Hidden):
        end_clearance(row[0], by=cast.ivo.actor, at=now)


def test_it_says_what_happened_and_seals_the_name(
    clearance: UUID, cast: Cast, now: datetime, journal: Journal
) -> None:
    assert journal.tells(end_clearance(clearance, by=cast.ivo.actor, at=now), by=cast.ivo)
