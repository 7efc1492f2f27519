"""`limen serve`: the web server and the worker, after a look whether it is safe to serve."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from limen.site import env
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import Folder
from limen.site.cli.supervising import Company, Part
from limen.site.cli.telling import say, step
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.starting import refuse_taken_port
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import POOL_SIZE

READY_SECONDS = 60
NOT_FOR_SERVING = frozenset(
    {
        "LIMEN_ADMIN_URL",
        *(r.variable for r in (DatabaseRole.OWNER, DatabaseRole.BACKUP, DatabaseRole.REPORTS)),
    }
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="web processes (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Check, serve, and end together."""
    with database_at_hand(Folder.chosen(options.folder)):
        os.environ["LIMEN_LISTEN"] = options.host
        refuse_taken_port_of(options.host, options.port)
        if subprocess.run([*ourselves(options.folder), "check", "--brief"], check=False).returncode:
            raise Trouble(
                "This installation is not safe to serve.", remedy="Mend what `limen check` calls FAIL."
            )
        return serve(host=options.host, port=options.port, workers=options.workers, folder=options.folder)


def serve(*, host: str, port: int, workers: int, folder: object) -> int:
    """Run until somebody ends us, or until a part ends by itself, which is exit code 1."""
    # Behind a pooler a worker would never be told that something waits.
    has_worker = not env.switch("LIMEN_POOLER")
    with Company() as company:
        with step("starting the web server"):
            web = company.start(web_part(host, port, workers))
            if has_worker:
                company.start(worker_part(folder))
            _wait_until_it_answers(web, host, port)
        if not has_worker:
            say("  no worker runs here; `limen work` runs one, with addresses of the database itself")
        say(f"\nLimen is at http://{shown(host)}:{port}/\nPress Ctrl-C to stop.")
        try:
            why = company.wait()
        except (KeyboardInterrupt, SystemExit):
            say("")
            return 0
        say(f"limen: {why}; stopping the rest.")
        return 1


def web_part(host: str, port: int, workers: int) -> Part:
    """The web server. No thread of a worker ever waits for a connection: there is one for each."""
    threads = min(POOL_SIZE, 2 * (os.cpu_count() or 1) + 1)
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "limen.site.wsgi:application"),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--no-ws"),
        *("--blocking-threads", str(threads), "--respawn-failed-workers", "--log-level", "warning"),
        # A worker that is told to stop while it starts does not hear it, and is ended by this limit alone.
        *("--workers-kill-timeout", "15"),
    ]
    if "LIMEN_DEMO" not in os.environ:
        command += ["--log-config", str(Path(__file__).with_name("web_log.json"))]
    hidden = NOT_FOR_SERVING | {DatabaseRole.JOBS.variable, DatabaseRole.LINKAGE.variable, "LIMEN_SEAL_KEY"}
    return Part(
        name="the web server",
        command=command,
        environment={"LIMEN_AS": "app"},
        hidden=hidden,
    )


def worker_part(folder: object) -> Part:
    """The worker, as its own subcommand."""
    return Part(
        name="the worker", command=[*ourselves(folder), "work"], environment={}, hidden=NOT_FOR_SERVING
    )


def ourselves(folder: object) -> list[str]:
    """The command line of another `limen` on the same folder."""
    return [sys.executable, "-m", "limen.site.cli", *(["--folder", str(folder)] if folder else [])]


def shown(host: str) -> str:
    """The address for a browser: an address that means everywhere is shown as this machine."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104  shown, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host


def refuse_taken_port_of(host: str, port: int) -> None:
    """Raise `Trouble` when the port is taken, before anything is started."""
    if not 0 < port < 65536:
        raise Trouble(f"{port} is not a port.", remedy="Choose one between 1024 and 65535.")
    refuse_taken_port(port, host)


def _wait_until_it_answers(web: subprocess.Popen[bytes], host: str, port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if web.poll() is not None:
            raise Trouble("The web server did not start.", remedy="Its reason stands above.")
        if _answers(host, port):
            return
        time.sleep(0.1)
    raise Trouble(f"The web server does not answer after {READY_SECONDS} s.", remedy="Its log stands above.")


def _answers(host: str, port: int) -> bool:
    """Whether anything at all comes back: a refusal is an answer too."""
    url = f"http://{shown(host)}:{port}/health/"
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
