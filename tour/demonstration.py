"""A demonstration of its own for the tour: started in an empty folder, and gone afterwards."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

LONGEST = 900.0  # seconds until it answers
PATIENCE = 180.0  # seconds until it has stopped


@contextlib.contextmanager
def demonstration() -> Iterator[str]:
    """The address at which it answers. Raises `RuntimeError` when it does not."""
    with tempfile.TemporaryDirectory(prefix="limen-tour-") as name:
        Path(name).chmod(0o711)
        port = _free_port()
        limen = Path(sys.executable).parent / "limen"
        command = [str(limen), "demo", "--folder", f"{name}/demo", "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_plain()) as running:
            try:
                address = f"http://127.0.0.1:{port}"
                _wait_for(address, running)
                yield address
            finally:
                # Not SIGINT: whoever was started in the background of a shell does not hear it.
                running.send_signal(signal.SIGTERM)
                _wait_for_the_end(running)


def _wait_for_the_end(running: subprocess.Popen[bytes]) -> None:
    try:
        running.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        running.kill()
        raise


def _plain() -> dict[str, str]:
    """The environment without what names another Limen: a demonstration is always its own."""
    others = ("LIMEN_", "DATABASE_URL", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(others)}


def _free_port() -> int:
    """One below those that the system gives to whoever connects: it is bound only a minute later."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as asked, contextlib.suppress(OSError):
            asked.bind(("127.0.0.1", port))
            return port


def _wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and running.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=30):
            return
        time.sleep(0.3)
    raise RuntimeError("the demonstration does not answer")
