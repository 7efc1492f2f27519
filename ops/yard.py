"""A yard of plain processes: starts parts of `many.toml`, waits until each answers, kills and ends them.

    with Yard(folder, pool_size="2", ...) as yard:
        yard.start("pooler")
        yard.port("pooler")

Nothing here is needed to run Limen: it is what the tests and drills of a large installation stand on.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from limen.site.postgres.accounts import Account, give, serving_account
from limen.site.postgres.programs import spawn
from limen.site.postgres.starting import free_port

HERE = Path(__file__).resolve().parent
MANY = HERE.parent / ".tools" / "many" / "bin"  # `python3 dev.py many` puts programs from Python's index here
READY_SECONDS = 60.0


class NotInstalled(Exception):
    """A program is missing. The message says which, and how to have it."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One table of many.toml."""

    command: tuple[str, ...]
    install: str
    answers: str
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    lesser: bool = False

    @property
    def program(self) -> str | None:
        """Where its program is, if it is anywhere."""
        name = Template(self.command[0]).safe_substitute(many=MANY)
        return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def plans() -> dict[str, Plan]:
    """What many.toml says."""
    read = tomllib.loads((HERE / "many.toml").read_text(encoding="utf-8"))
    return {
        name: Plan(
            command=tuple(said["command"]),
            install=said["install"],
            answers=said["answers"],
            files=tuple(said.get("files", ())),
            folders=tuple(said.get("folders", ())),
            lesser=said.get("lesser", False),
        )
        for name, said in read.items()
    }


def missing(*names: str) -> str:
    """Why these parts cannot be started here; empty when they can."""
    wanted = {name: plan for name, plan in plans().items() if name in names and plan.program is None}
    return "; ".join(f"{name} is not installed ({plan.install})" for name, plan in wanted.items())


class Yard:
    """Parts that run in one folder. A part may be there several times: `start("patroni", 2)`."""

    def __init__(self, folder: Path, **values: str) -> None:
        self.folder, self.values, self._plans = folder, dict(values), plans()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._ports: dict[str, int] = {}

    def __enter__(self) -> Yard:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def port(self, name: str) -> int:
        """The port that is kept under this name."""
        if name not in self._ports:
            port = free_port()
            while port in self._ports.values():
                port = free_port()
            self._ports[name] = port
        return self._ports[name]

    def start(self, name: str, number: int = 0, **values: str) -> subprocess.Popen[bytes]:
        """Start a part, with these values beside the yard's own, and wait until it answers. Raises
        `NotInstalled`, `TimeoutError`, and `RuntimeError` when it ends instead."""
        plan, key = self._plans[name], _key(name, number)
        if (program := plan.program) is None:
            raise NotInstalled(f"{name} is not installed: {plan.install}")
        here = self.folder / key
        here.mkdir(parents=True, exist_ok=True, mode=0o700)
        account = serving_account(here / "data") if plan.lesser else None
        give(here, account)
        known = self.values | values | {"here": str(here), "number": str(number), "many": str(MANY)}
        for file in plan.files:
            self._write(HERE / "etc" / file, here / file, known, account)
        for name_of_folder in plan.folders:
            (here / name_of_folder).mkdir(exist_ok=True)
        words = [program, *(self._filled(word, known) for word in plan.command[1:])]
        self._running[key] = _launched(words, here, account)
        self._wait(key, self._filled(plan.answers, known))
        return self._running[key]

    def process(self, name: str, number: int = 0) -> subprocess.Popen[bytes]:
        """A part that was started."""
        return self._running[_key(name, number)]

    def kill(self, name: str, number: int = 0) -> None:
        """Kill a part with its children, as a machine that loses its power does."""
        _tell(self.process(name, number), signal.SIGKILL)

    def stop(self, name: str, number: int = 0) -> None:
        """Ask a part to end, then insist."""
        process = self.process(name, number)
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        _tell(process, signal.SIGKILL)

    def close(self) -> None:
        """End everything that runs, the last first."""
        for key in reversed(list(self._running)):
            process = self._running.pop(key)
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
            _tell(process, signal.SIGKILL)

    def log(self, name: str, number: int = 0) -> str:
        """The end of what a part wrote."""
        return (self.folder / _key(name, number) / "log").read_text(errors="replace")[-4000:]

    def _filled(self, text: str, known: Mapping[str, str]) -> str:
        template = Template(text)
        ports = {
            word: str(self.port(word.removeprefix("port_")))
            for word in template.get_identifiers()
            if word.startswith("port_") and word not in known
        }
        return template.substitute({**ports, **known})

    def _write(self, source: Path, there: Path, known: Mapping[str, str], account: Account | None) -> None:
        there.touch(mode=0o600)
        there.write_text(self._filled(source.read_text(encoding="utf-8"), known), encoding="utf-8")
        give(there, account)

    def _wait(self, key: str, place: str) -> None:
        until, process = time.monotonic() + READY_SECONDS, self._running[key]
        while not answers(place):
            said = (self.folder / key / "log").read_text(errors="replace")[-1500:]
            if process.poll() is not None:
                raise RuntimeError(f"{key} ended while it started:\n{said}")
            if time.monotonic() > until:
                raise TimeoutError(f"{key} does not answer at {place}:\n{said}")
            time.sleep(0.05)


def answers(place: str) -> bool:
    """Whether a port is open, or an address says 200."""
    try:
        if place.isdigit():
            socket.create_connection(("127.0.0.1", int(place)), timeout=1).close()
        else:
            return _status(place) == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    return True


def _status(address: str) -> int:
    asked = urlsplit(address)
    connection = http.client.HTTPConnection(asked.hostname or "", asked.port, timeout=2)
    try:
        connection.request("GET", asked.path)
        return connection.getresponse().status
    finally:
        connection.close()


def _key(name: str, number: int) -> str:
    return f"{name}-{number}" if number else name


def _launched(words: list[str], here: Path, account: Account | None) -> subprocess.Popen[bytes]:
    with (here / "log").open("ab") as log:
        home = {"HOME": str(here)}
        return spawn(words, account=account, environment=home, stdout=log, stderr=log, own_group=True)


def _tell(process: subprocess.Popen[bytes], what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, what)
    process.wait()
