"""The embedded server starts, is ours, survives what kills it, and says what is wrong in one sentence."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from limen.site.postgres import clusters
from limen.site.postgres.embedded import Server
from limen.site.postgres.trouble import Trouble

Keeper = Callable[[Path], subprocess.Popen[str]]


def ask(dsn: str, question: str) -> object:
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None


def save(server: Server, number: int) -> None:
    with psycopg.connect(server.admin_dsn()) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS saved (number int)")
        connection.execute("INSERT INTO saved VALUES (%s)", [number])


# --- a good day -------------------------------------------------------------------------------------------


def test_it_starts_on_its_own_folder_and_stops(folder: Path) -> None:
    with Server(folder) as server:
        sockets = Path(server.host)
        assert ask(server.admin_dsn(), "SHOW data_directory") == str(folder / "cluster")
        assert ask(server.admin_dsn(), "SHOW listen_addresses") == ""
        assert folder not in sockets.parents
        assert sockets.stat().st_mode & 0o777 == 0o700
    assert clusters.running(folder / "cluster") is None
    assert not sockets.exists()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("password_encryption", "scram-sha-256"),
        ("log_error_verbosity", "terse"),
        ("log_min_error_statement", "panic"),
        ("log_parameter_max_length", "0"),
        ("log_parameter_max_length_on_error", "0"),
    ],
)
def test_it_is_set_to_lose_nothing_and_to_tell_nothing(server: Server, setting: str, value: str) -> None:
    assert ask(server.admin_dsn(), f"SHOW {setting}") == value


def test_not_even_the_superuser_can_switch_safety_off(server: Server) -> None:
    with psycopg.connect(server.admin_dsn(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("SELECT pg_sleep(0.3)")
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        connection.execute("ALTER SYSTEM RESET fsync")


def test_words_are_sorted_by_postgresql_itself(server: Server) -> None:
    question = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'limen'"
    assert ask(server.admin_dsn(), question) == "bC.UTF-8"


def test_nobody_enters_without_a_password(server: Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=server.host, port=server.port, user="postgres", password="", dbname="postgres")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.dsn(user="postgres", password="guess", dbname="postgres"))
    for line in (server.cluster / "pg_hba.conf").read_text().splitlines():
        assert line.startswith("#") or line.split()[-1] == "scram-sha-256"


def test_the_superusers_password_is_for_its_owner_only(server: Server) -> None:
    assert (server.folder / "superuser.password").stat().st_mode & 0o777 == 0o600


def test_the_log_repeats_nobodys_row(server: Server) -> None:
    canary = "Yohannes-Canary"
    dsn = server.dsn(user="limen_owner", password="password-of-limen_owner", dbname="limen")
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (name text UNIQUE, number int)")
        connection.execute("INSERT INTO kept VALUES (%s, 1)", [canary])
        for mistake in (
            f"INSERT INTO kept VALUES ('{canary}', 2)",
            f"SELECT FROM kept WHERE name = '{canary}' AND no_such_column",
            f"INSERT INTO kept SELECT '{canary}', NULL FROM no_such_table",
        ):
            with contextlib.suppress(psycopg.Error):
                connection.execute(mistake.encode())
        with contextlib.suppress(psycopg.Error):
            connection.execute("INSERT INTO kept VALUES (%s, 3)", [canary])
        connection.execute("DROP TABLE kept")
    written = "".join(file.read_text() for file in server.log.glob("*.log"))
    assert "duplicate key" in written
    assert canary not in written


# --- ports ------------------------------------------------------------------------------------------------


def test_a_free_port_is_chosen_when_one_is_asked_for(folder: Path) -> None:
    with Server(folder, port=0) as server, socket.create_connection(("127.0.0.1", server.port), timeout=2):
        assert ask(server.admin_dsn(), "SHOW listen_addresses") == "127.0.0.1"


def test_a_taken_port_is_named(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Trouble, match=f"Port {port} of 127.0.0.1 is in use"):
            Server(folder, port=port).start()
    assert clusters.running(folder / "cluster") is None


# --- two at once ------------------------------------------------------------------------------------------


def test_a_second_server_on_the_folder_is_refused_or_shares_the_first(folder: Path, keeper: Keeper) -> None:
    other = keeper(folder)
    with pytest.raises(Trouble, match=f"already in use by process {other.pid}"):
        Server(folder).start()
    with Server(folder, attach=True) as guest:
        assert guest.is_attached
        assert ask(guest.admin_dsn(), "SELECT 1") == 1
    assert other.poll() is None
    assert clusters.running(folder / "cluster")


def test_attaching_starts_the_server_when_none_runs(folder: Path) -> None:
    with Server(folder, attach=True) as server:
        assert not server.is_attached


# --- deaths -----------------------------------------------------------------------------------------------


@pytest.mark.crash
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_server_ends_cleanly_with_its_parent(folder: Path, keeper: Keeper, number: int) -> None:
    parent = keeper(folder)
    parent.send_signal(number)
    parent.wait(20)
    assert clusters.survivors(folder / "cluster") == []
    assert "database system is shut down" in "".join(f.read_text() for f in (folder / "log").glob("*.log"))


@pytest.mark.crash
def test_an_orphan_is_stopped_and_nothing_is_lost(folder: Path, keeper: Keeper) -> None:
    parent = keeper(folder)
    with Server(folder, attach=True) as guest:
        save(guest, 7)
        sockets = Path(guest.host)
    parent.kill()
    parent.wait()
    orphan = clusters.running(folder / "cluster")
    assert orphan
    with Server(folder) as server:
        assert ask(server.admin_dsn(), "SELECT number FROM saved") == 7
    assert not sockets.exists()


@pytest.mark.crash
def test_a_killed_database_recovers_what_was_saved(folder: Path) -> None:
    with Server(folder) as server:
        save(server, 8)
        running = clusters.running(folder / "cluster")
        assert running
        os.kill(running.pid, signal.SIGKILL)
    assert (folder / "cluster" / "postmaster.pid").exists()
    with Server(folder) as server:
        assert ask(server.admin_dsn(), "SELECT number FROM saved") == 8


@pytest.mark.crash
def test_a_stale_note_with_the_number_of_a_living_stranger_is_seen_through(folder: Path) -> None:
    """Numbers are given again, in containers at every start: PostgreSQL alone would refuse for ever."""
    account = (folder / "cluster").stat()
    with subprocess.Popen(["sleep", "60"], user=account.st_uid) as stranger:
        note = folder / "cluster" / "postmaster.pid"
        note.write_text(f"{stranger.pid}\n{folder / 'cluster'}\n1700000000\n5432\n\n\n\nready\n")
        os.chown(note, account.st_uid, account.st_gid)
        try:
            with Server(folder) as server:
                assert ask(server.admin_dsn(), "SELECT 1") == 1
        finally:
            stranger.kill()


@pytest.mark.crash
def test_what_a_killed_server_left_elsewhere_is_swept_up(folder: Path, home: Path, keeper: Keeper) -> None:
    """Its data folder is gone, so nobody will ever start it again; its sockets must not pile up."""
    twin = home / "twin"
    subprocess.run(["cp", "-a", folder, twin], check=True)
    keeper(folder)  # a living one, whose sockets must stay
    with Server(twin) as doomed:
        sockets = Path(doomed.host)
        running = clusters.running(twin / "cluster")
        assert running
        os.kill(running.pid, signal.SIGKILL)
        shutil.copytree(sockets, home / "sockets", ignore=lambda *_: [".s.PGSQL.5432"])
    shutil.rmtree(twin)
    sockets.mkdir(exist_ok=True)
    shutil.copytree(home / "sockets", sockets, dirs_exist_ok=True)
    with Server(folder, attach=True) as living, Server(home / "third"):
        assert not sockets.exists()
        assert Path(living.host).exists()


def test_stopping_twice_is_harmless(folder: Path) -> None:
    server = Server(folder)
    server.start()
    server.stop()
    server.stop()
