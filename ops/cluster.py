"""Three databases that elect their primary: PostgreSQL under Patroni, and etcd, where they elect."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.error import HTTPError

from psycopg import conninfo

from limen.site.postgres import clusters
from limen.site.postgres.accounts import serving_account
from limen.site.postgres.programs import embedded_programs
from ops.yard import Yard

MEMBERS = (1, 2, 3)
PATIENCE = 90.0


class Cluster:
    """Members in a yard. Its addresses name all of them: libpq finds the one that may be written to."""

    def __init__(self, yard: Yard, *, password: str) -> None:
        self.yard, self.password = yard, password
        account = serving_account(yard.folder / "nowhere")
        self._values = {
            "password": password,
            "programs": str(embedded_programs(account)),
            "shared_buffers": "32MB",
        }

    def open(self) -> None:
        """Elect a first primary and let two others follow it, one of them synchronously."""
        self.yard.start("etcd")
        self.start(MEMBERS[0])
        self.wait(lambda roles: "primary" in roles.values(), "a primary")
        for member in MEMBERS[1:]:
            self.start(member)
        self.wait(lambda roles: list(roles.values()).count("replica") == 2, "two that follow")
        self.wait(lambda roles: self.synchronous() is not None, "one that follows synchronously")

    def start(self, member: int) -> None:
        """Start a member: the first time it makes its data, later it goes on with what it finds."""
        ports = {f"port_{name}": str(self.yard.port(f"{name}_{member}")) for name in ("rest", "postgres")}
        self.yard.start("patroni", member, **ports, **self._values)

    def dsn(self, *, user: str, password: str, dbname: str, writing: bool = True) -> str:
        """A way in that finds the primary, or (not `writing`) one that follows it."""
        return conninfo.make_conninfo(
            host=",".join("127.0.0.1" for _ in MEMBERS),
            port=",".join(str(self.yard.port(f"postgres_{member}")) for member in MEMBERS),
            user=user,
            password=password,
            dbname=dbname,
            connect_timeout=3,
            target_session_attrs="read-write" if writing else "prefer-standby",
        )

    def uri(self, *, user: str, dbname: str) -> str:
        """The same for a setting of Limen."""
        places = ",".join(f"127.0.0.1:{self.yard.port(f'postgres_{member}')}" for member in MEMBERS)
        return f"postgresql://{user}:{self.password}@{places}/{dbname}?target_session_attrs=read-write"

    def roles(self) -> dict[int, str]:
        """What each member says it is: `primary`, `replica`, or something on its way."""
        found: dict[int, str] = {}
        for member in MEMBERS:
            with contextlib.suppress(OSError, ValueError):
                said = self._asked(member, "patroni")
                is_up = said.get("state") in ("running", "streaming", "in archive recovery")
                found[member] = str(said.get("role")) if is_up else str(said.get("state"))
        return found

    def primary(self) -> int | None:
        """The member that holds the lock of the primary."""
        return next((member for member in MEMBERS if self._says_yes(member, "primary")), None)

    def synchronous(self) -> int | None:
        """A member that has every acknowledged commit."""
        return next((member for member in MEMBERS if self._says_yes(member, "sync")), None)

    def kill(self, member: int, *, with_patroni: bool) -> None:
        """Kill a member's database with -9; with its Patroni as well, it is as if the machine were gone."""
        if with_patroni:
            self.yard.kill("patroni", member)
        data = self.yard.folder / f"patroni-{member}" / "data"
        found = clusters.running(data)
        for pid in [*([found.pid] if found else []), *clusters.survivors(data)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def wait(self, until: Callable[[Mapping[int, str]], bool], what: str) -> float:
        """Wait for a state of the members; how many seconds it took. Raises `TimeoutError`."""
        began = time.monotonic()
        while not until(self.roles()):
            if time.monotonic() - began > PATIENCE:
                said = {member: self.yard.log("patroni", member) for member in self.roles()}
                raise TimeoutError(f"there is not {what}: {self.roles()}\n{said}")
            time.sleep(0.2)
        return time.monotonic() - began

    def close(self) -> None:
        """Leave no database behind: Patroni is asked to stop its own, and what is left is killed."""
        for member in MEMBERS:
            if (self.yard.folder / f"patroni-{member}").is_dir():
                with contextlib.suppress(KeyError):
                    self.yard.stop("patroni", member)
                self.kill(member, with_patroni=False)

    def _asked(self, member: int, path: str) -> dict[str, object]:
        address = f"http://127.0.0.1:{self.yard.port(f'rest_{member}')}/{path}"
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return dict(json.load(answer))
        except HTTPError as error:
            return dict(json.load(error))

    def _says_yes(self, member: int, path: str) -> bool:
        address = f"http://127.0.0.1:{self.yard.port(f'rest_{member}')}/{path}"
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            return False
        return True


def data_of(yard: Yard, member: int) -> Path:
    """Where a member keeps its data."""
    return yard.folder / f"patroni-{member}" / "data"
