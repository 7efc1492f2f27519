"""A database of its own for tests that seal, tamper or count everything: other tests' lines are not in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import conninfo

from limen.foundation.ids import new_id
from limen.foundation.journal import writing
from limen.foundation.journal.keys import SealKey
from limen.foundation.journal.sealing import seal_through
from limen.foundation.journal.verifier import Seal
from limen.foundation.journal.verifying import Verdict, verify_database
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from tests.cast import AT, Cast, assemble
from tests.conftest import House
from tests.stage import TEMPLATE

KEY = SealKey.from_text("c2VhbC1rZXktb2YtdGhlLXRlc3RzLW9mLWxpbWVuLSE")


@dataclass(frozen=True, kw_only=True)
class Archive:
    """A house with a cast and no lines yet, and what a test does to its journal."""

    house: House
    cast: Cast

    def dsn(self, role: DatabaseRole = DatabaseRole.BACKUP) -> str:
        return self.house.dsn(role)

    def admin(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.house.admin_dsn)

    def write(self, case: UUID | None, count: int = 1, **facts: object) -> None:
        """Lines through the real function, as the real role, with one personal value each."""
        with psycopg.connect(self.dsn(DatabaseRole.APP)) as connection:
            for number in range(count):
                self.append(connection, case, number=number, **facts)

    def append(self, connection: psycopg.Connection[Any], case: UUID | None, **facts: object) -> int:
        """One line within the caller's transaction."""
        berg = self.cast.berg.actor
        value, salt = writing.canonical(f"Amina № {facts}"), b"sixteen bytes ok"
        plain = writing.canonical({**facts, "called": {"sealed": writing.commitment(salt, value)}})
        personal = writing.canonical([{"field": "called", "value": value, "salt": salt.hex()}])
        connection.execute("select set_config('limen.ticket', %s, true)", [berg.ticket])
        row = connection.execute(
            "select journal.append(%s, %s, %s, %s, %s, %s, %s, %s::jsonb)",
            [new_id(), "trial.written", AT, berg.id, case, "general", plain, personal],
        ).fetchone()
        assert row
        return int(row[0])

    def seal(self, key: SealKey = KEY) -> Seal | None:
        with psycopg.connect(self.dsn(DatabaseRole.JOBS)) as connection, connection.cursor() as cursor:
            return seal_through(cursor, key=key, at=AT)

    def tamper(self, statement: str, *values: object) -> None:
        """As a superuser with every trigger and key switched off: the strongest hand there is."""
        with self.admin() as connection:
            connection.execute("set session_replication_role = replica")
            connection.execute(statement.encode(), values)

    def verify(self, **how: Any) -> Verdict:
        return verify_database(self.dsn(), **how)


def copy_of(house: House, template: str, dbname: str) -> House:
    """A database copied from another, provisioned anew since grants on a database are not copied."""
    admin = conninfo.make_conninfo(house.admin_dsn, dbname="postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {dbname} with (force)".encode())
        connection.execute(f"create database {dbname} template {template}".encode())
    provision(admin, database=dbname, passwords={})
    return replace(house, dbname=dbname, admin_dsn=conninfo.make_conninfo(admin, dbname=dbname))


def drop(house: House, dbname: str) -> None:
    admin = conninfo.make_conninfo(house.admin_dsn, dbname="postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {dbname} with (force)".encode())


@pytest.fixture(scope="session")
def sealed_template(house: House) -> Iterator[str]:
    """Three chains with eight, five and four lines under two seals, and two lines since."""
    name = f"{house.dbname}_sealed"
    place = copy_of(house, TEMPLATE, name)
    archive = Archive(house=place, cast=assemble(place.admin_dsn))
    archive.write(archive.cast.case, 4)
    archive.write(archive.cast.other_case, 5)
    archive.seal()
    archive.write(archive.cast.case, 4)
    archive.write(None, 4)  # the organisation's own chain
    archive.seal()
    archive.write(archive.cast.case, 2)
    SEALED_CASTS[name] = archive.cast
    yield name
    drop(house, name)


SEALED_CASTS: dict[str, Cast] = {}


@pytest.fixture
def sealed(house: House, sealed_template: str) -> Iterator[Archive]:
    """A copy of that house, to tamper with."""
    name = f"{house.dbname}_tampered"
    yield Archive(house=copy_of(house, sealed_template, name), cast=SEALED_CASTS[sealed_template])
    drop(house, name)


@pytest.fixture
def archive(house: House) -> Iterator[Archive]:
    """A house with a cast and an empty journal."""
    name = f"{house.dbname}_archive"
    place = copy_of(house, TEMPLATE, name)
    yield Archive(house=place, cast=assemble(place.admin_dsn))
    drop(house, name)


@pytest.fixture
def as_chain() -> Callable[[UUID, int], tuple[str, int]]:
    """How a fault names its place."""
    return lambda stream, seq: (str(stream), seq)
