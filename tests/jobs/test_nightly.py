"""The night and the hour: only the worker may, it is shown no case and nobody, and both doors lead there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from limen.foundation.ids import new_id
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, assemble
from tests.conftest import House
from tests.jobs.nights import a_process_of_the_worker, clock_of, lines_of, reckoned, reported, row_of, rows
from tests.lawbook import changed, put_in_force

TERMS = "atlantis/terms/all.yaml"
LONGER = changed(TERMS, "value: 5 days", "value: 9 days")
LATER = datetime(2026, 11, 30, 2, 15, tzinfo=UTC)
QUESTIONS = {
    "access.editions_at_work()": "select * from access.editions_at_work()",
    "access.files_of_edition(uuid)": "select access.files_of_edition(gen_random_uuid())",
    "access.clocks_to_rule(uuid,uuid,integer)": (
        "select * from access.clocks_to_rule(gen_random_uuid(), gen_random_uuid(), 5)"
    ),
    "access.limits_run_out(timestamp with time zone,date,uuid,integer)": (
        "select * from access.limits_run_out(now(), '2000-01-01', gen_random_uuid(), 5)"
    ),
}
REPORTS = {
    "access.report_differences(uuid,timestamp with time zone,jsonb)": (
        "select * from access.report_differences(gen_random_uuid(), now(), '[]')"
    ),
    "access.settle_differences_of_closed_clocks(uuid,timestamp with time zone)": (
        "select access.settle_differences_of_closed_clocks(gen_random_uuid(), '2000-01-01Z')"
    ),
    "access.note_missed(uuid,timestamp with time zone,jsonb)": (
        "select * from access.note_missed(gen_random_uuid(), now(), '[]')"
    ),
}


@pytest.mark.parametrize("name", [*QUESTIONS, *REPORTS])
def test_only_the_worker_may_ask_and_report(name: str, house: House) -> None:
    may = rows(
        house,
        "select r.rolname from pg_roles r where r.rolname like 'limen%%' and r.rolname <> 'limen_warden'"
        " and has_function_privilege(r.oid, %s::regprocedure, 'EXECUTE')",
        name,
    )
    assert may == [{"rolname": "limen_jobs"}]


@pytest.mark.parametrize("name", [*QUESTIONS, *REPORTS])
def test_the_web_server_is_refused_in_fact(name: str, house: House, cast: Cast) -> None:
    question = (QUESTIONS | REPORTS)[name]
    for role in (DatabaseRole.APP, DatabaseRole.DOOR, DatabaseRole.REPORTS):
        with psycopg.connect(house.dsn(role)) as connection:
            connection.execute("select set_config('limen.ticket', %s, true)", [cast.costa.actor.ticket])
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(question)
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        worker.execute(question)


@pytest.mark.parametrize("table", ["clock", "stop", "extension", "difference", "trial"])
def test_the_worker_reads_no_table_of_clocks(table: str, house: House) -> None:
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        for change in (f"select 1 from deadlines_{table}", f"delete from deadlines_{table}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), worker.transaction():
                worker.execute(change)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("select 1 from policy_edition")


def test_what_the_worker_is_shown_names_no_case_and_nobody(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now, about="the second child")
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    edition = row_of(house, clock)["edition_id"]
    told: list[str] = []
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        first = UUID(int=0)
        for question, asked in (
            ("select t::text from access.editions_at_work() t", []),
            ("select t::text from access.clocks_to_rule(%s, %s, 50) t", [edition, first]),
            ("select t::text from access.limits_run_out(%s, '2000-01-01', %s, 500) t", [LATER, first]),
        ):
            told += [str(row[0]) for row in worker.execute(question, asked).fetchall()]
    everything = "\n".join(told)
    assert str(clock) in everything
    for secret in (str(cast.case), cast.reference, "Amina", "Berg", str(cast.berg.id), "second child",
                   "Register the application", str(cast.unit)):  # fmt: skip
        assert secret not in everything


def test_a_report_is_placed_where_the_clock_is(house: House, cast: Cast, now: datetime) -> None:
    """The worker says which clock, and by which edition of the same house; nothing else can it say."""
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    edition = row_of(house, clock)["edition_id"]
    stranger = assemble(house.admin_dsn)
    put_in_force(stranger, now)
    foreign = row_of(house, clock_of(stranger, stranger.berg, now))["edition_id"]
    asked = {"clock": str(clock), "version": 1, "differs": True, "edition": str(edition), "trouble": "x"}
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        for wrong in ({"edition": str(foreign)}, {"version": 2}, {"clock": str(new_id())}):
            said = worker.execute(
                "select * from access.report_differences(%s, %s, %s::jsonb)",
                [new_id(), now, json.dumps([asked | wrong])],
            ).fetchone()
            assert said == (0, 0), wrong
        said = worker.execute(
            "select * from access.report_differences(%s, %s, %s::jsonb)",
            [new_id(), now, json.dumps([asked])],
        ).fetchone()
        assert said == (1, 0)
        # The act is closed again: nothing more can be written under it.
        assert worker.execute("select current_setting('limen.act')").fetchone() == ("",)
    [report] = rows(house, "select * from deadlines_difference where clock_id = %s", clock)
    assert (report["case_id"], report["compartment"]) == (cast.case, "general")


def test_the_worker_can_raise_no_false_alarm(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now, term="decide")
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        said = worker.execute(
            "select * from access.note_missed(%s, %s, %s::jsonb)",
            [new_id(), now, json.dumps([{"clock": str(clock), "zone": "Pacific/Kiritimati"}])],
        ).fetchall()
    assert said == []
    assert lines_of(house, clock) == []


# --- the doors ---------------------------------------------------------------------------------------------


@pytest.fixture
def story(house: House, cast: Cast, now: datetime) -> Callable[[], tuple[int, int]]:
    """A clock that differs and ran out; how many reports and alarms there are of it."""
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now, facts={"made_on": (now - timedelta(days=90)).date().isoformat()})
    put_in_force(cast, now, LONGER)
    return lambda: (reported(house, [clock]), len(lines_of(house, clock)))


def test_the_command_says_what_it_found(house: House, story: Callable[[], tuple[int, int]]) -> None:
    done = a_process_of_the_worker(house, "-m", "limen.site.cli", "reckon")
    assert done.returncode == 0, done.stderr
    assert "ruled again by the law in force" in done.stdout
    assert "a second." in done.stdout
    assert "Nothing was repaired" in done.stdout
    assert story() == (1, 1)


_NIGHT = """
import django; django.setup()
from limen.jobs import hourly, nightly, worker
nightly.reckon_by_night.defer(timestamp={timestamp})
nightly.notice_by_the_hour.defer(timestamp={timestamp})
hourly.seal_the_journal.defer(timestamp={timestamp})
worker.run(until_dry=True)
"""


def test_the_worker_itself_does_it_by_night(
    house: House, now: datetime, story: Callable[[], tuple[int, int]]
) -> None:
    done = a_process_of_the_worker(house, "-c", _NIGHT.format(timestamp=int(now.timestamp())))
    assert done.returncode == 0, done.stderr
    assert story() == (1, 1)
    failed = rows(
        house, "select * from procrastinate_jobs where status = 'failed' and queue_name = 'clockwork'"
    )
    assert failed == []
