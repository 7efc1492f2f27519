"""Who is told of a limit that ran out: those who answer for the case and may read its clock, once."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest

from limen.domain.identity.names import Compartment
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, clear
from tests.conftest import House
from tests.jobs.nights import clock_of, lines_of, noticed, rows
from tests.lawbook import put_in_force

LATER = datetime(2026, 11, 30, 2, 15, tzinfo=UTC)


def _told(house: House, cast: Cast, now: datetime, **more: object) -> set[str]:
    put_in_force(cast, now)
    by = more.pop("by", cast.berg)
    clock = clock_of(cast, by, now, **more)  # type: ignore[arg-type]
    noticed(house, LATER)
    [line] = lines_of(house, clock)
    jobs = rows(
        house,
        "select status::text from procrastinate_jobs where (args ->> 'entry_id')::bigint = %s",
        line["id"],
    )
    assert jobs == [{"status": "todo"}]
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        for _again in range(2):
            worker.execute("select access.tell_of(%s)", [line["id"]])
    found = rows(house, "select member_id from notices_notice where entry_id = %s", line["id"])
    names = {player.id: player.actor.name for player in cast.everyone}
    assert len(found) == len({row["member_id"] for row in found})
    return {names[row["member_id"]] for row in found}


def test_those_assigned_and_the_supervisors_are_told_once(house: House, cast: Cast, now: datetime) -> None:
    assert _told(house, cast, now) == {"Berg", "Costa"}


def test_of_a_compartment_only_the_cleared_are_told(house: House, cast: Cast, now: datetime) -> None:
    costa = clear(house.admin_dsn, cast.costa, "trafficking")
    assert _told(house, cast, now, by=costa, compartment=Compartment.TRAFFICKING) == {"Costa"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("update cases_case set is_restricted = true where id = %(case)s", {"Berg"}),
        ("update identity_posting set reach = 1 where member_id = %(costa)s", {"Berg"}),
        ("update identity_posting set until_at = now() where member_id = %(berg)s", {"Costa"}),
        ("update cases_assignment set until_at = now() where member_id = %(berg)s", {"Costa"}),
        ("insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at) values"
         " (gen_random_uuid(), %(case)s, %(costa)s, 'family', '', %(berg)s, now())", {"Berg"}),
        ("insert into cases_assignment (id, case_id, member_id, part, since_at) values"
         " (gen_random_uuid(), %(case)s, %(farah)s, 'co_worker', now())", {"Berg", "Costa", "Farah"}),
        ("insert into cases_assignment (id, case_id, member_id, part, since_at) values"
         " (gen_random_uuid(), %(case)s, %(grit)s, 'co_worker', now())", {"Berg", "Costa"}),
    ],
    ids=["restricted", "lists-only", "post-ended", "unassigned", "walled", "co-worker", "walled-co-worker"],
)  # fmt: skip
def test_nobody_is_told_who_could_not_read_it(
    change: str, told: set[str], house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    people = {name: getattr(cast, name).id for name in ("berg", "costa", "farah", "grit")}
    with psycopg.connect(house.admin_dsn) as stage:
        stage.execute("select set_config('limen.act', 'x', true)")
        stage.execute(change, people | {"case": cast.case})
    noticed(house, LATER)
    [line] = lines_of(house, clock)
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        worker.execute("select access.tell_of(%s)", [line["id"]])
    found = rows(house, "select member_id from notices_notice where entry_id = %s", line["id"])
    names = {player.id: player.actor.name for player in cast.everyone}
    assert {names[row["member_id"]] for row in found} == told
