"""Extending a clock."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest

from limen.domain.deadlines.commands.closing import set_aside
from limen.domain.deadlines.commands.extending import extend
from limen.domain.deadlines.commands.stopping import stop
from limen.domain.deadlines.events import Extended
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.deadlines.clockwork import DUE, ON, running, seen, started
from tests.domain.told import Journal, obstacles
from tests.lawbook import changed, put_in_force

TERMS = "atlantis/terms/all.yaml"


@pytest.fixture
def clock(cast: Cast, now: datetime) -> UUID:
    return running(cast, now)


def _extend(clock: UUID, by: Player, at: datetime, **more: object) -> Extended:
    said = {"ground": "complex", "decided_on": ON, "why": "Many papers.", "on": ON, "version": 1} | more
    return extend(clock, by=by.actor, at=at, **said)  # type: ignore[arg-type]


def test_all_that_is_allowed_is_counted_from_where_the_clock_began(
    clock: UUID, cast: Cast, now: datetime
) -> None:
    """Six months and three, from 10 November 2026: Tuesday, 10 August 2027."""
    assert _extend(clock, cast.berg, now).due_on == date(2027, 8, 10)
    sheet = seen(clock, cast.costa, now)
    assert (sheet.clock.due_on, sheet.version) == (date(2027, 8, 10), 2)
    (told,) = sheet.extensions
    assert (told.ground_says, told.length, told.decided_on, told.by_name) == (
        "Difficult questions", "", ON, "Berg",
    )  # fmt: skip


def test_less_than_all_may_be_taken(clock: UUID, cast: Cast, now: datetime) -> None:
    assert _extend(clock, cast.berg, now, length="1 month").due_on == date(2027, 6, 10)


def test_what_was_stopped_and_extended_ends_after_both(clock: UUID, cast: Cast, now: datetime) -> None:
    stop(clock, cause="postponed", since_on=date(2026, 11, 12), until_on=date(2026, 11, 19), on=ON,
         version=1, by=cast.berg.actor, at=now)  # fmt: skip
    assert _extend(clock, cast.berg, now, version=2).due_on == date(2027, 8, 17)


def test_a_clock_that_stands_still_may_be_extended(clock: UUID, cast: Cast, now: datetime) -> None:
    stop(clock, cause="postponed", since_on=ON, on=ON, version=1, by=cast.berg.actor, at=now)
    assert _extend(clock, cast.berg, now, version=2).due_on is None
    assert len(seen(clock, cast.berg, now).extensions) == 1


def test_more_than_the_law_allows_is_refused_in_its_words(clock: UUID, cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _extend(clock, cast.berg, now, length="4 months")) == {"too_long"}
    assert obstacles(lambda: _extend(clock, cast.berg, now, length="72 hours")) == {"hours_and_days"}
    assert obstacles(lambda: _extend(clock, cast.berg, now, length="a while")) == {"not_a_length"}
    assert obstacles(lambda: _extend(clock, cast.berg, now, ground="holidays")) == {"unknown_extension"}
    assert seen(clock, cast.berg, now).clock.due_on == DUE
    assert seen(clock, cast.berg, now).extensions == ()


def test_too_late_in_the_future_and_without_reasons_are_refused(
    clock: UUID, cast: Cast, now: datetime
) -> None:
    tomorrow = date(2026, 11, 21)
    assert obstacles(lambda: _extend(clock, cast.berg, now, decided_on=tomorrow)) == {"decided_on"}
    assert obstacles(lambda: _extend(clock, cast.berg, now, why=" \n")) == {"why"}
    late = date(2027, 5, 11)
    assert obstacles(lambda: _extend(clock, cast.berg, now, decided_on=late, on=late)) == {"too_late"}
    # On the last day it is not too late, whenever it is written down.
    assert _extend(clock, cast.berg, now, decided_on=DUE, on=late).due_on == date(2027, 8, 10)


def test_once_on_each_ground_and_not_when_it_is_closed(clock: UUID, cast: Cast, now: datetime) -> None:
    _extend(clock, cast.berg, now, length="1 month")
    assert obstacles(lambda: _extend(clock, cast.berg, now, version=2)) == {"ground"}
    set_aside(clock, why="Withdrawn.", version=2, by=cast.berg.actor, at=now)
    assert obstacles(lambda: _extend(clock, cast.berg, now, version=3)) == {"closed", "ground"}


def test_the_edition_that_ruled_it_knows_the_grounds(clock: UUID, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now, changed(TERMS, "value: 3 months", "value: 9 months"))
    assert obstacles(lambda: _extend(clock, cast.berg, now, length="4 months")) == {"too_long"}
    assert _extend(clock, cast.berg, now).due_on == date(2027, 8, 10)


def test_of_two_who_extend_it_the_second_is_told(clock: UUID, cast: Cast, now: datetime) -> None:
    _extend(clock, cast.costa, now)
    with pytest.raises(Conflict) as conflict:
        _extend(clock, cast.berg, now)
    assert "2027-08-10" in conflict.value.theirs.says
    assert len(seen(clock, cast.berg, now).extensions) == 1


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "mats"])
def test_the_wrong_role_is_forbidden(role: str, clock: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _extend(clock, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_case_cannot_even_see_it(
    role: str, clock: UUID, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Hidden):
        _extend(clock, getattr(cast, role), now)


def test_in_a_compartment_neither_the_clock_nor_its_extensions_are_there(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "security")
    clock = started(cast, costa, now, compartment=Compartment.SECURITY)
    with pytest.raises(Hidden):
        _extend(clock, cast.berg, now)
    _extend(clock, costa, now)
    with pytest.raises(Hidden):
        seen(clock, cast.berg, now)
    assert len(seen(clock, costa, now).extensions) == 1


def test_it_says_what_happened(clock: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_extend(clock, cast.berg, now), by=cast.berg)
