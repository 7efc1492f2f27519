"""The night interrupted: killed between pages and within one, twice at once, and while somebody works."""

from __future__ import annotations

import json
import signal
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from limen.foundation.ids import new_id
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast
from tests.conftest import House
from tests.jobs.nights import (
    a_process_of_the_worker,
    after,
    by_hand,
    clock_of,
    lines_of,
    noticed,
    reckoned,
    reported,
    row_of,
)
from tests.lawbook import changed, put_in_force

LONGER = changed("atlantis/terms/all.yaml", "value: 5 days", "value: 9 days")
LATER = datetime(2026, 11, 30, 2, 15, tzinfo=UTC)


def _children(cast: Cast, now: datetime, count: int) -> list[UUID]:
    return [clock_of(cast, cast.berg, now, about=f"child {number}") for number in range(count)]


def test_asked_to_stop_it_stops_after_a_page_and_goes_on_another_time(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    clocks = _children(cast, now, 5)
    put_in_force(cast, now, LONGER)
    found = reckoned(house, now, at_once=1, should_stop=after(0))
    assert (found.is_complete, found.clocks, reported(house, clocks)) == (False, 0, 0)
    assert reckoned(house, now, at_once=2).is_complete
    assert reported(house, clocks) == 5


_KILLED = """
import os, signal, sys
import django; django.setup()
from datetime import datetime
from limen.jobs.nightly import reckon
def say(found):
    if found.reported == 2:
        os.kill(os.getpid(), signal.SIGKILL)
reckon(datetime.fromisoformat(sys.argv[1]), at_once=1, say=say)
"""


def test_killed_between_two_pages_it_leaves_whole_pages(house: House, cast: Cast, now: datetime) -> None:
    reckoned(house, now)  # what other stories left behind is reported already
    put_in_force(cast, now)
    clocks = _children(cast, now, 5)
    put_in_force(cast, now, LONGER)
    assert a_process_of_the_worker(house, "-c", _KILLED, now.isoformat()).returncode == -signal.SIGKILL
    assert reported(house, clocks) == 2
    reckoned(house, now)
    assert reported(house, clocks) == 5


def test_killed_within_a_page_there_is_neither_alarm_nor_line_nor_job(
    house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    clocks = _children(cast, now, 3)
    told = json.dumps([{"clock": str(clock), "zone": "UTC"} for clock in clocks])
    worker = psycopg.connect(house.dsn(DatabaseRole.JOBS))
    worker.execute("select * from access.note_missed(%s, %s, %s::jsonb)", [new_id(), LATER, told])
    by_hand(house, "select pg_terminate_backend(%s)", worker.info.backend_pid)
    with pytest.raises(psycopg.OperationalError):
        worker.commit()
    for clock in clocks:
        assert (row_of(house, clock)["missed_at"], lines_of(house, clock)) == (None, [])
    noticed(house, LATER)
    assert [len(lines_of(house, clock)) for clock in clocks] == [1, 1, 1]


def test_nobody_waits_for_the_worker_nor_the_worker_for_anybody(
    house: House, cast: Cast, now: datetime
) -> None:
    """A clock that is being changed, and a chain that is being written to, are left to the next round."""
    put_in_force(cast, now)
    held, other = clock_of(cast, cast.berg, now), clock_of(cast, cast.costa, now, case=cast.other_case)
    with psycopg.connect(house.admin_dsn) as somebody:
        somebody.execute("select 1 from journal_head where stream_id = %s for update", [cast.case])
        noticed(house, LATER)
        assert (len(lines_of(house, held)), len(lines_of(house, other))) == (0, 1)
        somebody.rollback()
        put_in_force(cast, now, LONGER)
        somebody.execute("select 1 from deadlines_clock where id = %s for update", [held])
        reckoned(house, now)
        assert reported(house, [held, other]) == 1
    noticed(house, LATER)
    reckoned(house, now)
    assert (len(lines_of(house, held)), reported(house, [held, other])) == (1, 2)


def test_two_nights_at_once_report_once(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clocks = _children(cast, now, 3)
    put_in_force(cast, now, LONGER)
    asked = [
        {"clock": str(clock), "version": 1, "differs": True, "due_on": "2026-11-19", "trouble": "",
         "edition": str(row_of(house, clock)["edition_id"])}
        for clock in clocks
    ]  # fmt: skip
    question = "select * from access.report_differences(%s, %s, %s::jsonb)"
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as one:
        one.execute(question, [new_id(), now, json.dumps(asked)])
        with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as two:
            assert two.execute(question, [new_id(), now, json.dumps(asked)]).fetchone() == (0, 0)
    assert reported(house, clocks) == 3
