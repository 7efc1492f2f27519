"""Saying "I know this person": the last thing one does in a case."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.cases.commands.walling import declare_conflict
from limen.domain.cases.events import ConflictDeclared
from limen.domain.cases.names import WallGround
from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal


def _declare(cast: Cast, by: Player, at: datetime) -> ConflictDeclared:
    why = "we went to school together"
    return declare_conflict(cast.case, ground=WallGround.DECLARED, why=why, by=by.actor, at=at)


@pytest.mark.parametrize("role", ["berg", "costa", "farah", "hana"])
def test_the_case_is_gone_at_once(role: str, cast: Cast, now: datetime) -> None:
    by = getattr(cast, role)
    _declare(cast, by, now)
    with acting_as(by.actor), pytest.raises(Hidden):
        case_sheet(cast.case, by=by.actor, at=now)


def test_it_cannot_be_declared_twice(cast: Cast, now: datetime) -> None:
    _declare(cast, cast.berg, now)
    with pytest.raises(Hidden):
        _declare(cast, cast.berg, now)


@pytest.mark.parametrize("role", ["ivo", "jun"])
def test_keepers_have_no_case_to_declare_anything_in(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _declare(cast, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit"])
def test_whoever_does_not_see_the_case_cannot(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        _declare(cast, getattr(cast, role), now)


def test_it_says_what_happened_and_seals_the_reason(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_declare(cast, cast.berg, now), by=cast.berg)
