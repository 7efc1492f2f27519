"""The nightly look for cases that are overdue or stand still: what it finds, tells and closes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.assigning import assign
from limen.domain.cases.names import Part
from limen.domain.deadlines.commands.closing import meet
from limen.domain.identity.commands.patience import set_patience
from limen.domain.procedure.commands.moving import begin, move
from limen.domain.tasks.commands import finish_task, reopen_task
from limen.domain.tasks.names import Origin
from limen.domain.tasks.queries import TaskCard, done_in, found_in, tasks_of
from limen.foundation.rows import acting_as
from limen.jobs.finding import Found, find
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.people.conftest import nadia
from tests.domain.told import obstacles
from tests.jobs.nights import after, as_worker, by_hand, clock_of, row_of, rows
from tests.lawbook import put_in_force
from tests.petitions import ready, seen, today
from tests.workspaces.acting import more_cases

__all__ = ["nadia"]
NIGHT = datetime(2026, 11, 30, 2, 50, tzinfo=UTC)
FUNCTIONS = {
    "access.keep_findings(uuid,timestamp with time zone,uuid[],jsonb)": (
        "select * from access.keep_findings(gen_random_uuid(), now(), '{}', '[]')"
    ),
    "access.cases_to_look_at(uuid,integer,timestamp with time zone)": (
        "select * from access.cases_to_look_at(gen_random_uuid(), 5, now())"
    ),
    "access.clocks_overdue(uuid[],timestamptz)": "select * from access.clocks_overdue('{}', now())",
    "access.stages_stood_at(uuid[])": "select * from access.stages_stood_at('{}')",
}


def found(house: House, at: datetime = NIGHT) -> Found:
    """One whole night."""
    with as_worker(house):
        return find(at)


def tasks(player: Player, case_id: UUID, at: datetime = NIGHT) -> list[TaskCard]:
    """What the night wrote into a case, for this one."""
    with acting_as(player.actor):
        cards = tasks_of(case_id, by=player.actor, at=at).cards
    return [card for card in cards if card.for_member_id == player.id and card.origin is Origin.FOUND]


@pytest.fixture
def clock(cast: Cast, now: datetime) -> UUID:
    put_in_force(cast, now)
    return clock_of(cast, cast.berg, now)


def test_a_clock_that_ran_out_is_told_with_its_source_and_closed_when_it_is_met(
    cast: Cast, house: House, clock: UUID
) -> None:
    found(house)
    due_on, source = row_of(house, clock)["due_on"], row_of(house, clock)["ruling"]["source"]
    assert due_on < NIGHT.date()
    [task] = tasks(cast.berg, cast.case)
    assert row_of(house, clock)["term_says"] in task.says
    assert f"{due_on.day}" in task.says
    assert source
    assert source in task.because
    assert task.due_on == NIGHT.date()
    assert tasks(cast.costa, cast.case) == [], "somebody holds the case"
    again = found(house)
    assert (again.written, again.closed) == (0, 0), "twice says nothing new"
    assert tasks(cast.berg, cast.case) == [task]
    meet(clock, met_on=NIGHT.date(), on=NIGHT.date(), version=1, by=cast.berg.actor, at=NIGHT)
    found(house)
    assert tasks(cast.berg, cast.case) == []
    with acting_as(cast.berg.actor):
        [over] = done_in(cast.case, by=cast.berg.actor, at=NIGHT)
    assert over.id == task.id
    assert obstacles(lambda: reopen_task(task.id, by=cast.berg.actor, at=NIGHT)) == {"over"}


def test_before_its_day_is_over_nothing_is_found(cast: Cast, house: House, clock: UUID) -> None:
    due_on = row_of(house, clock)["due_on"]
    found(house, datetime.combine(due_on, datetime.max.time(), tzinfo=UTC))
    assert tasks(cast.berg, cast.case) == []
    found(house, datetime.combine(due_on + timedelta(days=1), datetime.min.time(), tzinfo=UTC))
    assert len(tasks(cast.berg, cast.case)) == 1


def test_how_long_is_too_long_the_organisation_says(cast: Cast, house: House, now: datetime) -> None:
    by_hand(house, "update cases_case set opened_on = '2026-10-01' where id = %s", cast.other_case)
    by_hand(house, "update worklists_row set last_act_at = '2026-10-01Z' where id = %s", cast.other_case)
    found(house)
    assert tasks(cast.costa, cast.other_case) == [], "nobody said how long"
    set_patience(stage_days=None, quiet_days=60, by=cast.ivo.actor, at=now)
    found(house)
    assert tasks(cast.costa, cast.other_case) == [], "exactly sixty days are not more"
    found(house, NIGHT + timedelta(days=1))
    [task] = tasks(cast.costa, cast.other_case)
    assert ("60 days" in task.because, "Oct" in task.says) == (True, True)
    set_patience(stage_days=None, quiet_days=30, by=cast.ivo.actor, at=now)
    found(house)
    assert ["30 days" in one.because for one in tasks(cast.costa, cast.other_case)] == [True], "in new words"
    assign(
        cast.other_case, member_id=cast.farah.id, part=Part.LEAD, why="load", by=cast.costa.actor, at=NIGHT
    )
    found(house)
    assert tasks(cast.costa, cast.other_case) == [], "something happened"


def test_an_application_that_stands_at_one_stage_is_found(
    cast: Cast, house: House, nadia: UUID, now: datetime
) -> None:
    application, on = ready(cast, nadia, now), today(now)
    version = seen(application, cast.berg, now).card.version
    begin(application, lodged_on=on, on=on, version=version, by=cast.berg.actor, at=now)
    set_patience(stage_days=(NIGHT.date() - on).days, quiet_days=None, by=cast.ivo.actor, at=now)
    found(house)
    assert tasks(cast.berg, cast.case) == []
    found(house, NIGHT + timedelta(days=1))
    [task] = tasks(cast.berg, cast.case)
    assert "Lodged" in task.says
    assert "too long" in task.because
    by_hand(house, "update cases_case set phase = 'final' where id = %s", cast.case)
    found(house, NIGHT + timedelta(days=1))
    assert tasks(cast.berg, cast.case) == [], "it is over"


def test_what_the_law_expects_of_a_stage_counts_where_the_organisation_says_nothing(
    cast: Cast, house: House, nadia: UUID, now: datetime
) -> None:
    application, on = ready(cast, nadia, now), today(now)
    version = seen(application, cast.berg, now).card.version
    begun = begin(application, lodged_on=on, on=on, version=version, by=cast.berg.actor, at=now)
    later = now + timedelta(seconds=1)
    move(
        application, stage_id=begun.stage_id, act="examine", to="examined", moved_on=on, on=on,
        by=cast.berg.actor, at=later,
    )  # fmt: skip
    last = datetime.combine(on + timedelta(days=30), datetime.min.time(), tzinfo=UTC)
    found(house, last)
    assert not [one for one in tasks(cast.berg, cast.case) if "Being examined" in one.says]
    found(house, last + timedelta(days=1))
    [task] = [one for one in tasks(cast.berg, cast.case) if "Being examined" in one.says]
    assert "expects 30 days at this stage. Source: Act, section 3" in task.because
    set_patience(stage_days=400, quiet_days=None, by=cast.ivo.actor, at=now)
    found(house, last + timedelta(days=1))
    left = [one for one in tasks(cast.berg, cast.case) if "Being examined" in one.says]
    assert not left, "its own measure goes first"
    set_patience(stage_days=20, quiet_days=None, by=cast.ivo.actor, at=now)
    found(house, last + timedelta(days=1))
    [task] = [one for one in tasks(cast.berg, cast.case) if "Being examined" in one.says]
    assert "Your organisation finds more than 20 days too long." in task.because


def test_what_somebody_marked_as_done_is_not_written_to_them_again(
    cast: Cast, house: House, clock: UUID
) -> None:
    found(house)
    [task] = tasks(cast.berg, cast.case)
    finish_task(task.id, by=cast.berg.actor, at=NIGHT)
    found(house)
    assert tasks(cast.berg, cast.case) == []


def test_whoever_gets_the_case_is_told_and_whoever_is_walled_off_is_not(
    cast: Cast, house: House, now: datetime
) -> None:
    put_in_force(cast, now)
    clock_of(cast, cast.costa, now, case=cast.other_case)
    found(house)
    assert len(tasks(cast.costa, cast.other_case)) == 1, "nobody holds it: who allocates"
    assign(
        cast.other_case, member_id=cast.farah.id, part=Part.LEAD, why="load", by=cast.costa.actor, at=NIGHT
    )
    found(house)
    assert (len(tasks(cast.farah, cast.other_case)), tasks(cast.costa, cast.other_case)) == (1, [])
    by_hand(
        house,
        "insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at)"
        " values (gen_random_uuid(), %s, %s, 'family', '', %s, now())",
        cast.other_case, cast.farah.id, cast.costa.id,
    )  # fmt: skip
    found(house)
    assert len(tasks(cast.costa, cast.other_case)) == 1, "the holder may not read it any more"
    [left] = rows(
        house,
        "select count(*) from tasks_task where case_id = %s and for_member_id = %s and done_at is null",
        cast.other_case, cast.farah.id,
    )  # fmt: skip
    assert left["count"] == 0


def test_in_a_compartment_only_whoever_is_cleared_sees_it(cast: Cast, house: House, clock: UUID) -> None:
    by_hand(house, "update deadlines_clock set compartment = 'gbv' where id = %s", clock)
    found(house)
    assert tasks(cast.berg, cast.case) == []
    cleared = clear(house.admin_dsn, cast.berg, "gbv")
    assert len(tasks(cleared, cast.case)) == 1
    for player, count in ((cleared, 1), (cast.costa, 0)):
        with acting_as(player.actor):
            said = found_in([cast.case], by=player.actor, at=NIGHT)
        assert len(said.get(cast.case, ())) == count


def test_any_number_of_cases_costs_the_same(cast: Cast, house: House) -> None:
    def asked() -> int:
        with as_worker(house), CaptureQueriesContext(connection) as queries:
            find(NIGHT, at_once=100_000)
        return len([one for one in queries if "access." in one["sql"]])

    few = asked()
    more_cases(house, cast.authority, cast.unit, 60)
    assert asked() == few == 5, "four for the page, one to learn that there is no other"


def test_it_may_be_broken_off_and_done_again(cast: Cast, house: House, clock: UUID) -> None:
    with as_worker(house):
        assert find(NIGHT, at_once=1, should_stop=after(1)).looked == 1
    found(house)
    assert len(tasks(cast.berg, cast.case)) == 1


@pytest.mark.parametrize("name", FUNCTIONS)
def test_only_the_worker_may_look(name: str, house: House) -> None:
    for role in DatabaseRole:
        if role in (DatabaseRole.APP, DatabaseRole.DOOR, DatabaseRole.REPORTS):
            with (
                psycopg.connect(house.dsn(role)) as there,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                there.execute(FUNCTIONS[name])
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as there:
        there.execute(FUNCTIONS[name])
