"""Each self-check sees what it is there to see: the thing is broken on a real server, and it says so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from limen.site.cli import check
from limen.site.cli.checking import machine, powers, walls
from limen.site.cli.checking import server as server_checks
from limen.site.cli.checking.findings import Check, Finding, Look, State, ok
from limen.site.cli.folders import Folder
from limen.site.cli.keeping import Kept
from limen.site.postgres import unwalled
from limen.site.postgres.embedded import Server
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.urls import DatabaseUrl, DatabaseUrls
from tests.site.conftest import PASSWORDS


@pytest.fixture
def look(server: Server, home: Path) -> Iterator[Look]:
    url = DatabaseUrl(
        user="limen_app",
        password=PASSWORDS[DatabaseRole.APP],
        host=server.host,
        port=str(server.port),
        dbname="limen",
    )
    with psycopg.connect(url.dsn, autocommit=True) as connection:
        yield Look(
            folder=Folder(home / "looked-at"),
            urls=DatabaseUrls(app=url),
            app=url,
            connection=connection,
            is_demo=False,
        )


@contextmanager
def broken(server: Server, breaking: str, mending: str) -> Iterator[None]:
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as admin:
        admin.execute(breaking.encode())
        try:
            yield
        finally:
            admin.execute(mending.encode())


def state(finding: Finding) -> tuple[State, str]:
    return finding.state, finding.says


ALL_WELL = [
    server_checks.version,
    server_checks.durability,
    server_checks.encryption,
    server_checks.clock,
    powers.roles,
    powers.membership,
    powers.making,
    walls.views,
    walls.functions,
    walls.door,
    machine.demonstration,
]


@pytest.mark.parametrize("looking", ALL_WELL, ids=lambda looking: looking.__name__)
def test_a_fresh_server_is_well(look: Look, looking: object) -> None:
    assert callable(looking)
    assert looking(look).state is State.OK, looking(look)


WRONGS = [
    (
        powers.roles,
        "ALTER ROLE limen_app BYPASSRLS",
        "ALTER ROLE limen_app NOBYPASSRLS",
        "passes through every wall",
    ),
    (
        powers.roles,
        "ALTER ROLE limen_jobs CREATEROLE",
        "ALTER ROLE limen_jobs NOCREATEROLE",
        "can make roles",
    ),
    (
        powers.membership,
        "GRANT limen_warden TO limen_app",
        "REVOKE limen_warden FROM limen_app",
        "limen_app can become limen_warden",
    ),
    (
        powers.membership,
        "GRANT pg_read_all_data TO limen_door",
        "REVOKE pg_read_all_data FROM limen_door",
        "limen_door can become pg_read_all_data",
    ),
    (
        powers.making,
        "GRANT TEMP ON DATABASE limen TO PUBLIC",
        "REVOKE TEMP ON DATABASE limen FROM PUBLIC",
        "can make temporary tables",
    ),
    (
        powers.making,
        "GRANT CREATE ON SCHEMA public TO limen_app",
        "REVOKE CREATE ON SCHEMA public FROM limen_app",
        "limen_app can make things in public",
    ),
    (
        walls.tables,
        "CREATE TABLE public.bare (number int); ALTER TABLE public.bare ENABLE ROW LEVEL SECURITY",
        "DROP TABLE public.bare",
        "No forced row security on public.bare",
    ),
    (
        walls.views,
        "CREATE VIEW public.around AS SELECT 1",
        "DROP VIEW public.around",
        "public.around shows what its owner may see",
    ),
    (
        walls.views,
        "CREATE MATERIALIZED VIEW report.frozen AS SELECT 1",
        "DROP MATERIALIZED VIEW report.frozen",
        "report.frozen shows what its owner may see",
    ),
    (
        walls.functions,
        "CREATE FUNCTION public.trick() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "DROP FUNCTION public.trick()",
        "public.trick does not belong to limen_warden",
    ),
    (
        walls.functions,
        "CREATE FUNCTION access.open() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public "
        "AS 'SELECT 1'; ALTER FUNCTION access.open() OWNER TO limen_warden; "
        "GRANT EXECUTE ON FUNCTION access.open() TO PUBLIC",
        "DROP FUNCTION access.open()",
        "access.open may be called by everybody",
    ),
    (
        walls.door,
        "CREATE TABLE public.mfa_authenticator (); GRANT SELECT ON public.mfa_authenticator TO limen_app",
        "DROP TABLE public.mfa_authenticator",
        "limen_app can touch public.mfa_authenticator",
    ),
]


@pytest.mark.parametrize(("looking", "breaking", "mending", "sentence"), WRONGS, ids=[w[3] for w in WRONGS])
def test_what_is_wrong_is_seen(
    server: Server, look: Look, looking: object, breaking: str, mending: str, sentence: str
) -> None:
    assert callable(looking)
    with broken(server, breaking, mending):
        finding = looking(look)
    assert finding.state is State.FAIL
    assert sentence in finding.says
    assert finding.remedy


def test_a_safe_view_is_no_fault(server: Server, look: Look) -> None:
    making = "CREATE VIEW public.fair WITH (security_invoker = true) AS SELECT 1"
    with broken(server, making, "DROP VIEW public.fair"):
        assert walls.views(look).state is State.OK


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (150013, State.FAIL),
        (150014, State.OK),
        (160009, State.FAIL),
        (170006, State.OK),
        (180000, State.OK),
        (140022, State.FAIL),
        (190001, State.FAIL),
    ],
)
def test_an_unpatched_server_is_refused(look: Look, number: int, expected: State) -> None:
    connection = SimpleNamespace(info=SimpleNamespace(server_version=number))
    assert server_checks.version(replace(look, connection=connection)).state is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("mode", "expected"), [("disable", State.FAIL), ("verify-full", State.FAIL)])
def test_a_way_over_a_network_must_be_encrypted(look: Look, mode: str, expected: State) -> None:
    """The connection itself is asked: what the address promises is not enough."""
    far = replace(look.app, host="db.example", parameters={"sslmode": mode})
    assert server_checks.encryption(replace(look, app=far)).state is expected


def test_a_wrong_clock_is_seen(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time
    monkeypatch.setattr("limen.site.cli.checking.server.time.time", lambda: real() + 5)
    assert server_checks.clock(look).state is State.FAIL


def test_a_full_disk_is_seen(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    look.folder.root.mkdir(exist_ok=True)
    usage = SimpleNamespace(total=100, used=90, free=10)
    monkeypatch.setattr("limen.site.cli.checking.machine.shutil.disk_usage", lambda place: usage)
    assert "has 10% free" in machine.disk(look).says


@pytest.mark.parametrize(
    ("age", "rehearsed", "expected"),
    [
        (timedelta(hours=2), timedelta(days=1), State.OK),
        (timedelta(hours=2), timedelta(days=9), State.WARN),
        (timedelta(hours=2), None, State.WARN),
        (timedelta(hours=27), timedelta(days=1), State.FAIL),
        (None, None, State.FAIL),
    ],
)
def test_an_old_backup_is_seen(
    look: Look,
    monkeypatch: pytest.MonkeyPatch,
    age: timedelta | None,
    rehearsed: timedelta | None,
    expected: State,
) -> None:
    now = datetime.now(UTC)
    kept = []
    if age:
        manifest = SimpleNamespace(finished=now - age)
        kept.append(SimpleNamespace(manifest=manifest, rehearsed=rehearsed and now - rehearsed, spec=Kept))
    monkeypatch.setattr(machine, "kept_in", lambda place: kept)
    assert machine.backup(look).state is expected
    in_a_demonstration = machine.backup(replace(look, is_demo=True)).state
    assert in_a_demonstration is (State.WARN if expected is State.FAIL else expected)


def test_weak_secrets_are_seen(look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path / "installation")
    folder.prepare()
    here = replace(look, folder=folder)
    assert machine.secrets(here).state is State.OK
    (folder.secrets / "pepper").chmod(0o644)
    assert "pepper can be read by others" in machine.secrets(here).says
    (folder.secrets / "pepper").chmod(0o600)
    (folder.secrets / "pepper").write_text("short")
    assert "pepper is shorter than 32 characters" in machine.secrets(here).says
    (folder.secrets / "pepper").write_text((folder.secrets / "secret_key").read_text())
    assert "hold the same secret" in machine.secrets(here).says


@pytest.mark.parametrize(
    ("hosts", "listening", "expected"),
    [
        ("localhost,127.0.0.1,[::1]", "127.0.0.1", State.OK),
        ("", "127.0.0.1", State.OK),
        ("limen.example", "127.0.0.1", State.FAIL),
        ("localhost", "0.0.0.0", State.FAIL),  # noqa: S104  refused, not bound
        ("*", "127.0.0.1", State.FAIL),
    ],
)
def test_a_demonstration_stays_at_home(
    look: Look, monkeypatch: pytest.MonkeyPatch, hosts: str, listening: str, expected: State
) -> None:
    monkeypatch.setenv("LIMEN_HOSTS", hosts)
    monkeypatch.setenv("LIMEN_LISTEN", listening)
    assert machine.demonstration(replace(look, is_demo=True)).state is expected
    assert machine.demonstration(look).state is State.OK


def test_a_check_that_cannot_look_has_not_found_that_all_is_well(look: Look) -> None:
    def looking(look: Look) -> Finding:
        raise ZeroDivisionError

    assert check._one(Check(name="x", about="x", look=looking), look).state is State.FAIL
    assert check._one(Check(name="x", about="x", look=lambda look: ok("fine")), look).state is State.OK


def test_every_check_has_a_name_of_its_own_and_every_exception_a_reason() -> None:
    names = [one.name for one in check.CHECKS]
    assert len(names) == len(set(names))
    for reasons in (unwalled.TABLES, unwalled.VIEWS, unwalled.FUNCTIONS):
        assert all(len(reason) > 20 for reason in reasons.values())
