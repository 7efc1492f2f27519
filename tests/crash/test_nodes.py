"""Two web servers behind a proxy, one of which is killed while people read and write: sessions go on, what
was acknowledged is there once, and whoever reads gets the page: an answer that was half on its way breaks off
with its node, and is there when it is asked for once more."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from bench.crashing.writers import Writer, resolve
from limen.site.cli.serve import web_part
from limen.site.postgres.roles import DatabaseRole
from ops.yard import Yard, answers, missing
from tests.cast import Cast, Player
from tests.conftest import House

NODES, READERS, WRITERS = (1, 2), 2, 3


@dataclass
class Nodes:
    """The proxy, the nodes behind it, and who comes in."""

    yard: Yard
    house: House
    folder: Path
    web_port: int
    cookie: str = ""

    def __post_init__(self) -> None:
        self.running: dict[int, subprocess.Popen[bytes]] = {}

    def start(self, node: int) -> None:
        """Start a node as on a machine of its own: nothing is shared but the database."""
        part = web_part("127.0.0.1", self.yard.port(f"web_{node}"), 1)
        addresses = {role.variable: self.house.dsn(role) for role in (DatabaseRole.APP, DatabaseRole.DOOR)}
        with (self.folder / f"web-{node}.log").open("ab") as log:
            self.running[node] = subprocess.Popen(
                part.command,
                env=os.environ | addresses | dict(part.environment) | {"LIMEN_POOL": "1"},
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        self.wait(f"http://127.0.0.1:{self.yard.port(f'web_{node}')}/health/ready/")

    def kill(self, node: int) -> None:
        """End all its processes at once."""
        process = self.running.pop(node)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def wait(self, address: str) -> None:
        """Until somebody answers there."""
        until = time.monotonic() + 120
        while not answers(address):
            assert time.monotonic() < until, (self.folder / "web-1.log").read_text()[-2000:]
            time.sleep(0.1)


@pytest.fixture
def nodes(house: House, cast: Cast, tmp_path: Path) -> Iterator[Nodes]:
    if why := missing("proxy"):
        pytest.skip(why)
    with Yard(tmp_path) as yard:
        there = Nodes(yard, house, tmp_path, yard.port("proxy"), cast.berg.cookie)
        try:
            for node in NODES:
                there.start(node)
            yard.start("proxy")
            there.wait(f"http://127.0.0.1:{there.web_port}/health/ready/")
            yield there
        finally:
            for node in list(there.running):
                there.kill(node)


def _status(nodes: Nodes, player: Player, cast: Cast) -> int:
    """What a reading is answered with. 0 when the answer broke off."""
    connection = http.client.HTTPConnection("127.0.0.1", nodes.web_port, timeout=30)
    try:
        connection.request("GET", f"/api/v1/cases/{cast.case}", headers={"Cookie": f"limen={player.cookie}"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
    return answer.status


def _read(nodes: Nodes, player: Player, cast: Cast, stop: threading.Event, found: Counter[int]) -> None:
    while not stop.is_set():
        status = _status(nodes, player, cast)
        found[status] += 1
        if not status:  # no proxy can ask again for what it has begun to pass on: a browser does
            found[_status(nodes, player, cast)] += 1


@pytest.mark.crash
def test_a_killed_node_costs_nobody_their_session_or_their_words(nodes: Nodes, cast: Cast) -> None:
    stop, found = threading.Event(), Counter[int]()
    readers = [
        threading.Thread(target=_read, args=(nodes, cast.costa, cast, stop, found)) for _ in range(READERS)
    ]
    writers = [Writer(nodes, cast.case, f"node-{n}", stop) for n in range(WRITERS)]
    for thread in (*readers, *writers):
        thread.start()
    for node in NODES:
        time.sleep(2)
        nodes.kill(node)
        time.sleep(2)
        nodes.start(node)
        time.sleep(1)  # until the proxy has seen that it is back
    stop.set()
    for thread in (*readers, *writers):
        thread.join()
    attempts = [attempt for writer in writers for attempt in writer.attempts]
    resolve(nodes, [one for one in attempts if not one.note_id and not one.refused])
    assert found.keys() <= {200, 0}, found
    assert found[0] <= READERS * len(NODES), "more broke off than was on its way when a node was killed"
    assert found[200] > 10
    assert not [one.refused for one in attempts if one.refused]
    _are_there_once(nodes.house, cast, [str(one.note_id) for one in attempts])


def _are_there_once(house: House, cast: Cast, told: list[str]) -> None:
    with psycopg.connect(house.admin_dsn) as connection:
        there = connection.execute(
            "select id::text from notes_note where case_id = %s and text like 'node-%%'", [cast.case]
        ).fetchall()
    assert len(told) == len(set(told)) > 2 * WRITERS
    assert sorted(told) == sorted(key for (key,) in there)
