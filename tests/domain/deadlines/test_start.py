"""Starting a clock."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.events import Started
from limen.domain.deadlines.queries.clocks import clock_sheet, clocks_of
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force


def _start(cast: Cast, by: Player, at: datetime, **more: object) -> Started:
    asked = {"pack": "atlantis", "term": "register", "facts": {"made_on": "2026-11-10"}} | more
    return start(cast.case, by=by.actor, at=at, **asked)  # type: ignore[arg-type]


def test_the_law_in_force_says_when_it_is_due_and_why(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    started = _start(cast, cast.berg, now)
    with acting_as(cast.costa.actor):
        sheet = clock_sheet(started.clock_id, by=cast.costa.actor, at=now)
    # Tuesday and five days is Sunday; Monday is Founding Day.
    assert (sheet.raw_on, sheet.clock.due_on) == (date(2026, 11, 15), date(2026, 11, 17))
    assert [reason.code for reason in sheet.reasons] == ["governed", "runs_from", "rolled"]
    assert sheet.started_by == "Berg"


def test_what_the_law_cannot_answer_is_refused_in_its_words(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _start(cast, cast.berg, now)) == {"no_law"}
    put_in_force(cast, now)
    assert obstacles(lambda: _start(cast, cast.berg, now, term="registre")) == {"unknown_term"}
    assert obstacles(lambda: _start(cast, cast.berg, now, facts={})) == {"missing_fact"}
    assert obstacles(lambda: _start(cast, cast.berg, now, facts={"made_on": "2026-02-30"})) == {
        "no_such_date"
    }
    assert obstacles(lambda: _start(cast, cast.berg, now, facts={"made": "2026-02-03"})) == {"unknown_fact"}
    assert obstacles(lambda: _start(cast, cast.berg, now, calendar="moon")) == {"unknown_calendar"}
    assert obstacles(lambda: _start(cast, cast.berg, now, facts={"made_on": "2019-02-03"})) == {"no_version"}
    prints = {"term": "prints", "facts": {"taken_at": "2026-11-10"}}
    assert obstacles(lambda: _start(cast, cast.berg, now, **prints)) == {"needs_instant"}


def test_the_same_clock_runs_once_but_for_each_person_it_is_about(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    _start(cast, cast.berg, now)
    assert obstacles(lambda: _start(cast, cast.berg, now)) == {"running"}
    _start(cast, cast.berg, now, about="the second child")
    with acting_as(cast.berg.actor):
        assert len(clocks_of(cast.case, by=cast.berg.actor, at=now)) == 2


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    with pytest.raises(Forbidden):
        _start(cast, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit"])
def test_strangers_and_the_walled_cannot_even_see_the_case(role: str, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    with pytest.raises(Hidden):
        _start(cast, getattr(cast, role), now)


def test_a_compartment_is_not_there_for_whoever_is_not_cleared(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "trafficking")
    started = _start(cast, costa, now, compartment=Compartment.TRAFFICKING)
    with acting_as(cast.berg.actor):
        assert clocks_of(cast.case, by=cast.berg.actor, at=now) == []
        with pytest.raises(Hidden):
            clock_sheet(started.clock_id, by=cast.berg.actor, at=now)


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    put_in_force(cast, now)
    assert journal.tells(_start(cast, cast.berg, now), by=cast.berg)
