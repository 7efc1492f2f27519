"""Saying that what was due was done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.cases.commands.breaking_glass import break_glass
from limen.domain.cases.names import OpeningGround
from limen.domain.deadlines.commands.closing import meet, set_aside
from limen.domain.deadlines.commands.stopping import stop
from limen.domain.deadlines.events import Met
from limen.domain.deadlines.names import ClockState
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.deadlines.clockwork import DUE, ON, running, seen, started
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force


@pytest.fixture
def clock(cast: Cast, now: datetime) -> UUID:
    return running(cast, now)


def _meet(clock: UUID, by: Player, at: datetime, **more: object) -> Met:
    said = {"met_on": ON, "on": ON, "version": 1} | more
    return meet(clock, by=by.actor, at=at, **said)  # type: ignore[arg-type]


def test_it_is_closed_and_keeps_the_day_on_which_it_was_due(clock: UUID, cast: Cast, now: datetime) -> None:
    assert not _meet(clock, cast.berg, now).was_late
    sheet = seen(clock, cast.costa, now)
    assert (sheet.clock.state, sheet.clock.met_on, sheet.clock.due_on) == (ClockState.MET, ON, DUE)


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (1, True), (400, True)])
def test_late_is_said_as_late_and_no_more(
    days: int, is_late: bool, clock: UUID, cast: Cast, now: datetime
) -> None:
    day = DUE + timedelta(days=days)
    assert _meet(clock, cast.berg, now, met_on=day, on=day).was_late is is_late
    assert seen(clock, cast.berg, now).clock.state == ClockState.MET


def test_nothing_was_late_while_the_clock_stood_still(clock: UUID, cast: Cast, now: datetime) -> None:
    stop(clock, cause="postponed", since_on=ON, on=ON, version=1, by=cast.berg.actor, at=now)
    late = date(2028, 1, 3)
    assert not _meet(clock, cast.berg, now, met_on=late, on=late, version=2).was_late


def test_tomorrow_and_what_is_closed_are_refused(clock: UUID, cast: Cast, now: datetime) -> None:
    tomorrow = ON + timedelta(days=1)
    assert obstacles(lambda: _meet(clock, cast.berg, now, met_on=tomorrow)) == {"met_on"}
    _meet(clock, cast.berg, now)
    assert obstacles(lambda: _meet(clock, cast.berg, now, version=2)) == {"closed"}
    again = started(cast, cast.berg, now)  # and the same term may run anew
    set_aside(again, why="Twice.", version=1, by=cast.berg.actor, at=now)
    assert obstacles(lambda: _meet(again, cast.berg, now, version=2)) == {"closed"}


def test_whoever_opened_the_case_in_an_emergency_only_reads_its_clocks(
    clock: UUID, cast: Cast, now: datetime
) -> None:
    """Farah sees the clock, and is told why she cannot close it: not that there is none."""
    reason = "The applicant stands at the desk and nobody assigned is in."
    break_glass(reference=cast.reference, ground=OpeningGround.DANGER, reason=reason, by=cast.farah.actor,
                at=now)  # fmt: skip
    assert seen(clock, cast.farah, now).clock.due_on == DUE
    assert obstacles(lambda: _meet(clock, cast.farah, now)) == {"reach"}


def test_of_two_who_close_it_the_second_is_told(clock: UUID, cast: Cast, now: datetime) -> None:
    _meet(clock, cast.costa, now)
    with pytest.raises(Conflict):
        _meet(clock, cast.berg, now, met_on=date(2026, 11, 19))
    assert seen(clock, cast.berg, now).clock.met_on == ON


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, clock: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _meet(clock, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(
    role: str, clock: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        _meet(clock, getattr(cast, role), now)


def test_in_a_compartment_it_is_not_there(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "child")
    clock = started(cast, costa, now, compartment=Compartment.CHILD)
    with pytest.raises(Hidden):
        _meet(clock, cast.berg, now)
    _meet(clock, costa, now)


def test_it_says_what_happened(clock: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_meet(clock, cast.berg, now), by=cast.berg)
