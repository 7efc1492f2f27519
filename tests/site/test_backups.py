"""A backup brings back every row, to any moment, for whoever has the key; and shows every change."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from limen.site.postgres.backups import manifests, restoring, shipping, taking
from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.backups.restoring import Moment, Wish
from limen.site.postgres.embedded import Server
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import DatabaseUrl
from tests.site.conftest import PASSWORDS

KEY = BackupKey(secret=b"k" * 32)
CANARY = "Canary-Yohannes-of-Asmara"
ROWS = 300

SCHEMA = f"""
CREATE TABLE public.kept (number int PRIMARY KEY, name text);
INSERT INTO public.kept SELECT n, '{CANARY}' || n FROM generate_series(1, {ROWS}) n;
CREATE TABLE public.moments (name text);
ALTER TABLE public.kept ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON public.kept TO limen_app;
CREATE TABLE public.journal_head (stream_id uuid PRIMARY KEY, seq bigint, hash bytea);
INSERT INTO public.journal_head SELECT gen_random_uuid(), n, sha256('x') FROM generate_series(1, 9) n;
"""


@contextlib.contextmanager
def quietly(what: str) -> Iterator[None]:
    yield


@pytest.fixture(scope="module")
def live(home: Path, untouched: Path) -> Iterator[Server]:
    """A server with rows, which keeps its log of changes."""
    folder = home / "live"
    subprocess.run(["cp", "-a", untouched, folder], check=True)
    with Server(folder, archive=folder / "archive") as server:
        provision(server.admin_dsn(), database="limen", passwords=PASSWORDS)
        with psycopg.connect(entrance(server, DatabaseRole.OWNER)) as owner:
            owner.execute(SCHEMA.encode())
        yield server


def entrance(server: Server, role: DatabaseRole) -> str:
    return server.dsn(user=role, password=PASSWORDS[role], dbname="limen")


def url_of(server: Server) -> DatabaseUrl:
    role = DatabaseRole.BACKUP
    return DatabaseUrl(
        user=role, password=PASSWORDS[role], dbname="limen", host=server.host, port=str(server.port)
    )


@pytest.fixture(scope="module")
def target(home: Path) -> Path:
    return home / "backups"


@pytest.fixture(scope="module")
def backup(live: Server, target: Path, home: Path) -> Path:
    order = taking.Order(
        url=url_of(live),
        key=KEY,
        target=target,
        work=home / "work",
        superuser=live.superuser_password,
        step=quietly,
    )
    return taking.take(order)


@pytest.fixture
def empty(home: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="restored-", dir=home))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def wish(backup: Path, folder: Path, key: BackupKey = KEY, moment: Moment | None = None) -> Wish:
    return Wish(backup=backup, key=key, folder=folder, step=quietly, moment=moment)


def names(server: Server) -> set[str]:
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM public.moments").fetchall()}


def note(server: Server, name: str) -> None:
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute("INSERT INTO public.moments VALUES (%s)", [name])


# --- what a backup is ------------------------------------------------------


def test_it_says_what_is_in_it(backup: Path) -> None:
    manifest = manifests.read(backup, KEY)
    assert manifest.after.rows["public.kept"] == ROWS  # though a wall stands around them
    assert manifest.after.journal.startswith("9:")
    assert manifest.major == 18
    assert manifest.files.keys() == {"base.limen", "dump.limen", "superuser.limen"}
    for name, stored in manifest.files.items():
        assert (backup / name).stat().st_size == stored.size


def test_nobody_else_can_read_it(backup: Path, live: Server) -> None:
    for file in backup.iterdir():
        content = file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0
        assert CANARY.encode() not in content
        assert live.superuser_password.encode() not in content
        assert b"PGDMP" not in content


def test_nothing_plain_is_left_behind(backup: Path, home: Path, target: Path) -> None:
    assert [file.name for file in (home / "work").iterdir()] == [".lock"]
    assert [file.name for file in target.glob(".limen*")] == []


def test_an_attempt_that_fails_leaves_no_backup(live: Server, home: Path) -> None:
    place = home / "failed"
    url = DatabaseUrl(
        user="limen_backup", password="wrong", host=live.host, port=str(live.port), dbname="limen"
    )
    order = taking.Order(url=url, key=KEY, target=place, work=home / "work", superuser=None, step=quietly)
    with pytest.raises(psycopg.OperationalError):
        taking.take(order)
    assert restoring.all_in(place) == []
    assert [file.name for file in place.iterdir()] == [".lock"]


# --- bringing it back ------------------------------------------------------


def test_every_row_comes_back_with_its_wall(backup: Path, empty: Path) -> None:
    manifest = manifests.read(backup, KEY)
    with restoring.restore_physical(wish(backup, empty), manifest) as server:
        found, faults = restoring.compared(server, manifest, logical=False, moved_on=False)
        assert faults == []
        assert found.rows["public.kept"] == ROWS
        with psycopg.connect(entrance(server, DatabaseRole.APP)) as app:
            assert app.execute("SELECT count(*) FROM kept").fetchone() == (0,)
        assert restoring.examined(server, "limen") == []


def test_the_dump_alone_brings_every_row_back_with_its_wall(backup: Path, empty: Path) -> None:
    manifest = manifests.read(backup, KEY)
    with restoring.restore_logical(wish(backup, empty), manifest) as server:
        found, faults = restoring.compared(server, manifest, logical=True, moved_on=False)
        assert faults == []
        assert found.journal == manifest.after.journal
        with psycopg.connect(server.admin_dsn("limen")) as admin:
            row = admin.execute(
                "SELECT relforcerowsecurity, pg_get_userbyid(relowner), "
                "has_table_privilege('limen_app', oid, 'SELECT'), "
                "has_table_privilege('limen_app', oid, 'INSERT') FROM pg_class WHERE relname = 'kept'"
            ).fetchone()
            assert row == (True, "limen_owner", True, False)


def test_any_moment_since_comes_back(live: Server, backup: Path, target: Path, empty: Path) -> None:
    note(live, "early")
    time.sleep(0.05)
    moment = datetime.now(UTC)
    time.sleep(0.05)
    note(live, "late")
    with psycopg.connect(live.admin_dsn(), autocommit=True) as admin:
        last = admin.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
    archive = live.folder / "archive"
    wait_until((archive / str(last and last[0])).exists)
    assert shipping.ship(archive, target, KEY) > 0
    assert not [file for file in archive.iterdir() if shipping.FINISHED.fullmatch(file.name)]
    manifest = manifests.read(backup, KEY)

    then = wish(backup, empty / "then", moment=Moment(until=moment))
    (empty / "then").mkdir(mode=0o711)
    with restoring.restore_physical(then, manifest) as server:
        assert names(server) == {"early"}
        note(server, "life goes on")
    latest = wish(backup, empty / "latest", moment=Moment(until=None))
    (empty / "latest").mkdir(mode=0o711)
    with restoring.restore_physical(latest, manifest) as server:
        assert names(server) == {"early", "late"}


def test_a_moment_that_the_log_does_not_reach_is_refused(backup: Path, target: Path, empty: Path) -> None:
    late = datetime(2100, 1, 1, tzinfo=UTC)
    server = restoring.restore_physical(
        wish(backup, empty, moment=Moment(until=late)), manifests.read(backup, KEY)
    )
    with pytest.raises(Trouble, match="log of changes ends before the moment"):
        server.start()


def wait_until(what: Callable[[], bool]) -> None:
    for _ in range(200):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


# --- what is refused -------------------------------------------------------


@pytest.fixture
def copy(backup: Path, home: Path) -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="copy-", dir=home))
    shutil.copytree(backup, place / backup.name)
    yield place / backup.name
    shutil.rmtree(place)


@pytest.mark.parametrize("name", [taking.BASE, taking.DUMP])
@pytest.mark.parametrize("how", ["a bit", "cut", "swapped"])
def test_a_changed_file_is_refused(copy: Path, empty: Path, name: str, how: str) -> None:
    data = bytearray((copy / name).read_bytes())
    if how == "a bit":
        data[len(data) // 2] ^= 1
    elif how == "cut":
        del data[-(256 * 1024 + 16) :]
    else:
        data = bytearray((copy / (taking.DUMP if name == taking.BASE else taking.BASE)).read_bytes())
    (copy / name).write_bytes(data)
    bring = restoring.restore_physical if name == taking.BASE else restoring.restore_logical
    with pytest.raises(Trouble):
        bring(wish(copy, empty), manifests.read(copy, KEY)).stop()


@pytest.mark.parametrize(
    "change", [{"name": "limen-other"}, {"after": {"rows": {}, "journal": ""}}, {"format": 2}]
)
def test_a_changed_manifest_is_refused(copy: Path, change: dict[str, object]) -> None:
    path = copy / manifests.NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(Trouble, match=r"was changed|cannot be understood"):
        manifests.read(copy, KEY)


def test_another_key_opens_nothing(backup: Path, empty: Path) -> None:
    manifest = manifests.read(backup, KEY)
    with pytest.raises(Trouble, match="made with the key"):
        restoring.restore_physical(wish(backup, empty, key=BackupKey(secret=b"o" * 32)), manifest)


def test_a_folder_with_anything_in_it_is_refused(empty: Path) -> None:
    (empty / "precious").touch()
    with pytest.raises(Trouble, match="is not empty"):
        restoring.refuse_occupied(empty)


def test_the_newest_backup_before_a_moment_is_chosen(backup: Path, target: Path) -> None:
    assert restoring.chosen(target, KEY) == backup
    assert restoring.chosen(backup / "manifest.json", KEY) == backup
    with pytest.raises(Trouble, match="no backup from before"):
        restoring.chosen(target, KEY, before=datetime(2020, 1, 1, tzinfo=UTC))
