"""Who on record may be the same as somebody who is being registered: asked while one types, and by the
act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from limen.domain.duplicates.queries.checking import LikelyCard, likely
from limen.domain.people.names import Registration
from limen.domain.people.queries.reach import persons_within
from limen.domain.registration.names.told import MemberTold
from limen.foundation.actors import Actor, Reach


@dataclass(frozen=True, kw_only=True)
class Likely:
    """Who on record may be one person of the family, each once, and which records the clerk may use."""

    person_id: UUID
    called: str
    cards: tuple[LikelyCard, ...]
    writable: frozenset[UUID]


def likely_for(told: Registration, *, person_id: UUID, by: Actor, at: datetime) -> Likely:
    """What there is for one person. It answers from what the actor may see."""
    cards = likely(told, by=by, at=at) if told.names else ()
    ids = [card.id for card in cards]
    written = persons_within(by, need=Reach.WORK, at=at).filter(pk__in=ids) if ids else None
    return Likely(
        person_id=person_id,
        called=told.names[0].written if told.names else "",
        cards=cards,
        writable=frozenset(written.values_list("pk", flat=True)) if written is not None else frozenset(),
    )


def not_looked_at(members: Iterable[MemberTold], *, by: Actor, at: datetime) -> list[Likely]:
    """Likely records that the clerk has neither dismissed nor taken, for each person who is new."""
    members = list(members)
    used = {one.person_id for one in members if one.is_on_record}
    found = []
    for member in members:
        if member.is_on_record:
            continue
        alike = likely_for(member.told, person_id=member.person_id, by=by, at=at)
        new = tuple(card for card in alike.cards if not card.ids & {*member.seen, *used})
        if new:
            found.append(replace(alike, cards=new))
    return found
