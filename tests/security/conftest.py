"""Windows onto the database for the tests of the walls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from limen.site.postgres.roles import DatabaseRole
from tests.conftest import House
from tests.security.window import Window


def _window(dsn: str) -> Iterator[Window]:
    window = Window(dsn)
    yield window
    window.close()


@pytest.fixture(scope="session")
def app(house: House) -> Iterator[Window]:
    """Raw SQL as the web server's role: no filter of the application, only row security."""
    yield from _window(house.dsn(DatabaseRole.APP))


@pytest.fixture(scope="session")
def door(house: House) -> Iterator[Window]:
    """Raw SQL as the role that signs people in."""
    yield from _window(house.dsn(DatabaseRole.DOOR))


@pytest.fixture(scope="session")
def admin(house: House) -> Iterator[Window]:
    """Raw SQL as the stage hands, who see everything."""
    yield from _window(house.admin_dsn)
