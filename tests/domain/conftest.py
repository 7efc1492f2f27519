"""What the stories of the acts have in common."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.conftest import House
from tests.domain.told import Journal


@pytest.fixture
def journal(house: House) -> Journal:
    """The journal, read past the walls."""
    return Journal(house)


@pytest.fixture
def now() -> datetime:
    """The instant of the story: the database's own clock decides what has ended."""
    return datetime.now(UTC)
