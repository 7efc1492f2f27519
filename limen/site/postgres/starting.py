"""Starting the server process: waiting until it answers, and saying in a sentence why it did not."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from limen.site.postgres import clusters
from limen.site.postgres.accounts import Account, give
from limen.site.postgres.programs import spawn
from limen.site.postgres.trouble import Trouble

# Replaying the log after a crash may take minutes; a server that makes no sign at all for this long is stuck.
START_SECONDS = 600
STOP_SECONDS = 120
SOCKETS = "limen-"
LONGEST_SOCKET_PATH = 103  # macOS; Linux allows 107


def socket_folder(account: Account | None) -> Path:
    """A new private folder with a short name, outside the data folder."""
    homes = ["/run"] if os.geteuid() == 0 else [os.environ.get("XDG_RUNTIME_DIR", "")]
    for home in [*homes, tempfile.gettempdir(), "/tmp"]:  # noqa: S108  a fresh folder of mode 0700 is made in it
        if not home or len(home) + len("/limen-12345678/.s.PGSQL.65535") > LONGEST_SOCKET_PATH:
            continue
        with contextlib.suppress(OSError):
            _sweep(Path(home))
            folder = Path(tempfile.mkdtemp(prefix=SOCKETS, dir=home))
            give(folder, account)
            return folder
    raise Trouble(
        "There is no folder for the database socket: neither /run nor /tmp can be written.",
        remedy="Set TMPDIR to a folder with a short name that you can write.",
    )


def _sweep(home: Path) -> None:
    """Remove the socket folders of servers that were killed and never started again."""
    for note in home.glob(f"{SOCKETS}????????/.s.PGSQL.*.lock"):
        with contextlib.suppress(OSError, ValueError):
            number, cluster = note.read_text().splitlines()[:2]
            if not clusters.is_server(int(number), Path(cluster)):
                forget_sockets(str(note.parent))


def free_port() -> int:
    """A TCP port of 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def refuse_taken_port(port: int, host: str = "127.0.0.1") -> None:
    """Raise `Trouble` when somebody listens on this port of this address."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise Trouble(f"{host} is not an address of this machine.", remedy="Try 127.0.0.1.") from None
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            raise Trouble(f"Port {port} is reserved for root.", remedy="Choose one above 1023.") from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Trouble(f"{host} is not an address of this machine.", remedy="Try 127.0.0.1.") from None
            remedy = "Stop the program that uses it, or choose another port."
            raise Trouble(f"Port {port} of {host} is in use.", remedy=remedy) from None


def launch(
    programs: Path,
    cluster: Path,
    settings: Mapping[str, str],
    *,
    account: Account | None,
    log: Path,
    patience: float = START_SECONDS,
) -> subprocess.Popen[bytes]:
    """Start the server process and wait until it is ready. Raises `Trouble` with the server's own reason."""
    command: list[str | Path] = [programs / "postgres", "-D", cluster]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    clusters.write_secret(log, "")
    with log.open("wb") as said:
        # A group of its own: Ctrl-C is for us, and we stop the web server before the database.
        process = spawn(command, account=account, stdout=said, stderr=said, own_group=True)
    try:
        _wait_until_ready(process, cluster, log, patience)
    except BaseException:
        end(process)
        raise
    return process


def _wait_until_ready(process: subprocess.Popen[bytes], cluster: Path, log: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise why_not(reasons(log), cluster)
        found = clusters.running(cluster)
        if found and found.pid == process.pid and found.ready:
            return
        time.sleep(0.02)
    remedy = f"Read {log}; if it is still replaying its journal, start again and wait."
    raise Trouble(f"The database did not become ready within {patience:.0f} s.", remedy=remedy)


def reasons(log: Path) -> str:
    """What the server wrote while it started: first the early lines, then its newest log file."""
    files = sorted((log.parent / "log").glob("postgresql-*.log"), key=lambda file: file.stat().st_mtime)
    return "\n".join(file.read_text(errors="replace")[-20_000:] for file in [log, *files[-1:]])


DAMAGE = (
    "could not locate a valid checkpoint",
    "invalid checkpoint record",
    "could not locate required checkpoint",
    "could not find the database system",
    "incorrect checksum in control file",
    "PANIC:",
)


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Signs in the server's log, what they mean, and what a person can do."""

    signs: tuple[str, ...]
    problem: str
    remedy: str


KNOWN = (
    Cause(
        signs=("Address already in use", "could not create any TCP/IP sockets"),
        problem="Its port is in use.",
        remedy="Stop the program that uses the port, or choose another.",
    ),
    Cause(
        signs=("No space left on device",),
        problem="The disk under {cluster} is full.",
        remedy="Free space and start again; nothing that was saved is lost.",
    ),
    Cause(
        signs=("Permission denied", "has wrong ownership", "invalid permissions"),
        problem="The account that runs the database cannot read or write {cluster}.",
        remedy="Correct the owner and the mode (0700) of the data folder.",
    ),
    Cause(
        signs=("database files are incompatible", "not compatible with server"),
        problem="{cluster} was made by another build of PostgreSQL.",
        remedy="Restore a logical dump into a new folder with `limen restore --logical`.",
    ),
    Cause(
        signs=("recovery ended before configured recovery target",),
        problem="The log of changes ends before the moment asked for.",
        remedy="Choose an earlier moment with --until.",
    ),
    Cause(
        signs=("could not create shared memory", "could not resize shared memory"),
        problem="There is too little shared memory.",
        remedy="Give /dev/shm more room (in a container: --shm-size=256m).",
    ),
    Cause(
        signs=DAMAGE,
        problem="The data folder {cluster} is damaged.",
        remedy="Keep it for an investigation, and restore the last backup with `limen restore`.",
    ),
)


def why_not(said: str, cluster: Path) -> Trouble:
    """Turn what a server wrote before it gave up into one sentence and what to do."""
    for cause in KNOWN:
        if any(sign in said for sign in cause.signs):
            problem = cause.problem.format(cluster=cluster)
            return Trouble(f"The database did not start. {problem}", remedy=cause.remedy)
    errors = [line for line in said.splitlines() if "FATAL" in line or "ERROR" in line] or said.splitlines()
    last = errors[-1].rpartition("FATAL:")[2].strip() if errors else "it gave no reason"
    return Trouble(f"The database did not start: {last}.", remedy=f"Look into {cluster.parent / 'log'}.")


def end(process: subprocess.Popen[bytes]) -> bool:
    """Stop the server: roll back what is open, write the rest down. False when it had to be forced."""
    if process.poll() is not None:
        return True
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)  # the next start replays the log; nothing saved is lost
        process.wait()
        return False
    return True


def end_orphan(pid: int, cluster: Path) -> None:
    """Stop a server whose parent was killed, and wait until its last process has left the folder."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
    wait_for_survivors(cluster)


def wait_for_survivors(cluster: Path) -> None:
    """Wait until no server process works in this folder. Two servers on one folder would destroy it."""
    until = time.monotonic() + STOP_SECONDS
    while left := clusters.survivors(cluster):
        if time.monotonic() > until:
            raise Trouble(
                f"Processes of an earlier database still work in {cluster}: {', '.join(map(str, left))}.",
                remedy="End them with `kill -QUIT`, never with -9, and start again.",
            )
        time.sleep(0.05)


def forget_sockets(folder: str) -> None:
    """Remove the socket folder that a killed server left, if it is one of ours."""
    path = Path(folder)
    if folder and path.name.startswith(SOCKETS) and path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
