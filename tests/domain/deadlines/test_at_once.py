"""Many at once: a clock starts once, stops once, and one answer to a proposal counts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from uuid import UUID

import psycopg
from django.db import connections

from limen.domain.deadlines.commands.closing import meet
from limen.domain.deadlines.commands.stopping import stop
from limen.domain.policy.commands import adopt, propose
from limen.foundation.refusals import Conflict, Refused
from tests.cast import Cast
from tests.conftest import House
from tests.domain.deadlines.clockwork import ON, running, seen, started
from tests.lawbook import changed, put_in_force


def at_once(act: Callable[[int], object], times: int = 6) -> list[str]:
    """What became of each: done, the code of a refusal, or a conflict."""

    def one(number: int) -> str:
        try:
            act(number)
            return "done"
        except Refused as refused:
            return ",".join(told.code for told in refused.obstacles)
        except Conflict:
            return "conflict"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return sorted(threads.map(one, range(times)))


def test_a_clock_starts_once(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    people = (cast.berg, cast.costa)
    assert at_once(lambda number: started(cast, people[number % 2], now)) == ["done"] + ["running"] * 5


def test_a_clock_stops_once_and_nothing_is_lost(cast: Cast, now: datetime, house: House) -> None:
    clock, day = running(cast, now), date(2026, 11, 12)

    def act(number: int) -> None:
        by = (cast.berg, cast.costa)[number % 2].actor
        if number % 3:
            stop(clock, cause="postponed", since_on=day, on=ON, version=1, by=by, at=now)
        else:
            meet(clock, met_on=ON, on=ON, version=1, by=by, at=now)

    assert at_once(act) == ["conflict"] * 5 + ["done"]
    assert seen(clock, cast.berg, now).version == 2
    assert _lines(house, clock) == 2  # it started, and one of them was first


def test_one_answer_counts(cast: Cast, now: datetime, house: House) -> None:
    put_in_force(cast, now)
    other = changed("atlantis/terms/all.yaml", "value: 5 days", "value: 6 days")
    adoption = propose("atlantis", files=other, why="x", by=cast.lena.actor, at=now).adoption_id
    ends = at_once(lambda _: adopt(adoption, says="", by=cast.mats.actor, at=now))
    assert ends == ["closed"] * 5 + ["done"]
    with psycopg.connect(house.admin_dsn) as connection:
        rows = connection.execute(
            "select state, count(*) from policy_adoption where organisation_id = %s group by 1",
            [cast.authority],
        ).fetchall()
    assert dict(rows) == {"adopted": 1, "replaced": 1}


def _lines(house: House, clock: UUID) -> int:
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute(
            "select count(*) from journal_entry where facts::jsonb ->> 'clock_id' = %s", [str(clock)]
        ).fetchone()
    assert row is not None
    return int(row[0])
