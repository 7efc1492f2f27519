"""What my day asks of interviews: those of a day, and records left open; each behind its wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands.planning import cancel
from limen.domain.interviews.commands.recording import close_record, take_over
from limen.domain.interviews.names import BlockKind
from limen.domain.interviews.queries.mine import (
    LeftOpen,
    MyInterview,
    interviews_of_mine,
    records_left_open,
)
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.interviews.heard import keep, opened, planned, typed


def _of_the_day(player: Player, now: datetime, *, days: int = 2) -> list[MyInterview]:
    begins = now + timedelta(days=days) - timedelta(hours=2)
    with acting_as(player.actor):
        return interviews_of_mine(begins=begins, ends=begins + timedelta(days=1), by=player.actor, at=now)


def _left(player: Player, now: datetime) -> list[LeftOpen]:
    with acting_as(player.actor):
        return records_left_open(by=player.actor, at=now)


def _asked(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_a_day_shows_what_one_needs_on_the_way_there(cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    [mine] = _of_the_day(cast.berg, now)
    assert (mine.card.id, mine.card.case_id) == (interview, cast.case)
    assert (mine.card.place, mine.card.zone, mine.card.interpreter) == ("Room 4", "UTC", "N. Haddad")
    assert mine.reference
    assert mine.called
    assert _of_the_day(cast.costa, now) == []
    assert _of_the_day(cast.berg, now, days=5) == []


def test_what_was_called_off_is_not_on_today(cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    cancel(interview, why="No room.", by=cast.berg.actor, at=now)
    assert _of_the_day(cast.berg, now) == []


def test_a_record_left_open_is_told_to_whoever_holds_it(cast: Cast, now: datetime) -> None:
    interview, by = opened(cast, now), cast.berg.actor
    [nothing] = _left(cast.berg, now)
    assert (nothing.saved_at, nothing.ends_with) == (now, "")
    later = now + timedelta(minutes=9)
    blocks = (
        typed(now, "Why did you leave?"),
        typed(now, "They came at night.", place=2, kind=BlockKind.ANSWER),
        typed(now, "", place=3, kind=BlockKind.BREAK),
    )
    keep(interview, *blocks, by=by, now=later)
    [left] = _left(cast.berg, now)
    assert (left.card.id, left.saved_at, left.ends_with) == (interview, later, "They came at night.")
    take_over(interview, why="Berg is ill.", by=cast.costa.actor, at=later)
    assert _left(cast.berg, now) == []
    assert [one.card.id for one in _of_the_day(cast.costa, now)] == [interview]
    assert [one.card.id for one in _left(cast.costa, now)] == [interview]
    close_record(interview, by=cast.costa.actor, at=later)
    assert _left(cast.costa, now) == []


def test_a_compartment_stays_closed_on_my_day(house: House, cast: Cast, now: datetime) -> None:
    """Whoever loses a clearance no longer reads what they themselves planned."""
    berg = clear(house.admin_dsn, cast.berg, "gbv")
    planned(replace(cast, berg=berg), now, compartment=Compartment.GBV)
    assert len(_of_the_day(berg, now)) == 1
    uncleared = replace(berg, actor=replace(berg.actor, clearances=frozenset({"general"})))
    assert _of_the_day(uncleared, now) == []


def test_any_number_of_them_costs_the_same(cast: Cast, now: datetime) -> None:
    planned(cast, now)
    opened(cast, now)
    few = (_asked(lambda: _of_the_day(cast.berg, now)), _asked(lambda: _left(cast.berg, now)))
    for _ in range(3):
        planned(cast, now)
        opened(cast, now)
    assert (_asked(lambda: _of_the_day(cast.berg, now)), _asked(lambda: _left(cast.berg, now))) == few
    assert len(_of_the_day(cast.berg, now)) == 8
    assert len(_left(cast.berg, now)) == 4
