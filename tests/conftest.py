"""One embedded PostgreSQL for the whole run, one database for each worker, and everything as the restricted
roles.

Nothing here connects the application as a superuser: Django's `default` is limen_app and its `door` is
limen_door, as in production. Only the stage hands (`admin_dsn`) see everything.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import psycopg
import pytest
from psycopg import conninfo

from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from ops.yard import Yard
from tests.stage import PASSWORD, PLACE, TEMPLATE, Stage, url

# How many connections a pooler in transaction mode gets to the database, to run any tests through one.
POOLER = "LIMEN_TEST_POOLER"


def pytest_configure(config: pytest.Config) -> None:
    """Give Django settings that import without a database; the fixture below fills in the real one."""
    if POOLER in os.environ:
        os.environ["LIMEN_POOLER"] = "1"
    os.environ.setdefault("LIMEN_SECRET_KEY", secrets.token_hex(32))
    os.environ.setdefault("LIMEN_PEPPER", secrets.token_hex(32))
    os.environ.setdefault("LIMEN_TLS", "0")
    os.environ.setdefault("LIMEN_POOL", "0")
    os.environ.setdefault("LIMEN_FILES", str(Path(tempfile.gettempdir()) / f"limen-test-files-{os.getpid()}"))
    os.environ.setdefault("LIMEN_HOSTS", "testserver,localhost,127.0.0.1")
    for role in DatabaseRole:
        os.environ.setdefault(role.variable, f"postgresql://{role}:unset@127.0.0.1:1/limen")
    os.environ["DJANGO_SETTINGS_MODULE"] = "limen.site.settings"
    django.setup()
    if not hasattr(config, "workerinput") and getattr(config.option, "numprocesses", None):
        config.limen_stage = Stage()  # type: ignore[attr-defined]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a test that takes long come first: begun last, one worker would finish them while the others
    stand idle."""
    long = {
        item.path for item in items if item.get_closest_marker("crash") or item.get_closest_marker("slow")
    }
    items.sort(key=lambda item: item.path not in long)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The run that started the server stops it."""
    if stage := getattr(config, "limen_stage", None):
        stage.strike()


@dataclass(frozen=True)
class House:
    """What a test may ask of the database besides the application's own way in."""

    dbname: str
    admin_dsn: str
    password: str

    def dsn(self, role: DatabaseRole) -> str:
        """A way in as one of the roles, past the application."""
        return url(role, self.dbname, self.password)


@pytest.fixture(scope="session")
def house(pytestconfig: pytest.Config) -> Iterator[House]:
    """The migrated house, Django set up and connected as limen_app and limen_door."""
    stage = None if os.environ.get(PLACE) else Stage()
    dbname = f"limen_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    admin = conninfo.make_conninfo(os.environ[PLACE], dbname="postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {dbname} with (force)")
        # One worker at a time: roles are the whole server's, and two may not alter one at once.
        connection.execute("select pg_advisory_lock(1)")
        connection.execute(f"create database {dbname} template {TEMPLATE} strategy file_copy")
        # What is granted on a database, and what a role is set to in it, is not copied with it.
        provision(admin, database=dbname, passwords={})
    built = House(
        dbname=dbname,
        admin_dsn=conninfo.make_conninfo(os.environ[PLACE], dbname=dbname),
        password=os.environ[PASSWORD],
    )
    with ExitStack() as running:
        _set_up_django(built, _pooler_before(built, running))
        from tests.cast import leave, stay

        stay(built.admin_dsn)
        yield built
        _close_connections()
        leave()
    if stage:
        stage.strike()


def _pooler_before(built: House, running: ExitStack) -> dict[str, str]:
    """Where Django connects when the tests go through a pooler; nothing when they do not."""
    if POOLER not in os.environ:
        return {}
    place = conninfo.conninfo_to_dict(built.admin_dsn)
    folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="limen-pooler-")))
    folder.chmod(0o711)
    yard = running.enter_context(
        Yard(
            folder,
            database_host=str(place["host"]),
            database_port=str(place["port"]),
            pool_size=os.environ[POOLER],
            password=built.password,
            # Tests also ask as the worker, and as one whom row security does not bind.
            others="\n".join(
                f'"{name}" "{built.password}"' for name in (DatabaseRole.JOBS, "limen_app_unwalled")
            ),
        )
    )
    yard.start("pooler")
    return {"HOST": "127.0.0.1", "PORT": str(yard.port("pooler"))}


def _set_up_django(built: House, elsewhere: dict[str, str]) -> None:
    from django.db import connections
    from django.test.utils import setup_test_environment

    setup_test_environment(debug=False)
    place = conninfo.conninfo_to_dict(built.admin_dsn)
    for alias, role in (("default", DatabaseRole.APP), ("door", DatabaseRole.DOOR)):
        connections[alias].settings_dict.update(
            {"HOST": place["host"], "PORT": place["port"], **elsewhere},
            NAME=built.dbname,
            USER=str(role),
            PASSWORD=built.password,
        )


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


@pytest.fixture(autouse=True)
def _language_of_the_house() -> None:
    """Every test begins in English, whatever language the last request of the one before was answered in."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def cast(house: House) -> Any:
    """A fresh cast, in organisations of its own."""
    from tests.cast import assemble

    return assemble(house.admin_dsn)


@pytest.fixture
def browser_of(house: House) -> Callable[..., Any]:
    """A Django test client signed in as a player of the cast; as nobody without one."""
    from django.conf import settings
    from django.test import Client

    def client_of(player: Any = None) -> Client:
        client = Client(raise_request_exception=False)
        if player is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = player.cookie
        return client

    return client_of
