"""Closing a case to everybody not named for it."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.cases.commands.assigning import assign
from limen.domain.cases.commands.opening import restrict
from limen.domain.cases.names import Part
from limen.domain.cases.queries.lists import cases_in_unit
from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles


@pytest.fixture
def named(cast: Cast, now: datetime) -> Cast:
    """Costa is named for the case herself."""
    assign(cast.case, member_id=cast.costa.id, part=Part.REVIEWER, why="", by=cast.costa.actor, at=now)
    return cast


def test_only_people_named_for_it_still_see_it(named: Cast, now: datetime) -> None:
    restrict(named.case, is_restricted=True, by=named.costa.actor, at=now)
    for player in (named.costa, named.berg):
        with acting_as(player.actor):
            assert case_sheet(named.case, by=player.actor, at=now).is_restricted
    with acting_as(named.farah.actor):
        cards = cases_in_unit(named.unit, by=named.farah.actor).cards
    assert named.case not in {card.id for card in cards}


def test_whoever_is_not_named_for_it_is_refused(cast: Cast, now: datetime) -> None:
    said = obstacles(lambda: restrict(cast.case, is_restricted=True, by=cast.costa.actor, at=now))
    assert said == {"not_named"}


@pytest.mark.parametrize("role", ["berg", "hana", "ivo", "dina"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        restrict(cast.case, is_restricted=True, by=getattr(cast, role).actor, at=now)


def test_a_stranger_cannot_even_see_it(cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        restrict(cast.case, is_restricted=True, by=cast.elio.actor, at=now)


def test_it_says_what_happened(named: Cast, now: datetime, journal: Journal) -> None:
    restricted = restrict(named.case, is_restricted=True, by=named.costa.actor, at=now)
    assert journal.tells(restricted, by=named.costa)
