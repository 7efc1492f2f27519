"""What the stories of the worker have in common."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest


@pytest.fixture
def now() -> datetime:
    """The instant of the story: the database's own clock decides what has ended."""
    return datetime.now(UTC)
