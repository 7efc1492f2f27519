"""`limen law lab`: what a change would do to open cases, on the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from limen.domain.deadlines.commands.starting import start
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast
from tests.conftest import House
from tests.lawbook import TERMS, put_in_force

Lab = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lab(house: House, cast: Cast, tmp_path: Path) -> Lab:
    """Run it on a house where the small law is in force and one clock runs."""
    now = datetime.now(UTC)
    put_in_force(cast, now)
    facts = {"made_on": "2026-11-10"}
    start(cast.case, pack="atlantis", term="register", facts=facts, by=cast.berg.actor, at=now)
    environment = os.environ | {role.variable: house.dsn(role) for role in DatabaseRole}
    environment.pop("LIMEN_AS", None)

    def run(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "limen.site.cli", "law", "lab", *words, "--folder", str(tmp_path)],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def _change(tmp_path: Path, old: str, new: str) -> Path:
    path = tmp_path / "all.yaml"
    path.write_text(TERMS.replace(old, new), encoding="utf-8")
    return path


@pytest.fixture
def organisation(house: House, cast: Cast) -> str:
    """A name of its own for the authority: many tests have put the small law in force in one of that name."""
    name = f"Office {cast.authority}"
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("update identity_organisation set name = %s where id = %s", [name, cast.authority])
    return name


def test_it_says_what_differs_and_whose_clocks_would_change(
    lab: Lab, organisation: str, tmp_path: Path
) -> None:
    change = _change(tmp_path, "value: 5 days", "value: 3 days")
    code, said, told = lab("atlantis", str(change), "--organisation", organisation)
    assert code == 0, told
    assert "5 days" in said
    assert "3 days" in said
    assert "1 would change." in said
    assert "Register the application (register): 1 due earlier" in said
    assert "Berg, First unit" in said
    assert "Amina" not in said


def test_for_a_program_it_prints_counts(lab: Lab, organisation: str, tmp_path: Path) -> None:
    change = _change(tmp_path, "value: 5 days", "value: 3 days")
    code, said, told = lab("atlantis", str(change), "--organisation", organisation, "--json")
    assert code == 0, told
    assert json.loads(said.splitlines()[-1])["changed_cases"] == 1


def test_what_cannot_be_looked_at_is_said_in_a_sentence(lab: Lab, organisation: str, tmp_path: Path) -> None:
    broken = _change(tmp_path, "value: 5 days", "value: 5 fortnights")
    for words, expected in (
        (("atlantis", str(broken), "--organisation", organisation), "“5 fortnights” is not a length of time"),
        (("utopia", str(broken)), "No edition of “utopia” is in force"),
        (
            ("atlantis", str(tmp_path / "x.yaml"), "--organisation", organisation),
            "There is no file or folder",
        ),
        (
            ("atlantis", str(broken), "--organisation", "Nobody"),
            "No edition of “atlantis” is in force in “Nobody”",
        ),
    ):
        code, said, told = lab(*words)
        assert code == 1
        assert expected in said + told
        assert "Traceback" not in told
