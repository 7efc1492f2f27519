"""Taking a role back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.identity.commands.posting import end_posting
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.told import Journal, obstacles


def _posting_of(house: House, player: Player) -> UUID:
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute(
            "select id from identity_posting where member_id = %s", [player.id]
        ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def test_what_the_posting_opened_is_closed(house: House, cast: Cast, now: datetime) -> None:
    end_posting(_posting_of(house, cast.berg), by=cast.ivo.actor, at=now)
    with acting_as(cast.berg.actor), pytest.raises(Hidden):
        case_sheet(cast.case, by=cast.berg.actor, at=now)


def test_it_cannot_end_twice_nor_be_ones_own(house: House, cast: Cast, now: datetime) -> None:
    posting = _posting_of(house, cast.berg)
    end_posting(posting, by=cast.ivo.actor, at=now)
    assert obstacles(lambda: end_posting(posting, by=cast.ivo.actor, at=now)) == {"ended"}
    own = _posting_of(house, cast.ivo)
    assert obstacles(lambda: end_posting(own, by=cast.ivo.actor, at=now)) == {"self"}


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "jun", "dina"])
def test_nobody_else_ends_a_posting(role: str, house: House, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        end_posting(_posting_of(house, cast.farah), by=getattr(cast, role).actor, at=now)


def test_a_strangers_posting_is_not_there(house: House, cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        end_posting(_posting_of(house, cast.elio), by=cast.ivo.actor, at=now)


def test_it_says_what_happened_and_seals_the_name(
    house: House, cast: Cast, now: datetime, journal: Journal
) -> None:
    assert journal.tells(end_posting(_posting_of(house, cast.berg), by=cast.ivo.actor, at=now), by=cast.ivo)
