"""The invented country of these tests, and how Django gets there and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from psycopg import conninfo

from bench.nationwide.country import Country
from bench.nationwide.keys import key
from bench.nationwide.offices import AT, signed_in
from limen.web import moment
from tests.conftest import House

COUNTRY = Country(size=10_000)
# Keepers of the house, whom the benchmark has none of: members by number, and their roles.
ADMINISTRATOR, AUDITOR = 5, 6
_KEEPERS = {ADMINISTRATOR: "administrator", AUDITOR: "auditor"}


class _Then(datetime):
    """The clock of the door stands at the moment for which the country was made: what is due stays due."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return AT.astimezone(tz)


@dataclass(frozen=True, kw_only=True)
class Land:
    """The database in which the country lies, and the sessions of those who were visited."""

    house: House
    _cookies: dict[int, str] = field(default_factory=dict)

    def admin_dsn(self, _dbname: str = "", /) -> str:
        """The stage hands' way in."""
        return self.house.admin_dsn

    def client_of(self, member: int) -> Client:
        """A browser in which this member is signed in."""
        if member not in self._cookies:
            with psycopg.connect(self.house.admin_dsn, autocommit=True) as connection:
                self._cookies[member] = signed_in(connection, member)
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self._cookies[member]
        return client


def hire_keepers(land: Land) -> None:
    """An administrator and an auditor, posted to the first unit."""
    organisation, unit = key("organisation", 0), key("unit", 0)
    with psycopg.connect(land.house.admin_dsn) as connection:
        connection.execute("set session_replication_role = replica")
        for member, role in _KEEPERS.items():
            who = key("member", member)
            connection.execute(
                "insert into identity_account (id, login, password, is_active) values (%s, %s, '!', true)",
                [who, f"m{member}"],
            )
            connection.execute(
                "insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)"
                " values (%s, %s, %s, 'en', 'UTC', 'auto', 1)",
                [who, organisation, f"Keeper {member}"],
            )
            connection.execute(
                "insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach,"
                " since_at) values (%s, %s, %s, %s, %s, 0, %s)",
                [key("posting", 900_000 + member), organisation, who, unit, role, AT - timedelta(days=9)],
            )


@contextmanager
def entered(land: Land, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Django is connected there, and afterwards where it was."""
    monkeypatch.setattr(moment, "datetime", _Then)
    place = conninfo.conninfo_to_dict(land.house.admin_dsn)
    before: dict[str, dict[str, Any]] = {}
    for alias in ("default", "door"):
        kept = connections[alias].settings_dict
        before[alias] = {name: kept[name] for name in ("HOST", "PORT", "NAME")}
        connections[alias].close()
        kept.update(HOST=place["host"], PORT=place["port"], NAME=land.house.dbname)
    try:
        yield
    finally:
        for alias, values in before.items():
            connections[alias].close()
            connections[alias].settings_dict.update(values)
