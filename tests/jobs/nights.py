"""The night: Django connected as the worker's role for as long as it lasts, and nothing else changed."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from psycopg.rows import dict_row

from limen.domain.deadlines.commands.starting import start
from limen.foundation.ids import new_id
from limen.jobs.nightly import Reckoned, notice_missed, reckon
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, Player
from tests.conftest import House

SEAL_KEY = f"ed25519:{base64.urlsafe_b64encode(bytes(range(32))).decode()}"


@contextmanager
def as_worker(house: House) -> Iterator[None]:
    """Within the block Django asks as limen_jobs, with the grants of limen_jobs."""
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = str(DatabaseRole.JOBS)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = before


def reckoned(house: House, at: datetime, **more: Any) -> Reckoned:
    """One whole night."""
    with as_worker(house):
        return reckon(at, **more)


def noticed(house: House, at: datetime) -> int:
    """What the hour does."""
    with as_worker(house):
        return notice_missed(at)


def clock_of(cast: Cast, by: Player, at: datetime, **more: object) -> UUID:
    """A clock on Amina's case: registering, due on Tuesday 17 November 2026 unless told otherwise."""
    asked = {"pack": "atlantis", "term": "register", "facts": {"made_on": "2026-11-10"}} | more
    started = start(asked.pop("case", cast.case), by=by.actor, at=at, **asked)  # type: ignore[arg-type]
    return started.clock_id


def rows(house: House, statement: str, *values: object) -> list[dict[str, Any]]:
    """What the stage hands see."""
    with psycopg.connect(house.admin_dsn, row_factory=dict_row) as stage:
        return stage.execute(statement, values).fetchall()


def row_of(house: House, clock_id: UUID) -> dict[str, Any]:
    """A clock as it is stored."""
    [row] = rows(house, "select * from deadlines_clock where id = %s", clock_id)
    return row


def by_hand(house: House, statement: str, *values: object) -> None:
    """A change past every act and every wall, as only somebody with the server's password can make it."""
    with psycopg.connect(house.admin_dsn) as stage:
        stage.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        stage.execute(statement, values)


def lines_of(house: House, clock_id: UUID) -> list[dict[str, Any]]:
    """The alarms in the journal about one clock."""
    return rows(
        house,
        "select * from journal_entry where kind = 'deadlines.missed' and facts::jsonb ->> 'clock_id' = %s",
        str(clock_id),
    )


def reported(house: House, clocks: list[UUID]) -> int:
    """How many of the clocks have a report; none of them two."""
    found = rows(house, "select clock_id from deadlines_difference where clock_id = any (%s)", clocks)
    assert len({row["clock_id"] for row in found}) == len(found)
    return len(found)


def a_process_of_the_worker(house: House, *command: str) -> subprocess.CompletedProcess[str]:
    """Python, with these words, as it runs where the worker does. Lists that other tests left behind are not
    its business: it would register everybody on them."""
    by_hand(house, "update imports_import set state = 'paused' where state = 'running'")
    environment = environment_of_the_worker(house)
    return subprocess.run(
        [sys.executable, *command], env=environment, timeout=120, capture_output=True, text=True, check=False
    )


def environment_of_the_worker(house: House) -> dict[str, str]:
    """What a worker is told, on whatever node it runs."""
    return os.environ | {
        "LIMEN_AS": "jobs",
        "LIMEN_POOL": "0",
        "LIMEN_POOLER": "0",
        "LIMEN_SEAL_KEY": SEAL_KEY,  # as every worker has: sealing may fall due while it works
        **{role.variable: house.dsn(role) for role in DatabaseRole},
    }


def after(pages: int) -> Callable[[], bool]:
    """Asks to stop once so many pages were begun."""
    asked = iter(range(pages))
    return lambda: next(asked, None) is None
