"""Many people through two connections of a real pooler in transaction mode: nobody is taken for another.

All tests can go through one: `LIMEN_TEST_POOLER=3 python3 dev.py test tests/security`; see
docs/operations/pooler.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from limen.site.cli.checking import server
from limen.site.cli.checking.findings import Look, State
from limen.site.cli.folders import Folder
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.urls import DatabaseUrls, parsed
from ops.yard import Yard, missing
from tests.cast import Cast
from tests.conftest import House
from tests.stage import url

CONNECTIONS, THREADS, ROUNDS = 2, 12, 600
ACT = "select set_config('limen.ticket', %s, {})"


@pytest.fixture
def dsn(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The way in as limen_app through a pooler that has two connections."""
    if why := missing("pooler"):
        pytest.skip(why)
    place = psycopg.conninfo.conninfo_to_dict(house.admin_dsn)
    folder = tmp_path_factory.mktemp("pooler")
    for above in (folder, *folder.parents[:3]):
        above.chmod(0o711)
    with Yard(
        folder,
        database_host=str(place["host"]),
        database_port=str(place["port"]),
        pool_size=str(CONNECTIONS),
        password=house.password,
        others="",
    ) as yard:
        yard.start("pooler")
        yield (
            f"host=127.0.0.1 port={yard.port('pooler')} dbname={house.dbname}"
            f" user={DatabaseRole.APP} password={house.password}"
        )


def _cases(connection: psycopg.Connection[tuple[UUID]]) -> set[UUID]:
    return {row[0] for row in connection.execute("select id from cases_case")}


def test_each_sees_their_own_cases_and_nobody_the_last_ones(cast: Cast, dsn: str) -> None:
    turns = [
        (cast.berg.actor.ticket, {cast.case}),
        (cast.costa.actor.ticket, {cast.case, cast.other_case}),
        (cast.dina.actor.ticket, {cast.dina_case}),
        ("f" * 64, set()),
    ]

    def come(number: int) -> str:
        ticket, theirs = turns[number % len(turns)]
        with psycopg.connect(dsn, prepare_threshold=None) as connection:
            if _cases(connection):
                return "saw rows as nobody"
            connection.commit()
            connection.execute(ACT.format("true"), [ticket])
            if _cases(connection) != theirs:
                return "saw something else than their own"
            connection.commit()
            return "saw rows after the end" if _cases(connection) else "fine"

    with ThreadPoolExecutor(THREADS) as threads:
        assert Counter(threads.map(come, range(ROUNDS))) == {"fine": ROUNDS}


def test_a_mistake_that_sets_a_ticket_for_a_session_is_forgotten_with_its_transaction(
    cast: Cast, dsn: str
) -> None:
    with psycopg.connect(dsn, prepare_threshold=None, autocommit=True) as careless:
        careless.execute(ACT.format("false"), [cast.costa.actor.ticket])
        for _ in range(4 * CONNECTIONS):
            with psycopg.connect(dsn, prepare_threshold=None) as next_one:
                assert _cases(next_one) == set()


def test_the_control_the_same_mistake_straight_to_the_server_is_kept(cast: Cast, house: House) -> None:
    """Without it nobody would know whether the test above can fail."""
    with psycopg.connect(house.dsn(DatabaseRole.APP), autocommit=True) as careless:
        careless.execute(ACT.format("false"), [cast.costa.actor.ticket])
        assert _cases(careless) == {cast.case, cast.other_case}


def test_a_statement_that_is_kept_on_the_server_is_what_breaks_without_the_setting(
    cast: Cast, dsn: str
) -> None:
    """Why `LIMEN_POOLER` keeps `limen.foundation.prepared` from preparing anything."""
    with ThreadPoolExecutor(THREADS) as threads:
        ends = Counter(threads.map(lambda n: _prepares(dsn), range(4 * THREADS)))
    assert ends["InvalidSqlStatementName"] + ends["DuplicatePreparedStatement"] > 0


def _prepares(dsn: str) -> str:
    try:
        with psycopg.connect(dsn, prepare_threshold=0, autocommit=True) as connection:
            for _ in range(5):
                connection.execute("select %s::int", [1])
    except psycopg.Error as error:
        return type(error).__name__
    return "fine"


@pytest.mark.parametrize("is_pooled", [True, False])
def test_limen_check_notices_a_pooler_that_does_not_forget(
    house: House, dsn: str, is_pooled: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server itself, which keeps a session's settings, stands for a pooler that forgets nothing."""
    monkeypatch.setenv("LIMEN_POOLER", "1")
    app = parsed(url(DatabaseRole.APP, house.dbname, house.password), DatabaseRole.APP)
    way = dsn if is_pooled else house.dsn(DatabaseRole.APP)
    with psycopg.connect(way, autocommit=True, prepare_threshold=None) as connection:
        folder, urls = Folder(tmp_path), DatabaseUrls()
        look = Look(folder=folder, urls=urls, app=app, connection=connection, is_demo=False)
        assert server.pooler(look).state is (State.OK if is_pooled else State.FAIL)


def test_a_worker_refuses_to_go_through_a_pooler(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "limen.site.cli", "--folder", str(tmp_path), "work"],
        env=os.environ | {"LIMEN_POOLER": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "cannot work through a pooler" in done.stdout + done.stderr
