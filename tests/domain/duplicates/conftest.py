"""Two records that may be one person: Nadia, registered twice by Costa, once as others heard her name."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from tests.cast import Cast


@pytest.fixture
def pair(cast: Cast, now: datetime) -> Any:
    """Two records."""
    from tests.domain.duplicates.pairs import pair_of

    return pair_of(cast, now)


@pytest.fixture
def proposal(cast: Cast, now: datetime, pair: Any) -> UUID:
    """Proposed by Grit, who reads both; Costa may answer."""
    from tests.domain.duplicates.pairs import proposed

    return proposed(pair, by=cast.grit, at=now)
