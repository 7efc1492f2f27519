"""Addresses are read whole or refused in a sentence that does not repeat them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import DatabaseUrl, DatabaseUrls, django_database, parsed

APP = "postgresql://limen_app:p%40ss@db.example:6432/limen"
SOCKET = "postgresql://limen_app:secret@/limen?host=/run/limen-1&port=5432"


def test_every_role_has_its_variable() -> None:
    assert [role.variable for role in DatabaseRole] == [
        "DATABASE_URL",
        "LIMEN_DOOR_URL",
        "LIMEN_OWNER_URL",
        "LIMEN_JOBS_URL",
        "LIMEN_REPORTS_URL",
        "LIMEN_BACKUP_URL",
        "LIMEN_LINKAGE_URL",
    ]


def test_what_is_given_is_read(tmp_path: Path) -> None:
    file = tmp_path / "door"
    file.write_text("postgresql://limen_door:x@localhost/limen\n")
    urls = DatabaseUrls.from_environment({"DATABASE_URL": APP, "LIMEN_DOOR_URL_FILE": str(file)})
    assert urls.required(DatabaseRole.APP).password == "p@ss"
    assert urls.required(DatabaseRole.DOOR).is_local
    assert urls.get(DatabaseRole.OWNER) is None
    with pytest.raises(Trouble, match="LIMEN_OWNER_URL is not set"):
        urls.required(DatabaseRole.OWNER)


def test_a_network_means_tls_unless_somebody_says_otherwise() -> None:
    assert parsed(APP, DatabaseRole.APP).parameters["sslmode"] == "verify-full"
    assert parsed(f"{APP}?sslmode=require", DatabaseRole.APP).parameters["sslmode"] == "require"
    assert "sslmode" not in parsed(SOCKET, DatabaseRole.APP).parameters
    assert not parsed(f"{APP},localhost/limen".replace("/limen,", ","), DatabaseRole.APP).is_local


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("mysql://limen_app:sekret@h/limen", "is not a postgresql:// address"),
        ("postgresql://limen_app:sek%zzret@h/limen", "cannot be understood"),
        ("postgresql://limen_app:sekret@h/limen?colour=red", "cannot be understood"),
        ("postgresql://postgres:sekret@h/limen", "signs in as postgres, and must sign in as limen_app"),
        ("postgresql://limen_owner:sekret@h/limen", "must sign in as limen_app"),
        ("postgresql://limen_app:sekret@h/", "names no database"),
        ("postgresql://limen_app@h/limen", "has no password"),
        ("postgresql://limen_app:sekret@h/limen?options=-crow_security%3Doff", "sets options"),
        ("postgresql://limen_app:sekret@h/limen?passfile=/tmp/x", "sets passfile"),
    ],
)
def test_what_is_wrong_is_said_without_the_secret(text: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence) as caught:
        DatabaseUrls.from_environment({"DATABASE_URL": text})
    assert "sek" not in str(caught.value)


def test_a_secret_is_given_once(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="Both DATABASE_URL and DATABASE_URL_FILE"):
        DatabaseUrls.from_environment({"DATABASE_URL": APP, "DATABASE_URL_FILE": "x"})
    with pytest.raises(Trouble, match="cannot be read"):
        DatabaseUrls.from_environment({"DATABASE_URL_FILE": str(tmp_path / "missing")})
    (tmp_path / "empty").touch()
    with pytest.raises(Trouble, match="is empty"):
        DatabaseUrls.from_environment({"DATABASE_URL_FILE": str(tmp_path / "empty")})


def test_a_secret_is_not_shown() -> None:
    assert "p@ss" not in repr(parsed(APP, DatabaseRole.APP))


@given(password=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_password_survives_the_address(password: str) -> None:
    url = DatabaseUrl(user="limen_app", password=password, host="/run/a b", port="5432", dbname="limen")
    assert parsed(url.uri, DatabaseRole.APP) == url


def test_django_is_told_what_it_needs() -> None:
    entry = django_database(parsed(SOCKET, DatabaseRole.APP), pool=True)
    assert entry["HOST"] == "/run/limen-1"
    assert entry["CONN_MAX_AGE"] == 0
    assert entry["OPTIONS"]["pool"]["max_size"] >= 4
    assert "pool" not in django_database(parsed(SOCKET, DatabaseRole.APP), pool=False)["OPTIONS"]
