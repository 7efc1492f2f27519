"""The one server of a run, with a migrated database that the workers' are copied from.

Making that database takes longer than most test files do, so its folder is kept under `.tools`, by a digest
of everything that it is made from; a clean clone has none and makes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import conninfo, sql

from limen.site.postgres.embedded import Server
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.safety import SUPERUSER

TEMPLATE = "limen_template"
PLACE, PASSWORD = "LIMEN_TEST_PLACE", "LIMEN_TEST_PASSWORD"  # how workers learn of the server
ROOT = Path(__file__).resolve().parent.parent
LONG_AGO = 6 * 3600.0  # seconds after which a stage that nobody used is struck for good
# Nothing of a run outlives it: what must survive is tested on servers of its own (tests/crash, tests/site).
# And whoever comes in thousands of times, by a private socket, need not prove at length to know a password.
_FOR_A_RUN = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "scram_iterations": "1"}
_KEPT = ROOT / ".tools" / "stages"
_MADE_FROM = (
    "limen/**/migrations/*.py",
    "limen/**/*.sql",
    "limen/site/*.py",
    "limen/site/postgres/*.py",
    "limen/foundation/*.py",
    "requirements/*.txt",
)


class Stage:
    """The server, running, as long as nobody strikes it."""

    def __init__(self) -> None:
        memory = Path("/dev/shm")  # noqa: S108  (a fresh folder is made in it)
        roomy = memory.is_dir() and shutil.disk_usage(memory).free > 4 * 2**30
        self.folder = Path(tempfile.mkdtemp(prefix="limen-stage-", dir=memory if roomy else None))
        self.folder.chmod(0o711)
        self.password = os.environ.setdefault(PASSWORD, secrets.token_urlsafe(24))
        self.server = Server(self.folder / "server", extra=_FOR_A_RUN)
        kept = _KEPT / _digest()
        found = kept.is_dir()
        if found:
            kept.touch()
            _copy(kept, self.server.folder)
        self._raise()
        if not found:
            self._migrate()
            self._keep(kept)

    def _raise(self) -> None:
        self.server.start()
        self._shorten_the_way_in()
        passwords = dict.fromkeys(DatabaseRole, self.password)
        provision(self.server.admin_dsn(), database=TEMPLATE, passwords=passwords)
        os.environ[PLACE] = self.server.admin_dsn(TEMPLATE)

    def _shorten_the_way_in(self) -> None:
        """The stage hands' own password, made anew as the server now makes it."""
        with psycopg.connect(self.server.admin_dsn()) as connection:
            secret = self.server.superuser_password.encode()
            made = connection.pgconn.encrypt_password(secret, SUPERUSER.encode(), b"scram-sha-256")
            change = sql.SQL("alter role {} password {}")
            connection.execute(change.format(sql.Identifier(SUPERUSER), sql.Literal(made.decode())))

    def _migrate(self) -> None:
        environment = os.environ | {"LIMEN_AS": "owner", "LIMEN_POOL": "0"}
        for role in DatabaseRole:
            environment[role.variable] = url(role, TEMPLATE, self.password)
        # In a process of its own: this one must never have been the owner.
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity=0"],
            check=True,
            env=environment,
        )

    def _keep(self, kept: Path) -> None:
        """Only a stopped server's folder is whole. Whoever comes second with the same leaves the first's."""
        if not kept.parent.parent.is_dir():
            return
        self.server.stop()
        kept.parent.mkdir(exist_ok=True)
        for old in kept.parent.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another run clears up as well
                if old.stat().st_mtime < time.time() - LONG_AGO:
                    shutil.rmtree(old, ignore_errors=True)
        half_way = kept.with_name(f"{kept.name}.{os.getpid()}")
        _copy(self.server.folder, half_way)
        settle(half_way, kept)
        self._raise()

    def strike(self) -> None:
        """Stop the server and leave nothing behind."""
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def settle(half_way: Path, kept: Path) -> None:
    """Put a copied stage in its place. Another run may have made the same in the meantime: it is as good."""
    half_way.touch()
    try:
        half_way.rename(kept)
    except OSError:
        shutil.rmtree(half_way)


def url(role: DatabaseRole, dbname: str, password: str) -> str:
    """A role's way into one database of the run's server."""
    place = conninfo.conninfo_to_dict(os.environ[PLACE])
    return f"postgresql://{role}:{password}@/{dbname}?host={place['host']}&port={place['port']}"


def _digest() -> str:
    found = {
        path
        for pattern in _MADE_FROM
        for path in ROOT.glob(pattern)
        if path.suffix in (".py", ".sql", ".txt")
    }
    made = hashlib.sha256()
    for path in sorted(found):
        made.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()[:24]


def _copy(there: Path, here: Path) -> None:
    # Owners and modes too: the server refuses a folder that is not its own account's.
    subprocess.run(["cp", "-a", "--", str(there), str(here)], check=True)
