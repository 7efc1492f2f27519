"""Signing out one of one's own browsers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.identity.commands.oneself import end_session
from limen.domain.identity.queries.people import my_sessions
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, sign_in
from tests.conftest import House
from tests.domain.told import Journal


def _another(house: House, player: Player) -> UUID:
    with psycopg.connect(house.admin_dsn) as connection, connection.cursor() as cursor:
        sign_in(cursor, player.id)
    with acting_as(player.actor):
        return next(card.id for card in my_sessions() if not card.is_this_one)


def test_the_other_browser_is_signed_out(house: House, cast: Cast, now: datetime) -> None:
    end_session(_another(house, cast.berg), by=cast.berg.actor, at=now)
    with acting_as(cast.berg.actor):
        assert [card.is_this_one for card in my_sessions()] == [True]


def test_it_cannot_end_twice(house: House, cast: Cast, now: datetime) -> None:
    session = _another(house, cast.berg)
    end_session(session, by=cast.berg.actor, at=now)
    with pytest.raises(Hidden):
        end_session(session, by=cast.berg.actor, at=now)


def test_whoever_has_no_post_has_no_act(cast: Cast, house: House, now: datetime) -> None:
    from dataclasses import replace

    nobody = replace(cast.berg.actor, permissions=frozenset())
    with pytest.raises(Forbidden):
        end_session(_another(house, cast.berg), by=nobody, at=now)


def test_somebody_elses_session_is_not_there(house: House, cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        end_session(_another(house, cast.costa), by=cast.berg.actor, at=now)


def test_it_says_what_happened(house: House, cast: Cast, now: datetime, journal: Journal) -> None:
    ended = end_session(_another(house, cast.berg), by=cast.berg.actor, at=now)
    assert journal.tells(ended, by=cast.berg)
