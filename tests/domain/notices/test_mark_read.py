"""Marking one's notices as read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
import pytest

from limen.domain.notices.commands import mark_read
from limen.domain.notices.queries import count_unread
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.told import Journal


@pytest.fixture(autouse=True)
def _notices(house: House, cast: Cast, now: datetime) -> None:
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', 'x', true)")
        for player in (cast.berg, cast.costa):
            connection.execute(
                "insert into notices_notice (id, member_id, entry_id, kind, case_id, at)"
                " values (%s, %s, 1, 'cases.assigned', %s, %s)",
                [new_id(), player.id, cast.case, now - timedelta(minutes=1)],
            )


def _unread(player: Player) -> int:
    with acting_as(player.actor):
        return count_unread(player.actor)


def test_none_of_them_is_unread_any_more(cast: Cast, now: datetime) -> None:
    assert mark_read(by=cast.berg.actor, at=now).count == 1
    assert _unread(cast.berg) == 0


def test_what_came_after_the_page_was_opened_stays_unread(cast: Cast, now: datetime) -> None:
    assert mark_read(by=cast.berg.actor, at=now - timedelta(hours=1)).count == 0
    assert _unread(cast.berg) == 1


def test_whoever_has_no_post_has_no_act(cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        mark_read(by=replace(cast.berg.actor, permissions=frozenset()), at=now)


def test_nobody_elses_are_touched(cast: Cast, now: datetime) -> None:
    mark_read(by=cast.berg.actor, at=now)
    mark_read(by=cast.elio.actor, at=now)
    assert _unread(cast.costa) == 1


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(mark_read(by=cast.berg.actor, at=now), by=cast.berg)
