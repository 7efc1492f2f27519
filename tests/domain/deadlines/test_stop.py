"""Stopping a clock."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest

from limen.domain.deadlines.commands.closing import meet
from limen.domain.deadlines.commands.stopping import stop
from limen.domain.deadlines.events import Stopped
from limen.domain.deadlines.names import Attribution, ClockState
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.deadlines.clockwork import DUE, ON, running, seen, started
from tests.domain.told import Journal, obstacles
from tests.lawbook import changed, put_in_force

THURSDAY, NEXT_THURSDAY = date(2026, 11, 12), date(2026, 11, 19)


@pytest.fixture
def clock(cast: Cast, now: datetime) -> UUID:
    return running(cast, now)


def _stop(clock: UUID, by: Player, at: datetime, **more: object) -> Stopped:
    said = {"cause": "postponed", "since_on": THURSDAY, "on": ON, "version": 1} | more
    return stop(clock, by=by.actor, at=at, **said)  # type: ignore[arg-type]


def test_a_clock_that_stands_still_is_due_on_no_day(clock: UUID, cast: Cast, now: datetime) -> None:
    assert _stop(clock, cast.berg, now, why="Her doctor asked for it.").due_on is None
    sheet = seen(clock, cast.costa, now)
    assert (sheet.clock.state, sheet.clock.due_on, sheet.version) == (ClockState.STOPPED, None, 2)
    # Wednesday, 11 November was the last day that counted: 180 days are left until 10 May.
    assert sheet.clock.days_left == (DUE - date(2026, 11, 11)).days == 180
    (told,) = sheet.stops
    assert (told.attributed_to, told.does_stop, told.by_name) == (Attribution.APPLICANT, True, "Berg")


def test_a_stop_that_is_over_moves_the_end_by_its_days(clock: UUID, cast: Cast, now: datetime) -> None:
    """Seven days, from Thursday to Wednesday; the Thursday after them counts again."""
    assert _stop(clock, cast.berg, now, until_on=NEXT_THURSDAY).due_on == date(2027, 5, 17)
    assert seen(clock, cast.berg, now).clock.state == ClockState.RUNNING


def test_what_does_not_stop_the_clock_is_written_down_and_moves_nothing(
    clock: UUID, cast: Cast, now: datetime
) -> None:
    """The authority's own delay: whose doing it was is said by the law, not by the writer."""
    assert _stop(clock, cast.berg, now, cause="our_delay").due_on == DUE
    sheet = seen(clock, cast.berg, now)
    assert sheet.clock.state == ClockState.RUNNING
    assert [(told.attributed_to, told.does_stop) for told in sheet.stops] == [(Attribution.AUTHORITY, False)]


def test_days_that_two_stops_share_are_not_counted_twice(clock: UUID, cast: Cast, now: datetime) -> None:
    _stop(clock, cast.berg, now, since_on=date(2026, 11, 14), until_on=date(2026, 11, 16))
    assert _stop(clock, cast.berg, now, until_on=NEXT_THURSDAY, version=2).due_on == date(2027, 5, 17)


def test_too_early_twice_unknown_and_backwards_are_refused(clock: UUID, cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _stop(clock, cast.berg, now, since_on=date(2026, 11, 21))) == {"since_on"}
    assert obstacles(lambda: _stop(clock, cast.berg, now, cause="holiday")) == {"unknown_stop"}
    wednesday = date(2026, 11, 11)
    assert obstacles(lambda: _stop(clock, cast.berg, now, until_on=wednesday)) == {"stop_ends_before"}
    assert seen(clock, cast.berg, now).stops == ()
    _stop(clock, cast.berg, now, until_on=NEXT_THURSDAY)
    within = {"since_on": date(2026, 11, 18), "version": 2}
    assert obstacles(lambda: _stop(clock, cast.berg, now, **within)) == {"overlap"}
    _stop(clock, cast.berg, now, since_on=NEXT_THURSDAY, version=2)
    assert obstacles(lambda: _stop(clock, cast.berg, now, since_on=ON, version=3)) == {"stopped"}


def test_a_closed_clock_and_one_in_hours_are_not_stopped(clock: UUID, cast: Cast, now: datetime) -> None:
    meet(clock, met_on=ON, on=ON, version=1, by=cast.berg.actor, at=now)
    assert obstacles(lambda: _stop(clock, cast.berg, now, version=2)) == {"closed"}
    prints = started(cast, cast.berg, now, term="prints", facts={"taken_at": "2026-11-10T10:00"})
    assert obstacles(lambda: _stop(prints, cast.berg, now)) == {"hours"}


def test_the_edition_that_ruled_it_knows_the_causes(clock: UUID, cast: Cast, now: datetime) -> None:
    """A later edition without the cause changes nothing for a clock that runs already."""
    put_in_force(cast, now, changed("atlantis/terms/all.yaml", "id: postponed", "id: moved"))
    assert obstacles(lambda: _stop(clock, cast.berg, now, cause="moved")) == {"unknown_stop"}
    assert _stop(clock, cast.berg, now).due_on is None


def test_of_two_who_stop_it_the_second_is_told(clock: UUID, cast: Cast, now: datetime) -> None:
    """A form that is sent twice as well: the clock is stopped once."""
    _stop(clock, cast.costa, now)
    with pytest.raises(Conflict) as conflict:
        _stop(clock, cast.berg, now)
    assert conflict.value.version == 2
    assert len(seen(clock, cast.berg, now).stops) == 1


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, clock: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _stop(clock, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(
    role: str, clock: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        _stop(clock, getattr(cast, role), now)


def test_in_a_compartment_neither_the_clock_nor_its_stops_are_there(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    clock = started(cast, costa, now, compartment=Compartment.GBV)
    with pytest.raises(Hidden):
        _stop(clock, cast.berg, now)
    _stop(clock, costa, now)
    with pytest.raises(Hidden):
        seen(clock, cast.berg, now)
    assert len(seen(clock, costa, now).stops) == 1


def test_it_says_what_happened(clock: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_stop(clock, cast.berg, now), by=cast.berg)
