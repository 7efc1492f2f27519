"""Suspending somebody: the account closes and every session with it."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.cases.queries.lists import cases_assigned_to_me
from limen.domain.identity.commands.inviting import suspend
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles


def test_a_suspended_colleague_sees_nothing_any_more(cast: Cast, now: datetime) -> None:
    suspend(cast.berg.id, by=cast.ivo.actor, at=now)
    with acting_as(cast.berg.actor):
        assert cases_assigned_to_me(by=cast.berg.actor, at=now).cards == ()


def test_nobody_suspends_themselves_and_nobody_is_suspended_twice(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: suspend(cast.ivo.id, by=cast.ivo.actor, at=now)) == {"self"}
    suspend(cast.berg.id, by=cast.ivo.actor, at=now)
    with pytest.raises(Hidden):
        suspend(cast.berg.id, by=cast.ivo.actor, at=now)


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "jun", "dina"])
def test_nobody_else_suspends(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        suspend(cast.farah.id, by=getattr(cast, role).actor, at=now)


def test_a_stranger_cannot_be_suspended_from_here(cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        suspend(cast.elio.id, by=cast.ivo.actor, at=now)
    with acting_as(cast.elio.actor):
        assert cases_assigned_to_me(by=cast.elio.actor, at=now).cards == ()


def test_it_says_what_happened_and_seals_the_name(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(suspend(cast.berg.id, by=cast.ivo.actor, at=now), by=cast.ivo)
