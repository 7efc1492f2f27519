"""A whole Limen in a folder, made to be killed: a PostgreSQL of its own, the real web server, an officer."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from limen.foundation.ids import new_id
from limen.foundation.tickets import hash_of, new_session_key, ticket_for
from limen.site.cli.serve import web_part
from limen.site.postgres import clusters
from limen.site.postgres.embedded import Server
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.starting import free_port

DATABASE = "limen"
# Small, so that a restart after a crash is quick; nothing here makes a commit less durable.
SMALL = {"shared_buffers": "32MB", "max_connections": "60", "logging_collector": "off"}
# The negative control: commits are told before they are written, and the writer of the log sleeps long.
CARELESS = {"synchronous_commit": "off", "wal_writer_delay": "10s", "wal_writer_flush_after": "1GB"}


@dataclass
class House:
    """Where it is, and how to start it, kill it and start it again."""

    folder: Path
    is_careless: bool = False
    cases: list[UUID] = field(default_factory=list)
    cookie: str = ""

    def __post_init__(self) -> None:
        self.database_port, self.web_port = free_port(), free_port()
        self.password = secrets.token_urlsafe(24)
        extra = SMALL | (CARELESS if self.is_careless else {})
        self.server = Server(self.folder / "postgres", port=self.database_port, extra=extra)
        self.web: subprocess.Popen[bytes] | None = None
        self.environment = self._environment()

    def open(self, *, cases: int) -> None:
        """Everything from nothing, up to a web server that answers."""
        self.folder.chmod(0o711)
        self.server.start()
        provision(self.admin_dsn("postgres"), database=DATABASE,
                  passwords=dict.fromkeys(DatabaseRole, self.password))  # fmt: skip
        self.migrate()
        self.people_it(cases)
        with psycopg.connect(self.admin_dsn(), autocommit=True) as connection:
            connection.execute(
                "checkpoint"
            )  # what is there before the play is not at stake, even when careless
        self.start_web()

    def migrate(self) -> None:
        """Make the tables, as their owner."""
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity=0"],
            check=True,
            env=self.environment | {"LIMEN_AS": "owner", "LIMEN_POOL": "0"},
        )

    def close(self) -> None:
        """End everything, and leave no process behind."""
        if self.web:
            _kill_group(self.web)
        self.server.stop()

    def admin_dsn(self, dbname: str = DATABASE) -> str:
        return self.server.admin_dsn(dbname)

    def kill_database(self) -> None:
        """The postmaster and all its processes at once. What the disk's cache holds survives."""
        found = clusters.running(self.server.cluster)
        victims = ([found.pid] if found else []) + clusters.survivors(self.server.cluster)
        for pid in victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def restart_database(self) -> float:
        """Start it again on what the disk holds; how many seconds until it let somebody in."""
        began = time.monotonic()
        self.server.stop()
        self.server.start()
        return time.monotonic() - began

    def kill_web_workers(self) -> None:
        """The processes that answer; the web server starts new ones by itself."""
        if self.web:
            for pid in _children(self.web.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def kill_web(self) -> None:
        """The web server with all its processes."""
        if self.web:
            _kill_group(self.web)

    def start_web(self) -> float:
        """How many seconds until it answered."""
        began = time.monotonic()
        part = web_part("127.0.0.1", self.web_port, 2)
        with (self.folder / "web.log").open("ab") as log:
            self.web = subprocess.Popen(
                [*part.command, "--respawn-interval", "0.5"], env=self.environment | dict(part.environment),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        while not self._answers():
            if self.web.poll() is not None or time.monotonic() - began > 180:
                raise RuntimeError(f"the web server does not answer; see {self.folder / 'web.log'}")
            time.sleep(0.05)
        return time.monotonic() - began

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.web_port}/health/", timeout=2).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LIMEN_", "DATABASE_"))}
        urls = {
            role.variable: f"postgresql://{role}:{self.password}@127.0.0.1:{self.database_port}/{DATABASE}"
            for role in DatabaseRole
        }
        pepper = os.environ.setdefault("LIMEN_PEPPER", secrets.token_hex(32))
        return kept | urls | {
            "LIMEN_SECRET_KEY": secrets.token_hex(32),
            "LIMEN_PEPPER": pepper,
            "LIMEN_TLS": "0",
            "LIMEN_HOSTS": "127.0.0.1",
            "DJANGO_SETTINGS_MODULE": "limen.site.settings",
        }  # fmt: skip

    def people_it(self, cases: int) -> None:
        """One officer with some cases, signed in for a day."""
        organisation, unit, officer, now = new_id(), new_id(), new_id(), datetime.now(UTC)
        self.cookie = new_session_key()
        with psycopg.connect(self.admin_dsn()) as connection:
            connection.execute("select set_config('limen.act', 'x', true)")

            def add(table: str, **values: Any) -> None:
                places = sql.SQL(", ").join(sql.Placeholder() * len(values))
                names = sql.SQL(", ").join(map(sql.Identifier, values))
                statement = sql.SQL("insert into {} ({}) values ({})")
                connection.execute(
                    statement.format(sql.Identifier(table), names, places), list(values.values())
                )

            add("identity_organisation", id=organisation, name="Office", kind="authority", country="ZZ",
                language="en", time_zone="UTC", is_listed=False)  # fmt: skip
            add("identity_unit", id=unit, organisation_id=organisation, name="Unit", is_listed=False)
            add("identity_account", id=officer, login="officer", password="!", is_active=True)  # noqa: S106
            add("identity_member", id=officer, organisation_id=organisation, name="Officer", language="en",
                time_zone="UTC", theme="auto", version=1)  # fmt: skip
            add("identity_posting", id=new_id(), organisation_id=organisation, member_id=officer,
                unit_id=unit, role="case_officer", reach=3, since_at=now - timedelta(days=1))  # fmt: skip
            add("identity_session", id=new_id(), ticket_hash=self._ticket_hash(), account_id=officer,
                assurance="passkey", data="", device="", network="", purpose="", made_at=now, seen_at=now,
                idle_until=now + timedelta(days=1), expires_at=now + timedelta(days=1))  # fmt: skip
            for number in range(cases):
                self.cases.append(new_id())
                add("cases_case", id=self.cases[-1], organisation_id=organisation, unit_id=unit,
                    reference=f"AP-{number}", called="Somebody", phase="examination", opened_on=now.date(),
                    is_restricted=False, is_walled=False, version=1)  # fmt: skip

    def _ticket_hash(self) -> bytes:
        from django.conf import settings

        if not settings.configured:
            settings.configure(TICKET_PEPPER=self.environment["LIMEN_PEPPER"])
        return hash_of(ticket_for(self.cookie))


def _children(pid: int) -> list[int]:
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
