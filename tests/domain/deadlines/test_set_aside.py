"""Putting a clock away that does not apply."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.deadlines.commands.closing import meet, set_aside
from limen.domain.deadlines.events import SetAside
from limen.domain.deadlines.names import ClockState
from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.deadlines.clockwork import DUE, ON, running, seen, started
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force


@pytest.fixture
def clock(cast: Cast, now: datetime) -> UUID:
    return running(cast, now)


def _set_aside(clock: UUID, by: Player, at: datetime, **more: object) -> SetAside:
    said = {"why": "She withdrew her application.", "version": 1} | more
    return set_aside(clock, by=by.actor, at=at, **said)  # type: ignore[arg-type]


def test_it_stays_readable_and_the_term_may_run_anew(clock: UUID, cast: Cast, now: datetime) -> None:
    _set_aside(clock, cast.berg, now)
    assert (seen(clock, cast.costa, now).clock.state, seen(clock, cast.costa, now).clock.due_on) == (
        ClockState.SET_ASIDE, DUE,
    )  # fmt: skip
    anew = started(cast, cast.berg, now)
    with acting_as(cast.berg.actor):
        live = clocks_of(cast.case, by=cast.berg.actor, at=now, live_only=True)
        assert [card.id for card in live] == [anew]
        assert [card.id for card in clocks_of(cast.case, by=cast.berg.actor, at=now)] == [anew, clock]


def test_without_a_reason_and_when_it_is_closed_it_is_refused(clock: UUID, cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _set_aside(clock, cast.berg, now, why="  ")) == {"why"}
    meet(clock, met_on=ON, on=ON, version=1, by=cast.berg.actor, at=now)
    assert obstacles(lambda: _set_aside(clock, cast.berg, now, version=2)) == {"closed"}


def test_of_two_the_second_is_told(clock: UUID, cast: Cast, now: datetime) -> None:
    meet(clock, met_on=ON, on=ON, version=1, by=cast.costa.actor, at=now)
    with pytest.raises(Conflict):
        _set_aside(clock, cast.berg, now)
    assert seen(clock, cast.berg, now).clock.state == ClockState.MET


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "mats"])
def test_the_wrong_role_is_forbidden(role: str, clock: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _set_aside(clock, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(
    role: str, clock: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        _set_aside(clock, getattr(cast, role), now)


def test_in_a_compartment_it_is_not_there(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    clock = started(cast, costa, now, compartment=Compartment.GBV)
    with pytest.raises(Hidden):
        _set_aside(clock, cast.berg, now)
    _set_aside(clock, costa, now)


def test_it_says_what_happened_and_seals_the_reason(
    clock: UUID, cast: Cast, now: datetime, journal: Journal
) -> None:
    assert "why" in SetAside.personal
    assert journal.tells(_set_aside(clock, cast.berg, now), by=cast.berg)
