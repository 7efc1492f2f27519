"""The case of the stories."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.cast import Cast
from tests.domain.people.conftest import nadia

__all__ = ["nadia", "story"]

if TYPE_CHECKING:
    from tests.domain.decisions.story import Story


@pytest.fixture
def story(cast: Cast, now: datetime) -> Story:
    """Opened by Costa for two people, and given to Berg."""
    from tests.domain.decisions.story import story_of

    return story_of(cast, now)
