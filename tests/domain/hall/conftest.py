"""The office of the stories: Costa has set its hours."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.cast import Cast

if TYPE_CHECKING:
    from limen.domain.hall.events import HoursSet


@pytest.fixture
def hours(cast: Cast, now: datetime) -> HoursSet:
    """Open on weekdays from nine to twelve; two at once, half an hour each."""
    from limen.domain.hall.commands.running import set_hours
    from tests.domain.hall.visits import OPENING

    return set_hours(cast.unit, opening=OPENING, version=0, by=cast.costa.actor, at=now)
