"""Which records are one person, as far as the actor may read both ends of every link between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.duplicates.models import Merging
from limen.domain.duplicates.queries.reach import mergings_within
from limen.domain.identity.queries.people import names_of
from limen.domain.people.queries.reach import persons_and_how_far
from limen.foundation.actors import Actor

# Every link of the groups to which some records belong, row security permitting: walked along both ends.
_LINKS = """
with recursive group_of(id) as (
    select unnest(%s::uuid[])
    union
    select case when m.kept_id = g.id then m.gone_id else m.kept_id end
        from group_of g
            join duplicates_merging m on m.until_at is null and (m.kept_id = g.id or m.gone_id = g.id)
)
select m.id from duplicates_merging m
    where m.until_at is null and m.gone_id in (select id from group_of)
"""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Records of one person that the actor sees; `head` is the record that stands for the others."""

    head: UUID
    members: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class MergedCard:
    """Another record of the same person. `is_head`: the one that stands for the others. The link is the one
    that joins it to the rest of the group, when there is one between just the two."""

    id: UUID
    called: str
    is_head: bool
    merging_id: UUID | None
    since_at: datetime | None
    proposed_by: str
    decided_by: str


def groups_of(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, Group]:
    """For each of these records that is one with others: the group of those that the actor may read.

    Records that are alone, for this actor, are not in the answer. Two queries, whatever their number.
    """
    links = _links_of(person_ids, by=by, at=at)
    return _groups(links)


def merged_with(person_id: UUID, *, by: Actor, at: datetime) -> tuple[MergedCard, ...]:
    """The other records of a person, the one that stands for the others first. Five queries."""
    links = _links_of([person_id], by=by, at=at)
    group = _groups(links).get(person_id)
    if group is None:
        return ()
    listed, read = persons_and_how_far(group.members, by=by, at=at)
    names = names_of({one for link in links for one in (link.proposed_by_id, link.decided_by_id)}, by=by)
    between = {
        link.kept_id if link.gone_id == person_id else link.gone_id: link
        for link in links
        if person_id in (link.kept_id, link.gone_id)
    }
    cards = [
        _card(other, listed[other].called, group, between.get(other), names)
        for other in group.members
        if other != person_id and other in read
    ]
    return tuple(sorted(cards, key=lambda card: (not card.is_head, card.called, card.id)))


def are_one(first: UUID, second: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether links that the actor sees join two records."""
    group = groups_of([first], by=by, at=at).get(first)
    return group is not None and second in group.members


def _links_of(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> list[Merging]:
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, [list(person_ids)])
        found = [row[0] for row in cursor.fetchall()]
    return list(mergings_within(by, at=at).filter(pk__in=found, until_at=None)) if found else []


def _groups(links: list[Merging]) -> dict[UUID, Group]:
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    gone = {link.gone_id for link in links}
    for link in links:
        beside[link.kept_id].add(link.gone_id)
        beside[link.gone_id].add(link.kept_id)
    found: dict[UUID, Group] = {}
    for start in beside:
        if start not in found:
            members = _reached(start, beside)
            # Records above that the actor may not read leave one head in what they see, for links are a tree.
            head = min(members - gone, default=min(members))
            group = Group(head=head, members=tuple(sorted(members)))
            found |= dict.fromkeys(members, group)
    return found


def _reached(start: UUID, beside: dict[UUID, set[UUID]]) -> set[UUID]:
    reached, waiting = {start}, [start]
    while waiting:
        news = beside[waiting.pop()] - reached
        reached |= news
        waiting += news
    return reached


def _card(other: UUID, called: str, group: Group, link: Merging | None, names: dict[UUID, str]) -> MergedCard:
    return MergedCard(
        id=other,
        called=called,
        is_head=other == group.head,
        merging_id=link.id if link else None,
        since_at=link.since_at if link else None,
        proposed_by=names.get(link.proposed_by_id, "") if link else "",
        decided_by=names.get(link.decided_by_id, "") if link else "",
    )
