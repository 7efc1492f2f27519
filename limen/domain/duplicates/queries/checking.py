"""Before somebody is put on record: who on record may be the same, one line for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from limen.domain.duplicates import rules
from limen.domain.duplicates.names import ProposalState
from limen.domain.duplicates.queries.groups import are_one, groups_of
from limen.domain.duplicates.queries.reach import proposals_read, proposals_within
from limen.domain.people.names import Registration
from limen.domain.people.queries.ranking import FoundCard
from limen.domain.people.queries.reach import persons_within
from limen.domain.people.queries.search import likely_same
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Obstacle


@dataclass(frozen=True, kw_only=True)
class LikelyCard:
    """Somebody on record who may be the one at the counter. `also` are other records of the same person."""

    found: FoundCard
    also: tuple[UUID, ...]

    @property
    def id(self) -> UUID:
        """The record that is shown."""
        return self.found.id

    @property
    def ids(self) -> frozenset[UUID]:
        """All records of this person: whoever looked at one of them has looked at the person."""
        return frozenset((self.id, *self.also))


def likely(
    told: Registration, *, by: Actor, at: datetime, beside: UUID | None = None
) -> tuple[LikelyCard, ...]:
    """Who on record may be the one who is told of, the likeliest first, records of one person as one line.

    `beside` is the record at hand, when there is one already: it is left out with all that is one with it,
    and so are records that somebody has told apart from it. It answers from what the actor may see.
    """
    cards = likely_same(told, by=by, at=at)
    ids = [card.id for card in cards] + ([beside] if beside else [])
    groups = groups_of(ids, by=by, at=at)
    left_out = _apart_from(beside, by=by, at=at) if beside else set()
    if beside:
        left_out |= set(groups[beside].members) if beside in groups else {beside}
    shown: dict[UUID, LikelyCard] = {}
    for card in cards:
        group = groups.get(card.id)
        members = set(group.members) if group else {card.id}
        if members & left_out:
            continue
        head = group.head if group else card.id
        if head not in shown:
            shown[head] = LikelyCard(found=card, also=tuple(sorted(members - {card.id})))
    return tuple(shown.values())


def obstacles_of_pair(person_id: UUID, other_id: UUID, *, by: Actor, at: datetime) -> list[Obstacle]:
    """Why two records, of which the actor lists both, cannot be proposed now: for the page, before a reason
    is typed. At most four queries."""
    first, second = sorted((person_id, other_id))
    listed = persons_within(by, need=Reach.LIST, at=at).filter(pk__in={first, second})
    houses = {*listed.values_list("organisation_id", flat=True)}
    open_one = proposals_within(by, at=at).filter(
        first_id=first, second_id=second, state=ProposalState.OPEN, proposed_by__isnull=False
    )
    return rules.obstacles_to_proposing(
        is_same_record=first == second,
        is_of_the_house=houses == {by.organisation_id},
        is_open=open_one.exists(),
        is_one=are_one(first, second, by=by, at=at),
        why="-",
    )


def _apart_from(person_id: UUID, *, by: Actor, at: datetime) -> set[UUID]:
    """Records that were told apart from this one, unless the question is open anew. One query."""
    pairs = proposals_read(by, at=at).filter(Q(first_id=person_id) | Q(second_id=person_id))
    rows = pairs.order_by("made_at", "id").values_list("first_id", "second_id", "state")
    latest = {first if second == person_id else second: state for first, second, state in rows}
    return {other for other, state in latest.items() if state == ProposalState.NOT_SAME}
