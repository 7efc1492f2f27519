"""Letting the edition in force rule a clock that an earlier one ruled."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import psycopg
import pytest

from limen.domain.deadlines.commands.closing import meet, rule_again
from limen.domain.deadlines.commands.extending import extend
from limen.domain.deadlines.commands.stopping import stop
from limen.domain.deadlines.events import RuledAgain
from limen.domain.deadlines.names import ClockState
from limen.domain.identity.names import Compartment
from limen.domain.policy.commands import propose
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.deadlines.clockwork import DUE, ON, running, seen, started
from tests.domain.told import Journal, obstacles
from tests.lawbook import changed, put_in_force
from tests.security.rows import insert

TERMS = "atlantis/terms/all.yaml"
SHORTER = changed(TERMS, "value: 6 months", "value: 5 months")
SHORTER_ON = date(2027, 4, 12)  # five months end on Saturday, 10 April 2027; Monday is the 12th


@pytest.fixture
def clock(cast: Cast, now: datetime) -> UUID:
    return running(cast, now)


def _rule_again(clock: UUID, by: Player, at: datetime, *, version: int = 1) -> RuledAgain:
    return rule_again(clock, version=version, by=by.actor, at=at)


def test_a_new_edition_changes_no_clock_until_somebody_says_so(
    clock: UUID, cast: Cast, now: datetime
) -> None:
    before = seen(clock, cast.berg, now)
    put_in_force(cast, now, SHORTER)
    assert seen(clock, cast.berg, now) == before
    ruled = _rule_again(clock, cast.berg, now)
    assert (ruled.due_before, ruled.due_on) == (DUE, SHORTER_ON)
    after = seen(clock, cast.costa, now)
    assert (after.clock.due_on, after.raw_on, after.version) == (SHORTER_ON, date(2027, 4, 10), 2)
    assert after.edition_id != before.edition_id
    assert after.pack_fingerprint == ruled.fingerprint != before.pack_fingerprint


def test_a_calendar_is_part_of_an_edition(clock: UUID, cast: Cast, now: datetime) -> None:
    """The pack says the same; only the day off is new. Clocks that run keep the calendar they began with."""
    put_in_force(cast, now, changed("calendars/city.yaml", "on: 11-16", "on: 05-10"))
    assert seen(clock, cast.berg, now).clock.due_on == DUE
    fresh = started(cast, cast.berg, now, about="the second child")
    assert seen(fresh, cast.berg, now).clock.due_on == date(2027, 5, 11)
    extend(clock, ground="complex", length="1 day", decided_on=ON, why="A day more.", on=ON, version=1,
           by=cast.berg.actor, at=now)  # fmt: skip
    assert seen(clock, cast.berg, now).clock.due_on == date(2027, 5, 11)
    assert _rule_again(clock, cast.berg, now, version=2).due_on == date(2027, 5, 11)


def test_stops_and_extensions_are_kept(clock: UUID, cast: Cast, now: datetime) -> None:
    stop(clock, cause="postponed", since_on=date(2026, 11, 12), until_on=date(2026, 11, 19), on=ON,
         version=1, by=cast.berg.actor, at=now)  # fmt: skip
    extend(clock, ground="complex", decided_on=ON, why="Many papers.", on=ON, version=2, by=cast.berg.actor,
           at=now)  # fmt: skip
    put_in_force(cast, now, SHORTER)
    # Five months and three end on Saturday, 10 July 2027; seven days later is Saturday the 17th.
    assert _rule_again(clock, cast.berg, now, version=3).due_on == date(2027, 7, 19)


def test_a_reported_difference_is_settled_by_it(clock: UUID, cast: Cast, now: datetime, house: House) -> None:
    put_in_force(cast, now, SHORTER)
    edition = seen(clock, cast.berg, now).edition_id
    with psycopg.connect(house.admin_dsn) as connection, connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', 'x', true)")
        insert(cursor, "deadlines_difference", clock_id=clock, case_id=cast.case, compartment="general",
               edition_id=edition, stored_due_on=DUE, found_due_on=SHORTER_ON, found_at=now,
               trouble="")  # fmt: skip
    difference = seen(clock, cast.berg, now).difference
    assert difference is not None
    assert (difference.stored_due_on, difference.found_due_on) == (DUE, SHORTER_ON)
    _rule_again(clock, cast.berg, now)
    assert seen(clock, cast.berg, now).difference is None


def test_what_is_only_proposed_rules_nothing(clock: UUID, cast: Cast, now: datetime) -> None:
    propose("atlantis", files=SHORTER, why="Faster.", by=cast.lena.actor, at=now)
    assert _rule_again(clock, cast.berg, now).due_on == DUE


def test_what_the_new_law_cannot_answer_is_refused_and_changes_nothing(
    clock: UUID, cast: Cast, now: datetime
) -> None:
    stop(clock, cause="postponed", since_on=ON, on=ON, version=1, by=cast.berg.actor, at=now)
    put_in_force(cast, now, changed(TERMS, "id: postponed", "id: moved"))
    assert obstacles(lambda: _rule_again(clock, cast.berg, now, version=2)) == {"unknown_stop"}
    put_in_force(cast, now, changed(TERMS, "decide:", "determine:"))
    assert obstacles(lambda: _rule_again(clock, cast.berg, now, version=2)) == {"unknown_term"}
    put_in_force(
        cast,
        now,
        changed(TERMS, "{since: 2020-01-01, value: 6 months", "{since: 2026-12-01, value: 6 months"),
    )
    assert obstacles(lambda: _rule_again(clock, cast.berg, now, version=2)) == {"no_version"}
    sheet = seen(clock, cast.berg, now)
    assert (sheet.clock.state, sheet.version) == (ClockState.STOPPED, 2)


def test_a_closed_clock_is_not_ruled_again(clock: UUID, cast: Cast, now: datetime) -> None:
    meet(clock, met_on=ON, on=ON, version=1, by=cast.berg.actor, at=now)
    put_in_force(cast, now, SHORTER)
    assert obstacles(lambda: _rule_again(clock, cast.berg, now, version=2)) == {"closed"}
    assert seen(clock, cast.berg, now).clock.due_on == DUE


def test_of_two_the_second_is_told(clock: UUID, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now, SHORTER)
    _rule_again(clock, cast.costa, now)
    with pytest.raises(Conflict):
        _rule_again(clock, cast.berg, now)


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, clock: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _rule_again(clock, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(
    role: str, clock: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        _rule_again(clock, getattr(cast, role), now)


def test_in_a_compartment_neither_the_clock_nor_its_difference_is_there(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    clock = started(cast, costa, now, compartment=Compartment.GBV)
    put_in_force(cast, now, SHORTER)
    with pytest.raises(Hidden):
        _rule_again(clock, cast.berg, now)
    assert _rule_again(clock, costa, now).due_on == SHORTER_ON


def test_it_says_what_happened(clock: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    put_in_force(cast, now, SHORTER)
    assert journal.tells(_rule_again(clock, cast.berg, now), by=cast.berg)
