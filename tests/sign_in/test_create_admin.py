"""`limen create-admin`: the first administrator, a link to come in by, and lines in the journal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from limen.foundation.ids import new_id
from limen.site.postgres.roles import DatabaseRole
from tests.conftest import House
from tests.sign_in.people import PASSWORD, new_browser

Rows = Callable[..., list[tuple[Any, ...]]]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def create_admin(house: House) -> Run:
    """Run the command in a process of its own: it works as the owner, whom this one must never have been."""
    environment = os.environ | {role.variable: house.dsn(role) for role in DatabaseRole}

    def run(**words: str) -> subprocess.CompletedProcess[str]:
        options = [f"--{name}={value}" for name, value in words.items()]
        return subprocess.run(
            [sys.executable, "-m", "limen.site.cli", "create-admin", *options],
            env=environment | {"LIMEN_POOL": "0"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


def test_the_first_administrator_comes_in_by_a_link(create_admin: Run, rows: Rows) -> None:
    name, login = f"Office {new_id()}", f"Root-{str(new_id())[-12:]}"
    done = create_admin(
        organisation=name, unit="Keepers", name="Ada Root", login=login, address="https://limen.example"
    )
    assert done.returncode == 0, done.stderr
    link = done.stdout.split("https://limen.example")[1].split()[0]
    client = new_browser()
    client.get(link)
    assert "Ada Root" in client.get("/account/welcome/").content.decode()
    answer = client.post("/account/welcome/", {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == "/account/second-factors/first/"
    assert rows(
        "select p.role, p.reach, a.login from identity_posting p"
        " join identity_account a on a.id = p.member_id"
        " join identity_organisation o on o.id = p.organisation_id where o.name = %s",
        name,
    ) == [("administrator", 0, login.casefold())]


def test_the_journal_says_that_no_person_did_it(create_admin: Run, rows: Rows) -> None:
    name = f"Office {new_id()}"
    for number in (1, 2):
        login = f"root-{number}-{str(new_id())[-12:]}"
        assert create_admin(organisation=name, unit="Keepers", name="Ada Root", login=login).returncode == 0
    lines = rows(
        "select e.seq, e.kind, e.by_system, e.by_id, e.facts, e.prev, e.hash from journal_entry e"
        " join identity_organisation o on o.id = e.stream_id where o.name = %s order by e.seq",
        name,
    )
    kinds = ["identity.invited", "identity.posted"]
    assert [(seq, kind) for seq, kind, *_ in lines] == [(i + 1, kinds[i % 2]) for i in range(4)]
    assert {(line[2], line[3]) for line in lines} == {("limen create-admin", None)}
    assert "Ada Root" not in str(lines)
    assert [line[5] for line in lines[1:]] == [line[6] for line in lines[:-1]]
    units = (
        "select count(*) from identity_unit u"
        " join identity_organisation o on o.id = u.organisation_id where o.name = %s"
    )
    assert rows(units, name) == [(1,)]


def test_a_taken_login_changes_nothing(create_admin: Run, rows: Rows) -> None:
    login, name = f"root-{str(new_id())[-12:]}", f"Office {new_id()}"
    assert create_admin(organisation=name, unit="Keepers", name="Ada Root", login=login).returncode == 0
    again = create_admin(organisation=f"{name} again", unit="Keepers", name="Ada Root", login=login.upper())
    assert again.returncode == 1
    assert "is taken" in again.stderr
    assert "Traceback" not in again.stderr
    assert rows("select count(*) from identity_organisation where name = %s", f"{name} again") == [(0,)]


@pytest.mark.parametrize("wrong", [{"login": "a b c"}, {"login": "x"}, {"name": " "}, {"unit": " "}])
def test_what_makes_no_sense_is_refused_in_a_sentence(create_admin: Run, wrong: dict[str, str]) -> None:
    words = {"organisation": "Office", "unit": "Keepers", "name": "Ada Root", "login": "ada-root"}
    done = create_admin(**words | wrong)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
