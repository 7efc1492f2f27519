"""The people of the stories: Nadia and Omid in Amina's case, Sara who is hidden from Berg, and Elio's
Celeste."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest

from tests.cast import ON, Cast, Player


@dataclass(frozen=True, kw_only=True)
class Family:
    """Nadia and Omid are read by Berg and Costa; Sara by Costa alone, in the other case of the unit."""

    nadia: UUID
    omid: UUID
    sara: UUID


@pytest.fixture
def family(cast: Cast, now: datetime) -> Family:
    """Three persons on record."""
    from limen.domain.cases.commands.joining import add_party
    from limen.domain.cases.names import PartyPart
    from limen.domain.people.names import Registration
    from limen.foundation.ids import new_id
    from tests.domain.people.registrations import NADIA, named

    def joined(case: UUID, told: Registration, by: Player) -> UUID:
        return add_party(
            case, person_id=new_id(), part=PartyPart.FAMILY, told=told, on=ON, by=by.actor, at=now
        ).person_id

    return Family(
        nadia=joined(cast.case, NADIA, cast.berg),
        omid=joined(cast.case, Registration(names=(named("Omid", "Karimi"),)), cast.berg),
        sara=joined(cast.other_case, Registration(names=(named("Sara", "Karimi"),)), cast.costa),
    )
