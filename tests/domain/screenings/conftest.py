"""The people of these stories: Dina, cleared for what is medical, and Samira, party to her case. All
invented."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from tests.cast import Cast, Player, clear
from tests.conftest import House


@pytest.fixture
def dina(house: House, cast: Cast) -> Player:
    """The caseworker, cleared."""
    return clear(house.admin_dsn, cast.dina, "medical")


@pytest.fixture
def samira(cast: Cast, dina: Player, now: datetime) -> UUID:
    """Somebody on record, part of Dina's case."""
    from tests.domain.screenings.papers import joined

    return joined(cast, dina, now)
