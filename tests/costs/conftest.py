"""A database of its own with an invented country in it, made once for each process of the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import conninfo, sql

from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from tests.conftest import House
from tests.costs.country import COUNTRY, Land, entered, hire_keepers
from tests.costs.watching import TELLS_ITS_PLANS
from tests.stage import PLACE, TEMPLATE


@pytest.fixture(scope="session")
def country(house: House) -> Land:
    """The country, filled by COPY and analysed, in which the two roles of the web server tell their plans."""
    from bench.nationwide.filling import populate

    dbname = f"{house.dbname}_country"
    admin = conninfo.make_conninfo(os.environ[PLACE], dbname="postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {dbname} with (force)")
        connection.execute("select pg_advisory_lock(1)")
        connection.execute(f"create database {dbname} template {TEMPLATE} strategy file_copy")
        provision(admin, database=dbname, passwords={})
        for role in (DatabaseRole.APP, DatabaseRole.DOOR):
            for name, value in TELLS_ITS_PLANS.items():
                change = sql.SQL("alter role {} in database {} set {} = {}")
                names = (sql.Identifier(str(role)), sql.Identifier(dbname), sql.SQL(name))
                connection.execute(change.format(*names, sql.Literal(value)))
    land = Land(
        house=House(
            dbname=dbname, password=house.password, admin_dsn=conninfo.make_conninfo(admin, dbname=dbname)
        )
    )
    populate(land, COUNTRY)
    hire_keepers(land)
    return land


@pytest.fixture
def there(country: Land, monkeypatch: pytest.MonkeyPatch) -> Iterator[Land]:
    """Django is connected to the country, and every request comes at the moment for which it was made."""
    with entered(country, monkeypatch):
        yield country
