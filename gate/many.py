"""`python3 dev.py many`: the programs of Python's index that the drills of a large installation start.

They live in an environment of their own under .tools: nothing that Limen imports is there.
"""

from __future__ import annotations

import hashlib
import shutil
import stat
from pathlib import Path

from gate import trouble
from gate.indexes import uv_environment
from gate.places import BASE_PYTHON, REQUIREMENTS, TOOLS, UV
from gate.prepare import install_uv, pip_command
from gate.programs import run
from gate.saying import CannotGoOnError, say, timed

HOME = TOOLS / "many"
OF_THE_SYSTEM = ("pgbouncer", "haproxy", "etcd")


def many(arguments: list[str]) -> int:
    """Have Patroni and an S3 server; say which programs of the system are missing."""
    wanted = REQUIREMENTS / "many.txt"
    digest, mark = hashlib.sha256(wanted.read_bytes()).hexdigest(), HOME / "made-from"
    if not (mark.exists() and mark.read_text(encoding="utf-8") == digest):
        _install()
        mark.write_text(digest, encoding="utf-8")
    say(f"Patroni and an S3 server are in {HOME.relative_to(TOOLS.parent)}.")
    for name in OF_THE_SYSTEM:
        if not (shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")):
            say(f"{name} is missing (sudo apt install pgbouncer haproxy etcd-server).")
    return 0


def _install() -> None:
    pip = pip_command()
    if not install_uv(pip):
        raise CannotGoOnError("This needs uv, and there is no uv for this platform.")
    shutil.rmtree(HOME, ignore_errors=True)
    with timed("an environment for Patroni and an S3 server"):
        run([_python_for_all(), "-m", "venv", "--without-pip", HOME])
        # Two of them (pure Python) come without a wheel; what they are is held by their hash all the same.
        file = REQUIREMENTS / "many.txt"
        command: list[str | Path] = [
            UV,
            "pip",
            "sync",
            "--python",
            HOME / "bin" / "python",
            "--require-hashes",
            file,
        ]
        done = run(command, extra_env=uv_environment(pip))
    if not done.ok:
        raise trouble.explain(done.output, doing="Installing Patroni and an S3 server")


def _python_for_all() -> Path:
    """A Python that every account can start: for root, Patroni runs as the account of the database."""
    for python in (BASE_PYTHON, Path("/usr/bin/python3")):
        real = python.resolve()
        if real.exists() and all(folder.stat().st_mode & stat.S_IXOTH for folder in real.parents):
            return python
    return BASE_PYTHON
