"""Pairs of records for the stories of proposals and links."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from limen.domain.duplicates.commands.answering import merge
from limen.domain.duplicates.commands.proposing import propose
from limen.domain.duplicates.events import Merged
from limen.domain.people.names import Birth, Registration, Sex, Told
from limen.foundation.ids import new_id
from limen.likeness.days import exact_day
from tests.cast import Cast, Player
from tests.domain.people.registrations import named, registered

HEARD = Registration(
    names=(named("Kareemi", "Nadya"),),
    birth=Birth.told(exact_day(1991, 3, 22, told="22.3.1991")),
    sex=Sex.FEMALE,
    sex_state=Told.TOLD,
)


class Pair(NamedTuple):
    """Two records, and the cases through which they are seen."""

    first: UUID
    second: UUID
    first_case: UUID
    second_case: UUID


def pair_of(cast: Cast, at: datetime) -> Pair:
    """Registered one after the other by Costa, in her unit."""
    one, other = registered(cast.costa, at), registered(cast.costa, at, HEARD)
    return Pair(one.person_id, other.person_id, one.case_id, other.case_id)


def proposed(pair: Pair, *, by: Player, at: datetime) -> UUID:
    """Somebody thinks the two are one."""
    event = propose(
        pair.first, other_id=pair.second, why="The same voice.", proposal_id=new_id(), by=by.actor, at=at
    )
    return event.proposal_id


def merged(pair: Pair, cast: Cast, at: datetime) -> Merged:
    """Proposed by Grit and decided by Costa: the first record stands for both."""
    return merge(
        proposed(pair, by=cast.grit, at=at),
        kept_id=pair.first,
        merging_id=new_id(),
        why="Her passport.",
        by=cast.costa.actor,
        at=at,
    )
