"""The data folder of the embedded server: made whole or not at all, and looked at before a start."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from limen.site.postgres.accounts import Account, give
from limen.site.postgres.programs import run
from limen.site.postgres.safety import SUPERUSER, WHO_MAY_SIGN_IN
from limen.site.postgres.trouble import Trouble

MAJOR = 18


@dataclass(frozen=True, kw_only=True)
class Running:
    """What `postmaster.pid` says about the server on a data folder."""

    pid: int
    sockets: str
    port: str
    ready: bool


def make(cluster: Path, *, password: str, programs: Path, account: Account | None) -> None:
    """Create the data folder under another name, and give it its own once it is complete."""
    making = cluster.with_name(f"{cluster.name}.new")
    if making.exists():  # left by an attempt that was killed
        shutil.rmtree(making)
    password_file = cluster.with_name("new.password")
    write_secret(password_file, password)
    give(password_file, account)
    try:
        making.mkdir(mode=0o700)
        give(making, account)
        command: list[str | Path] = [
            programs / "initdb",
            "-D",
            making,
            "-U",
            SUPERUSER,
            f"--pwfile={password_file}",
            *_choices(),
        ]
        done = run(command, account=account)
        if done.returncode:
            raise _not_made(done.stderr, cluster)
        rules = making / "pg_hba.conf"
        rules.write_text(WHO_MAY_SIGN_IN)
        making.rename(cluster)
    finally:
        password_file.unlink(missing_ok=True)
        shutil.rmtree(making, ignore_errors=True)


def _choices() -> list[str]:
    # PostgreSQL's own locale sorts the same on every machine and after every system upgrade.
    words = "C.UTF-8" if sys.platform == "linux" else "C"
    return [
        "--auth=scram-sha-256",
        "--data-checksums",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        f"--locale={words}",
        "--no-instructions",
    ]


def _not_made(said: str, cluster: Path) -> Trouble:
    if "No space left" in said:
        return Trouble(f"The disk under {cluster} is full.", remedy="Free at least 500 MB and start again.")
    if "Permission denied" in said:
        return Trouble(
            f"The data folder {cluster} cannot be written.",
            remedy="Choose a folder of your own with --folder, or correct its owner.",
        )
    last = said.strip().splitlines()[-1] if said.strip() else "no reason given"
    return Trouble(
        f"The data folder {cluster} could not be made: {last}.", remedy="Remove the cause and start again."
    )


def inspect(cluster: Path) -> None:
    """Raise `Trouble` when an existing data folder is not one that this PostgreSQL can open."""
    version = cluster / "PG_VERSION"
    if not version.exists():
        raise Trouble(
            f"{cluster} exists but is not a PostgreSQL data folder.",
            remedy="Name another with --folder, or restore a backup into an empty one with `limen restore`.",
        )
    if (found := version.read_text().strip()) != str(MAJOR):
        raise Trouble(
            f"{cluster} was made by PostgreSQL {found}, and this is PostgreSQL {MAJOR}.",
            remedy="Dump it with the version of Limen that made it, and restore the dump into a new folder "
            "with `limen restore --logical`.",
        )
    missing = [name for name in ("global/pg_control", "pg_wal", "base") if not (cluster / name).exists()]
    if missing:
        raise Trouble(
            f"The data folder {cluster} is damaged: {missing[0]} is missing.",
            remedy="Keep it as it is for an investigation, and restore the last backup with `limen restore`.",
        )


def running(cluster: Path) -> Running | None:
    """What the server on this data folder says of itself, or None when none is alive."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if not lines or not lines[0].strip().isdigit() or not is_server(int(lines[0]), cluster):
        return None
    lines += [""] * 8
    return Running(pid=int(lines[0]), port=lines[3], sockets=lines[4], ready=lines[7].strip() == "ready")


def is_server(pid: int, cluster: Path) -> bool:
    """Whether this process number is PostgreSQL on this folder now.

    After a crash the number may belong to a stranger, or to a corpse that nobody has collected (common in
    containers without an init): PostgreSQL itself would take both for a running server.
    """
    proc = Path(f"/proc/{pid}")
    if not Path("/proc/self").exists():
        return _answers(pid)
    try:
        name, _, rest = (proc / "stat").read_text().rpartition(")")
        alive = rest.split()[0] != "Z" and name.partition("(")[2].startswith("post")
        return alive and (proc / "cwd").resolve() == cluster.resolve()
    except OSError:
        return False


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def survivors(cluster: Path) -> list[int]:
    """Server processes on this folder whose parent is gone; they leave by themselves within moments."""
    numbers = (int(path.name) for path in Path("/proc").glob("[0-9]*")) if Path("/proc/self").exists() else ()
    return [pid for pid in numbers if pid != os.getpid() and is_server(pid, cluster)]


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, 0o600)
        file.write(text)
        file.flush()
        os.fsync(descriptor)


def kept_secret(path: Path) -> str:
    """The secret in this file; a new one when there is none yet."""
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(32))
    return path.read_text(encoding="utf-8").strip()
