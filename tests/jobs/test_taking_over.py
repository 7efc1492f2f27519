"""Workers on two nodes: each job is done once, and what a killed one had begun another goes on with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest

from limen.domain.cases.commands.breaking_glass import break_glass
from limen.domain.cases.names import OpeningGround
from limen.jobs.taking_over import MOST_ATTEMPTS
from tests.cast import AT, Cast, assemble
from tests.conftest import House
from tests.jobs.nights import a_process_of_the_worker, by_hand, environment_of_the_worker

CASTS, ACTS = 6, 3  # nobody opens more than three cases in an emergency
_WORK = """
import django; django.setup()
from limen.jobs import worker
worker.run()
"""
_TAKE_OVER = """
import django; django.setup()
from limen.jobs import worker
worker.taking_over.take_over.defer(timestamp=0)
worker.run(until_dry=True)
worker.run(until_dry=True)  # what was put back while the first had already looked for more
"""


def _wait(until: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


@pytest.fixture
def worker(house: House) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a worker as on a node of its own."""
    running: list[subprocess.Popen[bytes]] = []
    by_hand(house, "update imports_import set state = 'paused' where state = 'running'")

    def start() -> subprocess.Popen[bytes]:
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", _WORK],
                env=environment_of_the_worker(house),
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return running[-1]

    yield start
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _open(cast: Cast) -> None:
    reason = "The person stands in the hall and needs a paper today."
    break_glass(
        reference=cast.reference, ground=OpeningGround.DANGER, reason=reason, by=cast.farah.actor, at=AT
    )


def _asked(house: House, question: str, *values: object) -> list[tuple[object, ...]]:
    with psycopg.connect(house.admin_dsn) as connection:
        return connection.execute(question.encode(), values).fetchall()


def _jobs(house: House, cast: Cast) -> list[tuple[object, ...]]:
    return _asked(house, _JOBS, cast.berg.actor.organisation_id)


_JOBS = """select j.id, j.status::text from procrastinate_jobs j
    join journal_entry e on e.id = (j.args->>'entry_id')::bigint where e.organisation_id = %s"""


def test_two_workers_do_each_job_once(house: House, worker: Callable[[], subprocess.Popen[bytes]]) -> None:
    casts = [assemble(house.admin_dsn) for _ in range(CASTS)]
    for cast in casts * ACTS:
        _open(cast)
    worker()
    worker()
    _wait(lambda: {status for cast in casts for _, status in _jobs(house, cast)} == {"succeeded"})
    jobs = [job for cast in casts for job, _ in _jobs(house, cast)]
    begun = _asked(
        house,
        "select job_id, count(*) from procrastinate_events where job_id = any(%s) and type = 'started'"
        " group by 1",
        jobs,
    )
    assert len(begun) == len(jobs) == CASTS * ACTS
    assert {count for _, count in begun} == {1}


def test_what_a_killed_worker_had_begun_another_does(
    house: House, cast: Cast, worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    _open(cast)
    [(job, _)] = _jobs(house, cast)
    with psycopg.connect(house.admin_dsn) as holding:
        holding.execute("lock table notices_notice in exclusive mode")  # so that it is killed in the middle
        victim = worker()
        _wait(lambda: _jobs(house, cast) == [(job, "doing")])
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        _wait(lambda: _unfinished_statements(house) == 0)
        holding.rollback()
    assert _jobs(house, cast) == [(job, "doing")]
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("update procrastinate_workers set last_heartbeat = now() - interval '5 minutes'")
    done = a_process_of_the_worker(house, "-c", _TAKE_OVER)
    assert done.returncode == 0, done.stderr
    assert _jobs(house, cast) == [(job, "succeeded")]
    assert _asked(house, "select count(*) from notices_notice where case_id = %s", cast.case) == [(2,)]


def _unfinished_statements(house: House) -> int:
    """How many of the killed worker's statements still wait for the lock."""
    [(count,)] = _asked(
        house,
        "select count(*) from pg_locks where relation = 'notices_notice'::regclass and not granted",
    )
    assert isinstance(count, int)
    return count


def test_what_kills_every_worker_is_put_aside(house: House, cast: Cast) -> None:
    _open(cast)
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute(
            "update procrastinate_jobs j set status = 'doing', attempts = %s from journal_entry e"
            " where e.id = (j.args->>'entry_id')::bigint and e.organisation_id = %s",
            [MOST_ATTEMPTS, cast.berg.actor.organisation_id],
        )
    done = a_process_of_the_worker(house, "-c", _TAKE_OVER)
    assert done.returncode == 0, done.stderr
    assert {status for _, status in _jobs(house, cast)} == {"failed"}
