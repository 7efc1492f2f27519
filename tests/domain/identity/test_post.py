"""Giving somebody a role in a unit."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from limen.domain.cases.queries.lists import cases_in_unit
from limen.domain.identity.commands.posting import post
from limen.domain.identity.events import Posted
from limen.domain.identity.names import Role
from limen.foundation.actors import Reach
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles


def _post(cast: Cast, whom: Player, by: Player, at: datetime, **more: object) -> Posted:
    facts = {"unit_id": cast.unit, "role": Role.CASE_OFFICER, "reach": Reach.READ} | more
    return post(whom.id, by=by.actor, at=at, **facts)  # type: ignore[arg-type]


def test_an_administrator_posts_a_colleague_who_then_reaches_the_unit(cast: Cast, now: datetime) -> None:
    from dataclasses import replace

    _post(cast, cast.berg, cast.ivo, now)
    entered = replace(cast.berg.actor, units=((cast.unit, Reach.READ),))
    with acting_as(entered):
        assert len(cases_in_unit(cast.unit, by=entered).cards) == 2


def test_a_keeper_with_reach_or_an_end_in_the_past_is_refused(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _post(cast, cast.berg, cast.ivo, now, role=Role.AUDITOR)) == {"keeper"}
    past = now - timedelta(hours=1)
    assert obstacles(lambda: _post(cast, cast.berg, cast.ivo, now, until_at=past)) == {"until"}
    assert "self" in obstacles(lambda: _post(cast, cast.ivo, cast.ivo, now))


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "jun", "dina"])
def test_nobody_else_posts(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _post(cast, cast.farah, getattr(cast, role), now)


def test_strangers_and_units_of_strangers_are_not_there(cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        _post(cast, cast.elio, cast.ivo, now)
    with pytest.raises(Hidden):
        _post(cast, cast.berg, cast.ivo, now, unit_id=cast.agency_unit)


def test_it_says_what_happened_and_seals_the_name(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_post(cast, cast.berg, cast.ivo, now), by=cast.ivo)
