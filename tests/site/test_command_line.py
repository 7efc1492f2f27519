"""The `limen` command line: quick to help, one sentence when something is wrong, a life in one folder."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from limen.site import cli
from limen.site.cli import provision
from limen.site.cli.folders import Folder
from limen.site.postgres.embedded import Server
from limen.site.postgres.roles import DatabaseRole

REPOSITORY = Path(__file__).resolve().parents[2]
Limen = Callable[..., subprocess.CompletedProcess[str]]


def surroundings(**more: str) -> dict[str, str]:
    """The environment without any installation in it."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("LIMEN_", "DATABASE_", "DJANGO_"))}
    return {**ours, "PYTHONPATH": str(REPOSITORY), **more}


@pytest.fixture
def limen(tmp_path: Path) -> Limen:
    def run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "limen.site.cli", *map(str, words)]
        return subprocess.run(
            command, cwd=tmp_path, env=surroundings(**more), capture_output=True, text=True, check=False
        )

    return run


def test_help_is_instant() -> None:
    """Nothing heavy is loaded to say what there is."""
    script = "import sys; from limen.site.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    script += (
        "sys.stderr.write(' '.join(m for m in ('psycopg', 'django', 'cryptography') if m in sys.modules))"
    )
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert time.monotonic() - begun < 3
    for name in ("demo", "provision", "migrate", "serve", "check", "backup", "restore", "rehearse"):
        assert f"    {name} " in done.stdout


@pytest.mark.parametrize(
    "name", ["demo", "provision", "migrate", "serve", "work", "check", "backup", "restore"]
)
def test_every_subcommand_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    assert "--folder" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [["--folder", "backup", "provision", "--print-sql"], ["provision", "--folder", "x", "--print-sql"]],
)
def test_the_folder_may_stand_before_or_after(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 0
    assert "CREATE ROLE limen_app" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check"], "There is no database: none in"),
        (["migrate"], "There is no database: none in"),
        (["restore", "--into", "."], "is not empty"),
        (["restore", "--into", "new", "--from", "nowhere"], "The backup key .* cannot be read"),
        (["restore", "--into", "new", "--until", "yesterday"], "'yesterday' is not a time"),
        (["--folder", "/proc/no", "provision"], "cannot be used"),
        (["provision", "--database", "Strange Name", "--print-sql"], "not a plain database name"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_what_to_do(
    limen: Limen, words: list[str], sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "something").touch()
    done = limen(*words)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 2, done.stderr
    assert re.match(rf"limen: .*{sentence}", lines[0]), done.stderr
    assert lines[1].startswith("       ")


def test_a_malformed_address_is_not_repeated(limen: Limen) -> None:
    done = limen("migrate", DATABASE_URL="postgresql://limen_app:se%zzcret@db/limen")
    assert done.returncode == 1
    assert "cannot be understood" in done.stderr
    assert "cret" not in done.stderr


def test_a_demonstration_never_touches_a_real_installation(limen: Limen, tmp_path: Path) -> None:
    (tmp_path / "postgres" / "cluster").mkdir(parents=True)
    (tmp_path / "postgres" / "cluster" / "PG_VERSION").write_text("18")
    assert "is not a demonstration" in limen("demo", "--folder", tmp_path).stderr
    done = limen("demo", "--folder", tmp_path / "new", DATABASE_URL="postgresql://limen_app:x@h/limen")
    assert "only ever uses its own" in done.stderr


def test_a_taken_port_that_was_chosen_is_named(limen: Limen, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert (
            f"Port {port} of 127.0.0.1 is in use"
            in limen("demo", "--folder", tmp_path / "d", "--port", port).stderr
        )


def test_provision_writes_how_each_role_signs_in(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server of somebody else: the administrator's password is in no file afterwards."""
    for name in [name for name in os.environ if name.startswith("LIMEN_")]:
        monkeypatch.delenv(name)
    admin = home / "admin.url"
    password = server.superuser_password
    admin.write_text(f"postgresql://postgres:{password}@/postgres?host={server.host}&port={server.port}")
    monkeypatch.setenv(f"{provision.ADMIN}_FILE", str(admin))
    folder = Folder(home / "elsewhere")
    assert cli.main(["--folder", str(folder.root), "provision", "--database", "elsewhere"]) == 0
    files = [*folder.secrets.iterdir()]
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in files)
    assert not [file for file in files if password in file.read_text()]
    for role in DatabaseRole:
        with psycopg.connect(folder.url_file(role).read_text().strip()) as connection:
            assert connection.info.user == role
            assert connection.info.dbname == "elsewhere"
    _restore_passwords(server)


def _restore_passwords(server: Server) -> None:
    from limen.site.postgres.provision import make_roles
    from tests.site.conftest import PASSWORDS

    make_roles(server.admin_dsn(), passwords=PASSWORDS)


@pytest.mark.slow
def test_a_life_in_one_folder(limen: Limen, home: Path) -> None:
    """Provision, migrate, back up, list, rehearse, restore: each in a process of its own."""
    folder, into = home / "installation", home / "brought-back"
    for words in (
        ["provision", "--archive"],
        ["migrate"],
        ["migrate", "--check"],
        ["backup"],
        ["backups"],
        ["rehearse"],
    ):
        done = limen("--folder", folder, *words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    assert "restore proven" in limen("--folder", folder, "backups").stdout
    done = limen("--folder", folder, "restore", "--into", into, "--until", "latest")
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert "usable after" in done.stdout
    found = json.loads(
        limen("--folder", into, "check", "--json", "--only", "walls", "--only", "roles").stdout
    )
    assert [one["state"] for one in found] == ["ok", "ok"]
