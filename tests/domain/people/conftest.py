"""The person of the stories: Nadia, party to Amina's case, whom Berg may write about."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from tests.cast import ON, Cast


@pytest.fixture
def nadia(cast: Cast, now: datetime) -> UUID:
    """Somebody on record."""
    from limen.domain.cases.commands.joining import add_party
    from limen.domain.cases.names import PartyPart
    from limen.foundation.ids import new_id
    from tests.domain.people.registrations import NADIA

    added = add_party(
        cast.case, person_id=new_id(), part=PartyPart.FAMILY, told=NADIA, on=ON, by=cast.berg.actor, at=now
    )
    return added.person_id
