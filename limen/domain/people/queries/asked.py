"""Whether the persons of a case were asked what a registration must hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.people.names import Told
from limen.domain.people.queries.reach import nationalities_within, persons_and_how_far
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class AskedCard:
    """What was asked of one person."""

    called: str
    is_birth_asked: bool
    has_nationality: bool


def asked_of(persons: Collection[UUID], *, by: Actor, at: datetime) -> dict[UUID, AskedCard]:
    """Those of them whom the actor may know of, by id. Four queries, however many they are."""
    listed, _read = persons_and_how_far(persons, by=by, at=at)
    nationalities = nationalities_within(by, at=at).filter(person_id__in=listed, ended_at=None)
    with_one = set(nationalities.values_list("person_id", flat=True))
    return {
        key: AskedCard(
            called=row.called,
            is_birth_asked=row.birth_state != Told.NOT_ASKED,
            has_nationality=key in with_one,
        )
        for key, row in listed.items()
    }
