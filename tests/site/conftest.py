"""A real server for each test that may break it, and one for all those that only look."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from limen.site.postgres.embedded import Server
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole

HERE = Path(__file__).resolve().parent
PASSWORDS = {role: f"password-of-{role}" for role in DatabaseRole}


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """A folder that the database's own account may enter; pytest's tmp_path is closed to it."""
    memory = Path("/dev/shm")  # noqa: S108  a fresh folder is made in it
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 4 * 2**30
    folder = Path(tempfile.mkdtemp(prefix="limen-tests-", dir=memory if roomy else None))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def untouched(home: Path) -> Path:
    """A data folder made once, to copy from: making one takes a second."""
    folder = home / "untouched"
    with Server(folder):
        pass
    return folder


@pytest.fixture
def folder(home: Path, untouched: Path) -> Iterator[Path]:
    """A stopped server's folder, for one test."""
    copy = Path(tempfile.mkdtemp(prefix="server-", dir=home))
    copy.rmdir()
    # `cp -a` keeps the owners, which differ within the folder when the tests run as root.
    subprocess.run(["cp", "-a", untouched, copy], check=True)
    yield copy
    shutil.rmtree(copy)


@pytest.fixture(scope="session")
def server(home: Path, untouched: Path) -> Iterator[Server]:
    """One running, provisioned server for tests that do not break it."""
    copy = home / "shared"
    subprocess.run(["cp", "-a", untouched, copy], check=True)
    with Server(copy) as running:
        provision(running.admin_dsn(), database="limen", passwords=PASSWORDS)
        yield running


@pytest.fixture
def keeper() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Another process that keeps a server running; killed at the end if the test left it alive."""
    kept: list[subprocess.Popen[str]] = []

    def keep(folder: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(HERE / "keeper.py"), str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(HERE.parent.parent)},
        )
        kept.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    yield keep
    for process in kept:
        process.terminate()  # killed outright, it would leave its server behind
        process.communicate()
