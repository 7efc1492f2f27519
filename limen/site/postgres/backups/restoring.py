"""Bringing a backup back into an empty folder: to the end of the copy, or to any later moment."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, cast

import psycopg

from limen.site.postgres import provision
from limen.site.postgres.accounts import Account, give, serving_account
from limen.site.postgres.backups import manifests, shipping
from limen.site.postgres.backups.counting import counted, differences
from limen.site.postgres.backups.files import Unsqueezing, opened_file
from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.backups.manifests import Counts, Manifest
from limen.site.postgres.backups.taking import BASE, DUMP, SUPERUSER
from limen.site.postgres.clusters import MAJOR, write_secret
from limen.site.postgres.embedded import Server
from limen.site.postgres.programs import embedded_programs, run, spawn
from limen.site.postgres.safety import SUPERUSER as SUPERUSER_NAME
from limen.site.postgres.safety import WHO_MAY_SIGN_IN
from limen.site.postgres.trouble import Trouble

BLOCK = 256 * 1024
REPLAY_SECONDS = 48 * 3600
Step = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """How far to replay: to a time, or to the last change there is."""

    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Which backup, with which key, into which folder. Without `moment`: to the end of the copy."""

    backup: Path
    key: BackupKey
    folder: Path
    step: Step
    moment: Moment | None = None


def chosen(place: Path, key: BackupKey | None, *, before: datetime | None = None) -> Path:
    """The backup that is meant: itself, a file in it, or the newest one of a folder of backups."""
    if (place / manifests.NAME).exists():
        return place
    if place.is_file() and (place.parent / manifests.NAME).exists():
        return place.parent
    found = [manifests.read(folder, key) for folder in all_in(place)]
    fitting = [one for one in found if before is None or one.copied <= before]
    if not fitting:
        when = f" from before {before:%Y-%m-%d %H:%M:%S %Z}" if before and found else ""
        raise Trouble(f"There is no backup{when} in {place}.", remedy="Name another place with --from.")
    return place / max(fitting, key=lambda one: one.copied).name


def all_in(place: Path) -> list[Path]:
    """The folders of all complete backups in a place, oldest first."""
    return sorted(file.parent for file in place.glob(f"limen-*/{manifests.NAME}"))


def refuse_occupied(folder: Path) -> None:
    """Raise `Trouble` unless the folder is empty or not there yet."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        remedy = "Name an empty folder: a restore never writes over anything."
        raise Trouble(f"{folder} is not empty.", remedy=remedy)


def unpack(wish: Wish, manifest: Manifest) -> Account | None:
    """Open the physical copy into `folder/cluster`, ready for a server of the same major version."""
    cluster = wish.folder / "cluster"
    account = serving_account(cluster)
    cluster.mkdir(parents=True, mode=0o700)
    with (
        wish.step("opening the copy"),
        opened_file(wish.backup / BASE, wish.key, purpose=BASE) as (opened, hashing),
    ):
        with tarfile.open(fileobj=Unsqueezing(opened), mode="r|", bufsize=BLOCK) as tar:  # type: ignore[call-overload]
            for member in tar:
                _extract(tar, member, cluster)
        while opened.read(BLOCK):  # to the end: only there it shows that nothing was cut off
            pass
        if hashing.stored != manifest.files[BASE]:
            raise Trouble(f"{BASE} is not the file that the manifest names.", remedy="Take another copy.")
    for path in [cluster, *cluster.rglob("*")]:
        give(path, account)
    return account


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> None:
    """Write one member, if it is a file or a folder within `into`: a data folder holds nothing else."""
    path = Path(member.name)
    if path.is_absolute() or ".." in path.parts or not (member.isreg() or member.isdir()):
        raise Trouble(
            f"The copy holds {member.name!r}, which is no part of a data folder.", remedy="Do not use it."
        )
    if member.isdir():
        (into / path).mkdir(exist_ok=True, mode=0o700)
        return
    descriptor = os.open(into / path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file, cast(IO[bytes], tar.extractfile(member)) as content:
        shutil.copyfileobj(content, file, BLOCK)


def restore_physical(wish: Wish, manifest: Manifest) -> Server:
    """Bring the whole cluster back. Gives its server, not yet started, which replays when it starts."""
    if manifest.major != MAJOR or SUPERUSER not in manifest.files:
        raise Trouble(
            f"The copy is of a PostgreSQL {manifest.major} that was not Limen's own.",
            remedy="Open it with --unpack for that server, or restore the dump with --logical.",
        )
    account = unpack(wish, manifest)
    with opened_file(wish.backup / SUPERUSER, wish.key, purpose=SUPERUSER) as (opened, _):
        write_secret(wish.folder / "superuser.password", opened.read(BLOCK).decode())
    (wish.folder / "cluster" / "pg_hba.conf").write_text(WHO_MAY_SIGN_IN)
    extra: dict[str, str] = {}
    if wish.moment:
        with wish.step("opening the log of changes"):
            source = wish.backup.parent / shipping.FOLDER
            into = wish.folder / shipping.FOLDER
            shipping.fetch(source, into, wish.key, since=manifest.first_segment, account=account)
        extra = _replaying(into, wish.moment)
        signal = wish.folder / "cluster" / "recovery.signal"
        signal.touch(mode=0o600)
        give(signal, account)
    return Server(wish.folder, extra=extra, patience=REPLAY_SECONDS)


def _replaying(changes: Path, moment: Moment) -> dict[str, str]:
    # PostgreSQL runs this through a shell, and reads % itself.
    place = shlex.quote(str(changes)).replace("%", "%%")
    extra = {"restore_command": f'cp {place}/%f "%p"', "recovery_target_action": "promote"}
    extra["hot_standby"] = "off"  # nobody looks in before the last change is there
    if moment.until:
        extra["recovery_target_time"] = moment.until.isoformat()
    return extra


def restore_logical(wish: Wish, manifest: Manifest) -> Server:
    """Make a new cluster and load the dump into it. Gives its running server."""
    server = Server(wish.folder)
    with wish.step("making a new data folder"):
        server.start()
    provision.make_roles(server.admin_dsn(), passwords={})
    provision.make_database(server.admin_dsn(), manifest.database)
    with wish.step("loading the dump"):
        _load(wish, manifest, server)
    provision.set_up_database(server.admin_dsn(), manifest.database)
    return server


def _load(wish: Wish, manifest: Manifest, server: Server) -> None:
    command: list[str | Path] = [
        embedded_programs() / "pg_restore",
        "--exit-on-error",
        "--single-transaction",
    ]
    command += ["--no-password", "-d", server.admin_dsn(manifest.database, with_password=False)]
    with (
        tempfile.TemporaryFile() as said,
        opened_file(wish.backup / DUMP, wish.key, purpose=DUMP) as (opened, hashing),
    ):
        password = {"PGPASSWORD": server.superuser_password}
        loading = spawn(command, environment=password, stdin=subprocess.PIPE, stderr=said)
        try:
            with cast(IO[bytes], loading.stdin) as pipe:
                while block := opened.read(BLOCK):
                    pipe.write(block)
        except BrokenPipeError:
            pass  # it gave up, and says why below
        finally:
            code = loading.wait()
        if code:
            said.seek(0)
            lines = [line for line in said.read().decode(errors="replace").splitlines() if "error" in line]
            reason = lines[0].partition("error: ")[2] if lines else "no reason given"
            raise Trouble(
                f"The dump could not be loaded: {reason.rstrip('.')}.", remedy="Take another backup."
            )
        if hashing.stored != manifest.files[DUMP]:
            raise Trouble(f"{DUMP} is not the file that the manifest names.", remedy="Take another copy.")


def compared(
    server: Server, manifest: Manifest, *, logical: bool, moved_on: bool
) -> tuple[Counts, list[str]]:
    """Count what is there, and say what differs from the manifest; after replaying, only missing tables."""
    with psycopg.connect(server.admin_dsn(manifest.database)) as connection:
        found = counted(connection)
    if moved_on:
        missing = sorted(manifest.before.rows.keys() & manifest.after.rows.keys() - found.rows.keys())
        return found, [f"{table} is missing" for table in missing]
    before = manifest.after if logical else manifest.before
    return found, differences(found, before=before, after=manifest.after)


def examined(server: Server, database: str) -> list[str]:
    """Let PostgreSQL read every page and every index entry, and say what is not sound."""
    command: list[str | Path] = [embedded_programs() / "pg_amcheck", "--install-missing", "--heapallindexed"]
    command += [
        "-h",
        server.host,
        "-p",
        str(server.port),
        "-U",
        SUPERUSER_NAME,
        "-d",
        database,
        "--no-password",
    ]
    done = run(command, environment={"PGPASSWORD": server.superuser_password})
    return (
        [line for line in (done.stdout + done.stderr).splitlines() if line.strip()] if done.returncode else []
    )
