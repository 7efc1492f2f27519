"""The same Limen on many machines: three databases that elect a primary, two web servers, a proxy."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from typing import Any

import psycopg

from bench.crashing.house import DATABASE, House
from limen.site.cli.serve import web_part
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from ops.cluster import Cluster
from ops.yard import Yard, answers

NODES = (1, 2)


@dataclass
class ManyHouse(House):
    """A house whose database is a cluster and whose web servers are nodes."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.yard = Yard(self.folder)
        self.cluster = Cluster(self.yard, password=self.password)
        self.nodes: dict[int, subprocess.Popen[bytes]] = {}
        self.environment |= {role.variable: self._uri(role) for role in DatabaseRole}
        self.web_port = self.yard.port("proxy")

    def open(self, *, cases: int) -> None:
        """Everything from nothing, up to nodes that answer through the proxy."""
        self.folder.chmod(0o711)
        self.cluster.open()
        passwords = dict.fromkeys(DatabaseRole, self.password)
        provision(self.admin_dsn("postgres"), database=DATABASE, passwords=passwords)
        self.migrate()
        self.people_it(cases)
        for node in NODES:
            self.start_node(node)
        self.yard.start("proxy")
        self.wait_for_the_proxy()

    def close(self) -> None:
        """End everything, and leave no process behind."""
        for node in list(self.nodes):
            self.kill_node(node)
        self.cluster.close()
        self.yard.close()

    def admin_dsn(self, dbname: str = DATABASE) -> str:
        """The superuser's way to the primary."""
        return self.cluster.dsn(user="postgres", password=self.password, dbname=dbname)

    def start_node(self, node: int, **more: str) -> None:
        """Start a web server on a port of its own."""
        port = self.yard.port(f"web_{node}")
        part = web_part("127.0.0.1", port, 1)
        with (self.folder / f"web-{node}.log").open("ab") as log:
            self.nodes[node] = subprocess.Popen(
                [*part.command, "--respawn-interval", "0.5"],
                env=self.environment | dict(part.environment) | more,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        _wait(f"http://127.0.0.1:{port}/health/ready/", self.nodes[node])

    def kill_node(self, node: int) -> None:
        """Kill a web server with all its processes."""
        process = self.nodes.pop(node)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def wait_for_the_proxy(self) -> None:
        """Until the proxy knows a node that answers."""
        _wait(f"http://127.0.0.1:{self.web_port}/health/ready/", self.yard.process("proxy"))

    def rows(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the primary as the superuser."""
        with psycopg.connect(self.admin_dsn()) as connection:
            return connection.execute(question.encode(), values).fetchall()

    def _uri(self, role: DatabaseRole) -> str:
        return self.cluster.uri(user=role, dbname=DATABASE)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while not answers(address):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{address} does not answer")
        time.sleep(0.1)
