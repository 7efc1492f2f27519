"""The door as it stands at the beginning of a test: no wait left over from another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.conftest import House
from tests.sign_in.people import Person, person


@pytest.fixture(autouse=True)
def door(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has tried anything yet, and passwords are hashed in a hurry."""
    from limen.site.sign_in import hashing
    from limen.site.sign_in.models import Brake

    # A browser test may have left its event loop in this thread; the rows of a test are none of its business.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    Brake.objects.all().delete()
    monkeypatch.setattr(hashing.Argon2, "memory_cost", 256)
    monkeypatch.setattr(hashing.Argon2, "time_cost", 1)


@pytest.fixture
def berg(cast: Cast) -> Person:
    """An officer with a password and an authenticator app."""
    return person(cast.berg)


@pytest.fixture
def newcomer(cast: Cast) -> Person:
    """An officer with a password and nothing else."""
    return person(cast.berg, app=False)


@pytest.fixture
def rows(house: House) -> Callable[..., list[tuple[Any, ...]]]:
    """Ask the database past every wall."""
    import psycopg

    def ask(query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(house.admin_dsn, autocommit=True) as connection:
            found = connection.execute(query, values)
            return found.fetchall() if found.description else []

    return ask
