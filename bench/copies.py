"""`python -m bench copies`: how far a standby is behind while somebody writes, and what a list costs from it.

A list from the standby is asked there and then confirmed, row by row, at the primary.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg

from bench.crashing.house import DATABASE, House
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from ops.standby import Standby


def main(argv: list[str]) -> int:
    """Run it and print the figures. Exit code 1 when somebody missed what they had written."""
    parser = argparse.ArgumentParser(prog="python -m bench copies", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"))  # noqa: S108  a fresh folder in it
    chosen = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="limen-copies-", dir=chosen.folder) as place:
        house = House(Path(place))
        try:
            return _measured(house, Path(place), chosen.rounds)
        finally:
            house.close()


def _measured(house: House, folder: Path, rounds: int) -> int:
    folder.chmod(0o711)
    house.server.start()
    passwords = dict.fromkeys(DatabaseRole, house.password)
    provision(house.admin_dsn("postgres"), database=DATABASE, passwords=passwords)
    house.migrate()
    standby = Standby(folder, primary=house.admin_dsn())
    standby.start()
    try:
        copy = f"postgresql://limen_app:{house.password}@/{DATABASE}?host={standby.host}&port=5432"
        os.environ.update(house.environment | {"LIMEN_COPY_URL": copy, "LIMEN_POOL": "0"})
        import django

        django.setup()
        house.people_it(60)
        print(*_lag(house, standby, rounds), sep="\n")
        lines, missed = _lists(house, rounds)
        print(*lines, sep="\n")
        return 1 if missed else 0
    finally:
        standby.close()


def _lag(house: House, standby: Standby, rounds: int) -> list[str]:
    """From the moment a commit is told until the standby has replayed it."""
    late = []
    with (
        psycopg.connect(house.admin_dsn(), autocommit=True) as primary,
        psycopg.connect(standby.dsn(DATABASE), autocommit=True) as copy,
    ):
        for number in range(rounds):
            _rename(primary, house.cases[0], f"Round {number}")
            began = time.perf_counter()
            [place] = primary.execute("select pg_current_wal_insert_lsn()::text").fetchone() or [""]
            while copy.execute("select pg_last_wal_replay_lsn() < %s::pg_lsn", [place]).fetchone() == (True,):
                pass
            late.append(1000 * (time.perf_counter() - began))
    late.sort()
    return [f"behind, {rounds} commits: {late[len(late) // 2]:.1f} ms (median), {late[-1]:.1f} ms (longest)"]


def _lists(house: House, rounds: int) -> tuple[list[str], int]:
    """One's own list from the primary and from the copy; and, while another writes, whether the writer ever
    missed the own last act."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from limen.domain.cases.queries.lists import CasePage, cases_in_unit
    from limen.domain.identity.queries.entering import entering
    from limen.foundation.copies import having_seen, written_so_far
    from limen.foundation.rows import showing
    from limen.foundation.tickets import ticket_for

    ticket = ticket_for(house.cookie)
    with showing(ticket):
        person = entering(ticket, quietly=True)
    assert person is not None
    unit = _unit(house)

    def page(seen: str | None) -> CasePage:
        with showing(ticket), having_seen(seen):
            return cases_in_unit(unit, by=person.actor)

    begun = written_so_far()
    time.sleep(1)
    lines = [
        f"a list of 50 from the primary: {_median(lambda: page(None), rounds):.1f} ms",
        f"the same from the standby, each row confirmed: {_median(lambda: page(begun), rounds):.1f} ms",
    ]
    missed, by_the_copy, stop = 0, 0, threading.Event()
    noise = threading.Thread(target=_write_on, args=(house, stop))
    noise.start()
    for number in range(rounds):
        with psycopg.connect(house.admin_dsn(), autocommit=True) as primary:
            _rename(primary, house.cases[0], f"Mine {number}")
        seen = written_so_far()
        with CaptureQueriesContext(connections["copy"]) as asked:
            card = next(one for one in page(seen).cards if one.id == house.cases[0])
        by_the_copy += any("cases_case" in one["sql"] for one in asked)
        missed += card.called != f"Mine {number}"
    stop.set()
    noise.join()
    lines.append(
        f"read at once after writing, {rounds} times beside a writer: missed {missed}; "
        f"{by_the_copy} answered by the standby, the others by the primary"
    )
    return lines, missed


def _unit(house: House) -> UUID:
    with psycopg.connect(house.admin_dsn()) as connection:
        [found] = connection.execute("select unit_id from cases_case limit 1").fetchone() or [None]
    assert isinstance(found, UUID)
    return found


def _median(ask: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


def _rename(primary: psycopg.Connection[tuple[object, ...]], case: UUID, called: str) -> None:
    with primary.transaction():
        primary.execute("select set_config('limen.act', 'x', true)")
        primary.execute("update cases_case set called = %s where id = %s", [called, case])


def _write_on(house: House, stop: threading.Event) -> None:
    with psycopg.connect(house.admin_dsn(), autocommit=True) as primary:
        while not stop.is_set():
            _rename(primary, house.cases[1], datetime.now(UTC).isoformat())
