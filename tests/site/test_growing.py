"""The settings by which an installation grows: a pooler, a standby, an object store; and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from limen.site import env
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import DatabaseUrls, django_database, parsed

SEVERAL = "postgresql://limen_app:x@one.example,two.example:6432/limen?target_session_attrs=read-write"


def test_several_databases_are_one_address() -> None:
    entry = django_database(parsed(SEVERAL, DatabaseRole.APP), pool=False)
    assert (entry["HOST"], entry["PORT"]) == ("one.example,two.example", ",6432")
    assert entry["OPTIONS"]["target_session_attrs"] == "read-write"
    assert entry["OPTIONS"]["sslmode"] == "verify-full"


def test_behind_a_pooler_no_cursor_stays_on_the_server() -> None:
    url = parsed(SEVERAL, DatabaseRole.APP)
    assert django_database(url, pool=False, pooler=True)["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert django_database(url, pool=False)["DISABLE_SERVER_SIDE_CURSORS"] is False


def test_a_standby_is_asked_as_the_application_and_as_nobody_else() -> None:
    found = DatabaseUrls.from_environment({"LIMEN_COPY_URL": SEVERAL}).copy
    assert found is not None
    assert found.user == DatabaseRole.APP
    with pytest.raises(Trouble, match="must sign in as limen_app"):
        DatabaseUrls.from_environment({"LIMEN_COPY_URL": SEVERAL.replace("limen_app", "limen_backup")})


def test_files_lie_in_a_folder_or_in_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMEN_FILES", "/var/lib/limen/files")
    assert env.place_of_files() == Path("/var/lib/limen/files")
    monkeypatch.setenv("LIMEN_FILES", "s3://bucket/limen")
    monkeypatch.setenv("LIMEN_S3_ENDPOINT", "https://s3.example")
    place = env.place_of_files()
    assert isinstance(place, dict)
    assert (place["name"], place["prefix"], place["endpoint"]) == ("bucket", "limen/", "https://s3.example")


def test_a_bucket_without_a_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMEN_FILES", "s3:///limen")
    with pytest.raises(env.BadEnvironment, match="names no bucket"):
        env.place_of_files()
