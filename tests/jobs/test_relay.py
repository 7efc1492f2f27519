"""What follows an act: enqueued with it, gone with it, run by the worker's own role, once however often it is
run."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from limen.domain.cases.commands.breaking_glass import break_glass
from limen.domain.cases.names import OpeningGround
from limen.foundation.refusals import Hidden
from limen.foundation.rows import acting_as
from limen.site.postgres.roles import DatabaseRole
from tests.cast import AT, Cast
from tests.conftest import House
from tests.jobs.nights import a_process_of_the_worker

REASON = "The person stands in the hall and needs a paper today."


def _jobs(house: House, case_id: object) -> list[tuple[int, str]]:
    with psycopg.connect(house.admin_dsn) as connection:
        return connection.execute(
            "select (j.args->>'entry_id')::bigint, j.status::text from procrastinate_jobs j"
            " join journal_entry e on e.id = (j.args->>'entry_id')::bigint where e.case_id = %s",
            [case_id],
        ).fetchall()


def _break(cast: Cast) -> None:
    break_glass(
        reference=cast.reference, ground=OpeningGround.DANGER, reason=REASON, by=cast.farah.actor, at=AT
    )


def test_an_act_and_what_follows_it_are_committed_together(house: House, cast: Cast) -> None:
    _break(cast)
    assert [status for _, status in _jobs(house, cast.case)] == ["todo"]


def test_an_act_that_is_rolled_back_leaves_no_job(house: House, cast: Cast) -> None:
    def break_and_fail() -> None:
        with acting_as(cast.farah.actor):
            _break(cast)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_and_fail()
    assert _jobs(house, cast.case) == []


def test_a_refused_act_leaves_no_job(house: House, cast: Cast) -> None:
    with pytest.raises(Hidden):
        break_glass(
            reference=cast.reference, ground=OpeningGround.DANGER, reason=REASON, by=cast.grit.actor, at=AT
        )
    assert _jobs(house, cast.case) == []


def test_the_worker_tells_those_concerned_once(house: House, cast: Cast) -> None:
    from limen.domain.notices.queries import count_unread, notices_of

    _break(cast)
    [(entry_id, _)] = _jobs(house, cast.case)
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        first = worker.execute("select access.tell_of(%s)", [entry_id]).fetchone()
        again = worker.execute("select access.tell_of(%s)", [entry_id]).fetchone()
    assert first == (2,)
    assert again == (0,)
    for told in (cast.berg, cast.costa):
        with acting_as(told.actor):
            assert count_unread(told.actor) == 1
            assert notices_of(told.actor, at=AT)[0].reference == cast.reference
    for not_told in (cast.farah, cast.grit, cast.elio, cast.dina):
        with acting_as(not_told.actor):
            assert count_unread(not_told.actor) == 0


def test_the_worker_itself_runs_the_queue_dry(house: House, cast: Cast) -> None:
    _break(cast)
    done = a_process_of_the_worker(house, "-c", _WORK_UNTIL_DRY)
    assert done.returncode == 0, done.stderr
    assert {status for _, status in _jobs(house, cast.case)} == {"succeeded"}
    with psycopg.connect(house.admin_dsn) as connection:
        told = connection.execute(
            "select count(*) from notices_notice where case_id = %s", [cast.case]
        ).fetchone()
    assert told == (2,)


_WORK_UNTIL_DRY = """
import django; django.setup()
from limen.jobs import worker
worker.run(until_dry=True)
"""


def test_the_worker_sees_no_case(house: House, cast: Cast) -> None:
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        for table in ("cases_case", "notes_note", "identity_member", "notices_notice", "journal_entry"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), worker.transaction():
                worker.execute(f"select 1 from {table}")


def test_ended_sessions_are_emptied_and_kept(house: House, cast: Cast) -> None:
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute(
            "update identity_session set data = 'something', expires_at = now() - %s where account_id = %s",
            [timedelta(hours=1), cast.berg.id],
        )
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        emptied = worker.execute("update identity_session set data = '' where data <> ''")
        assert emptied.rowcount >= 1
    with psycopg.connect(house.admin_dsn) as connection:
        kept = connection.execute(
            "select data from identity_session where account_id = %s", [cast.berg.id]
        ).fetchall()
    assert kept == [("",)]
