"""Limen and the plain project, each behind the web server that Limen is served with, and what they cost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from limen.site.postgres.embedded import Server

WORKERS, THREADS = 2, 4
REPOSITORY = Path(__file__).parents[2]
_TICK = os.sysconf("SC_CLK_TCK")
_SIGN_IN = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.nationwide.plain.settings"
django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
people = get_user_model().objects
user = people.filter(username="bench").first() or people.create_superuser("bench", password="bench")
client = Client()
client.force_login(user)
print(client.cookies["sessionid"].value)
"""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A web server that runs, and the database behind it."""

    host: str
    port: int
    pid: int
    database: int

    def busy(self) -> tuple[float, float]:
        """Seconds of processor that the site, and all of the database, have used so far."""
        return _used(self.pid), _used(self.database)


@contextmanager
def served(application: str, database: int, **environment: str) -> Iterator[Site]:
    """A site with its workers. Raises `RuntimeError` when it does not answer."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", application),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS), "--no-ws"),
        *("--blocking-threads", str(THREADS), "--log-level", "critical", "--workers-kill-timeout", "15"),
    ]
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=os.environ | environment, stdout=silent, stderr=silent
    ) as running:
        try:
            _wait_for(port, running)
            yield Site(host="127.0.0.1", port=port, pid=running.pid, database=database)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(60)


def plain_environment(server: Server) -> dict[str, str]:
    """What the plain project needs to know. Makes its schema."""
    place = psycopg.conninfo.conninfo_to_dict(server.admin_dsn("limen"))
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute("create schema if not exists plain")
    return {
        "PLAIN_USER": str(place["user"]),
        "PLAIN_PASSWORD": str(place["password"]),
        "PLAIN_HOST": str(place["host"]),
        "PLAIN_PORT": str(place["port"]),
        "DJANGO_SETTINGS_MODULE": "bench.nationwide.plain.settings",
    }


def plain_cookie(environment: dict[str, str]) -> str:
    """A session of somebody who may see everything in the plain admin."""
    command = [sys.executable, "-c", _SIGN_IN]
    asked = subprocess.run(
        command, cwd=REPOSITORY, env=os.environ | environment, check=True, capture_output=True, text=True
    )
    return f"sessionid={asked.stdout.strip()}"


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and running.poll() is None:
        try:
            with suppress(urllib.error.HTTPError), urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
                return
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the site does not answer")


def _used(root: int) -> float:
    """Seconds of processor of a process and of everything it started, also of what has ended."""
    children: dict[int, list[tuple[int, float]]] = {}
    own = 0.0
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            with suppress(OSError):
                words = (one / "stat").read_text().rpartition(")")[2].split()
                seconds = sum(map(int, words[11:15])) / _TICK
                children.setdefault(int(words[1]), []).append((int(one.name), seconds))
                own = seconds if int(one.name) == root else own
    return own + _below(root, children)


def _below(root: int, children: dict[int, list[tuple[int, float]]]) -> float:
    return sum(seconds + _below(pid, children) for pid, seconds in children.get(root, ()))
