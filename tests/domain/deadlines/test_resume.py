"""Letting a clock go on."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest

from limen.domain.deadlines.commands.closing import set_aside
from limen.domain.deadlines.commands.extending import extend
from limen.domain.deadlines.commands.stopping import resume, stop
from limen.domain.deadlines.events import Resumed
from limen.domain.deadlines.names import ClockState
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.deadlines.clockwork import ON, running, seen, started
from tests.domain.told import Journal, obstacles
from tests.lawbook import changed, put_in_force

THURSDAY, NEXT_THURSDAY = date(2026, 11, 12), date(2026, 11, 19)


@pytest.fixture
def clock(cast: Cast, now: datetime) -> UUID:
    """One that stands still since Thursday, 12 November."""
    clock = running(cast, now)
    _stop(clock, cast.berg, now, version=1)
    return clock


def _stop(clock: UUID, by: Player, at: datetime, *, version: int, since_on: date = THURSDAY) -> None:
    stop(clock, cause="postponed", since_on=since_on, on=ON, version=version, by=by.actor, at=at)


def _resume(clock: UUID, by: Player, at: datetime, **more: object) -> Resumed:
    said = {"until_on": NEXT_THURSDAY, "on": ON, "version": 2} | more
    return resume(clock, by=by.actor, at=at, **said)  # type: ignore[arg-type]


def test_it_is_due_later_by_the_days_it_stood_still(clock: UUID, cast: Cast, now: datetime) -> None:
    """Seven days after Monday, 10 May 2027 is a Monday again."""
    assert _resume(clock, cast.berg, now).due_on == date(2027, 5, 17)
    sheet = seen(clock, cast.costa, now)
    assert (sheet.clock.state, sheet.clock.due_on, sheet.clock.days_left) == (
        ClockState.RUNNING, date(2027, 5, 17), None,
    )  # fmt: skip
    assert [(told.since_on, told.until_on) for told in sheet.stops] == [(THURSDAY, NEXT_THURSDAY)]


def test_on_the_day_on_which_it_stopped_it_has_lost_nothing(clock: UUID, cast: Cast, now: datetime) -> None:
    assert _resume(clock, cast.berg, now, until_on=THURSDAY).due_on == date(2027, 5, 10)


def test_every_stop_adds_its_own_days(clock: UUID, cast: Cast, now: datetime) -> None:
    _resume(clock, cast.berg, now, until_on=date(2026, 11, 16))
    _stop(clock, cast.berg, now, version=3, since_on=date(2026, 11, 17))
    # Four days and three days.
    assert _resume(clock, cast.berg, now, until_on=ON, version=4).due_on == date(2027, 5, 17)


def test_before_it_stopped_and_in_the_future_are_refused(clock: UUID, cast: Cast, now: datetime) -> None:
    for day in (date(2026, 11, 11), date(2026, 11, 21)):
        assert obstacles(lambda day=day: _resume(clock, cast.berg, now, until_on=day)) == {"until_on"}  # type: ignore[misc]
    assert seen(clock, cast.berg, now).clock.state == ClockState.STOPPED


def test_only_a_clock_that_stands_still_goes_on(clock: UUID, cast: Cast, now: datetime) -> None:
    _resume(clock, cast.berg, now)
    assert obstacles(lambda: _resume(clock, cast.berg, now, version=3)) == {"not_stopped"}
    _stop(clock, cast.berg, now, version=3, since_on=ON)
    set_aside(clock, why="Withdrawn.", version=4, by=cast.berg.actor, at=now)
    assert obstacles(lambda: _resume(clock, cast.berg, now, version=5)) == {"not_stopped"}


def test_it_goes_on_by_the_edition_that_ruled_it(clock: UUID, cast: Cast, now: datetime) -> None:
    """A year to decide, by the edition that is now in force, is for clocks that start now."""
    put_in_force(cast, now, changed("atlantis/terms/all.yaml", "value: 6 months", "value: 12 months"))
    assert _resume(clock, cast.berg, now).due_on == date(2027, 5, 17)


def test_what_was_extended_meanwhile_stays_extended(clock: UUID, cast: Cast, now: datetime) -> None:
    extend(clock, ground="complex", decided_on=ON, why="Many papers.", on=ON, version=2, by=cast.berg.actor,
           at=now)  # fmt: skip
    # Nine months end on Tuesday, 10 August 2027; seven days later is the 17th.
    assert _resume(clock, cast.berg, now, version=3).due_on == date(2027, 8, 17)


def test_of_two_who_let_it_go_on_the_second_is_told(clock: UUID, cast: Cast, now: datetime) -> None:
    _resume(clock, cast.costa, now)
    with pytest.raises(Conflict):
        _resume(clock, cast.berg, now, until_on=ON)
    assert seen(clock, cast.berg, now).stops[0].until_on == NEXT_THURSDAY


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, clock: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _resume(clock, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(
    role: str, clock: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        _resume(clock, getattr(cast, role), now)


def test_in_a_compartment_it_is_not_there(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "medical")
    clock = started(cast, costa, now, compartment=Compartment.MEDICAL)
    _stop(clock, costa, now, version=1)
    with pytest.raises(Hidden):
        _resume(clock, cast.berg, now)
    assert _resume(clock, costa, now).due_on == date(2027, 5, 17)


def test_it_says_what_happened(clock: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_resume(clock, cast.berg, now), by=cast.berg)
