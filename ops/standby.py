"""A standby of a running server: its copy, made by pg_basebackup, which then follows it by streaming."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import conninfo

from limen.site.postgres import starting
from limen.site.postgres.accounts import give, serving_account
from limen.site.postgres.programs import embedded_programs, run
from limen.site.postgres.safety import settings


class Standby:
    """In a folder of its own, on a private socket. The superuser's way to the primary is its own as well."""

    def __init__(self, folder: Path, *, primary: str) -> None:
        self._primary, self._cluster = primary, folder / "standby" / "cluster"
        self._account = serving_account(self._cluster)
        self._programs = embedded_programs(self._account)
        self._process: subprocess.Popen[bytes] | None = None
        self.host = ""

    def start(self) -> None:
        """Copy the primary, and follow it."""
        logs = self._cluster.parent / "log"
        logs.mkdir(parents=True, mode=0o700)
        for folder in (self._cluster.parent, logs):
            give(folder, self._account)
        done = run(
            [
                self._programs / "pg_basebackup", "--dbname", self._primary, "--pgdata", self._cluster,
                "--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast",
            ],
            account=self._account,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr[-500:])
        sockets = starting.socket_folder(self._account)
        self.host = str(sockets)
        chosen = settings(sockets=sockets, port=5432, tcp=False, logs=logs, archive=None)
        self._process = starting.launch(
            self._programs,
            self._cluster,
            chosen | {"hot_standby": "on", "shared_buffers": "64MB"},
            account=self._account,
            log=self._cluster.parent / "start.log",
            patience=120,
        )

    def dsn(self, dbname: str) -> str:
        """The superuser's way in."""
        return conninfo.make_conninfo(self._primary, host=self.host, port=5432, dbname=dbname)

    def pause(self) -> None:
        """Stop replaying: what is written from now on is not seen here."""
        self._ask("select pg_wal_replay_pause()")
        while self._ask("select pg_get_wal_replay_pause_state()") != "paused":
            time.sleep(0.02)

    def resume(self) -> None:
        """Go on replaying."""
        self._ask("select pg_wal_replay_resume()")

    def catch_up(self) -> None:
        """Wait until everything that the primary has written was replayed."""
        with psycopg.connect(self._primary) as primary:
            [place] = primary.execute("select pg_current_wal_insert_lsn()::text").fetchone() or [""]
        until = time.monotonic() + 60
        while not self._ask(f"select pg_last_wal_replay_lsn() >= '{place}'::pg_lsn"):
            if time.monotonic() > until:
                raise TimeoutError("the standby does not catch up")
            time.sleep(0.02)

    def close(self) -> None:
        """End it."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)
            starting.forget_sockets(self.host)
            self._process = None

    def _ask(self, question: str) -> object:
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            found = connection.execute(question.encode()).fetchone()
        return found[0] if found else None
