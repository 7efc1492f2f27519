"""Taking a backup: a physical copy, verified before it is sealed, a logical dump, and the counts of both."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

import psycopg
from psycopg import conninfo

from limen.site.postgres.backups import manifests
from limen.site.postgres.backups.counting import counted
from limen.site.postgres.backups.files import ENDING, Squeezing, StoredFile, flush_folder, sealed_file
from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.backups.manifests import Counts, Manifest
from limen.site.postgres.backups.tools import Tools, tools_for
from limen.site.postgres.programs import run, spawn
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import DatabaseUrl

BASE, DUMP, SUPERUSER = f"base{ENDING}", f"dump{ENDING}", f"superuser{ENDING}"
BLOCK = 256 * 1024
Step = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to back up, with which key, where to, and where plain bytes may lie for a moment."""

    url: DatabaseUrl
    key: BackupKey
    target: Path
    work: Path
    superuser: str | None
    step: Step


@dataclass(frozen=True, kw_only=True)
class _Server:
    number: int
    system: str


def take(order: Order) -> Path:
    """Make one backup and give its folder. A backup that is not complete never has a name."""
    begun = datetime.now(UTC)
    name = f"limen-{begun:%Y%m%dT%H%M%SZ}"
    with (
        _alone(order.target, "--to"),
        _alone(order.work, "--folder"),
        _unfinished(order.target, name) as making,
        _workplace(order.work) as work,
    ):
        with psycopg.connect(order.url.dsn, autocommit=True) as connection:
            server = _looked_at(connection)
            tools = tools_for(server.number // 10_000, over_network=not order.url.is_local)
            with order.step("counting rows"), connection.transaction():
                before = counted(connection)
        first_segment = _copy(order, tools, work / "base", server)
        copied = datetime.now(UTC)
        with order.step("sealing the copy"):
            files = {BASE: _seal_base(work / "base", making / BASE, order.key)}
        shutil.rmtree(work / "base")
        with order.step("dumping and counting"):
            files[DUMP], after = _dump(order, tools, making / DUMP)
        if order.superuser:
            files[SUPERUSER] = _seal_text(order.superuser, making / SUPERUSER, order.key)
        manifest = Manifest(
            format=manifests.FORMAT,
            name=name,
            begun_at=begun.isoformat(),
            copied_at=copied.isoformat(),
            finished_at=datetime.now(UTC).isoformat(),
            postgres=server.number,
            system=server.system,
            database=order.url.dbname,
            key=order.key.id.hex(),
            first_segment=first_segment,
            files=files,
            before=before,
            after=after,
        )
        manifests.write(manifest, making, order.key)
        finished = order.target / name
        making.rename(finished)
        flush_folder(order.target)
    return finished


@contextlib.contextmanager
def _alone(target: Path, option: str) -> Iterator[None]:
    """One backup with a folder at a time."""
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(target / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        remedy = f"Choose another with {option}."
        raise Trouble(f"{target} cannot be written ({error.strerror}).", remedy=remedy) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Trouble(f"Another backup is working in {target}.", remedy="Wait until it is done.") from None
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _unfinished(target: Path, name: str) -> Iterator[Path]:
    for left in target.glob(".limen-*.making"):  # by an attempt that was killed
        shutil.rmtree(left)
    making = target / f".{name}.making"
    making.mkdir(mode=0o700)
    try:
        yield making
    finally:
        shutil.rmtree(making, ignore_errors=True)


@contextlib.contextmanager
def _workplace(work: Path) -> Iterator[Path]:
    """A private place on this machine for the copy while it is still plain. It never goes to the target."""
    for left in work.glob("backup-*"):
        shutil.rmtree(left)
    place = Path(tempfile.mkdtemp(prefix="backup-", dir=work))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _looked_at(connection: psycopg.Connection[Any]) -> _Server:
    row = connection.execute(
        "SELECT current_setting('server_version_num')::int, "
        "(SELECT system_identifier FROM pg_control_system()), "
        "EXISTS (SELECT FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global')), "
        "(SELECT rolbypassrls AND rolreplication FROM pg_roles WHERE rolname = current_user)"
    ).fetchone()
    number, system, tablespaces, may = row or (0, 0, False, False)
    if tablespaces:
        raise Trouble(
            "The server keeps tables in several tablespaces.", remedy="Move them to the default one."
        )
    if not may:
        raise Trouble(
            f"The role {connection.info.user} may not read everything.", remedy="Run `limen provision` again."
        )
    return _Server(number=number, system=str(system))


def _asked(order: Order) -> tuple[str, dict[str, str]]:
    """How a program is told where the server is; the password goes where other users cannot see it."""
    return conninfo.make_conninfo(replace(order.url, password="").dsn), {"PGPASSWORD": order.url.password}


def _copy(order: Order, tools: Tools, base: Path, server: _Server) -> str:
    dsn, environment = _asked(order)
    with order.step("copying the data folder"):
        command: list[str | Path] = [tools / "pg_basebackup", "-d", dsn, "-D", base, "--wal-method=stream"]
        command += ["--checkpoint=fast", "--manifest-checksums=SHA256", "--no-password", "--no-sync"]
        _succeed(run(command, environment=environment), "The data folder could not be copied")
    with order.step("verifying the copy"):
        command = [tools / "pg_verifybackup", "--exit-on-error", base]
        if tools.major != server.number // 10_000:
            command.insert(1, "--no-parse-wal")  # only programs of the same version can read the log
        _succeed(run(command), "The copy does not verify")
    label = (base / "backup_label").read_text()
    segment = re.search(r"START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)", label)
    return segment[1] if segment else ""


def _succeed(done: subprocess.CompletedProcess[str], problem: str) -> None:
    if done.returncode:
        said = (
            [line for line in done.stderr.splitlines() if "error" in line] or done.stderr.splitlines() or [""]
        )
        reason = said[0].partition("error: ")[2] or said[0]
        remedy = (
            "Free space on the disk." if "No space left" in done.stderr else "Mend that and run it again."
        )
        raise Trouble(f"{problem}: {reason.rstrip('.')}.", remedy=remedy)


def _seal_base(base: Path, path: Path, key: BackupKey) -> StoredFile:
    with sealed_file(path, key, purpose=BASE) as (sealer, hashing):
        squeezing = Squeezing(sealer)
        # Names only: numbers and names of the accounts of this machine are nobody's business.
        with tarfile.open(fileobj=squeezing, mode="w|", bufsize=BLOCK, format=tarfile.PAX_FORMAT) as tar:  # type: ignore[call-overload]
            tar.add(base, arcname=".", filter=_anonymous)
        squeezing.close()
    return hashing.stored


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _seal_text(text: str, path: Path, key: BackupKey) -> StoredFile:
    with sealed_file(path, key, purpose=path.name) as (sealer, hashing):
        sealer.write(text.encode())
    return hashing.stored


def _dump(order: Order, tools: Tools, path: Path) -> tuple[StoredFile, Counts]:
    """Dump and count in one snapshot, so that the counts are those of the dump to the row."""
    dsn, environment = _asked(order)
    with psycopg.connect(order.url.dsn) as connection, tempfile.TemporaryFile() as said:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        command: list[str | Path] = [tools / "pg_dump", "-d", dsn, "--format=custom", "--no-password"]
        command.append(f"--snapshot={row and row[0]}")
        with sealed_file(path, order.key, purpose=DUMP) as (sealer, hashing):
            dumping = spawn(command, environment=environment, stdout=subprocess.PIPE, stderr=said)
            with cast(IO[bytes], dumping.stdout) as dump:  # closed early, it ends the program too
                while block := dump.read(BLOCK):
                    sealer.write(block)
            code = dumping.wait()
            said.seek(0)
            done = subprocess.CompletedProcess(command, code, "", said.read().decode(errors="replace"))
            _succeed(done, "The database could not be dumped")
        return hashing.stored, counted(connection)
