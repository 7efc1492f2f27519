"""Lists that one person alone may not take out: what waits for a second person, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.cases.queries.lists import Count
from limen.domain.identity.queries.people import names_of
from limen.domain.worklists.models import Release
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden

SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class ReleaseCard:
    """Who asks to take out what, and what was said to it: None as long as nobody has answered. `count` is
    what who asked saw of the list; somebody else may see less of it."""

    id: UUID
    unit_id: UUID
    member_id: UUID
    is_own: bool
    asked: str
    count: int
    why: str
    by_name: str
    is_mine: bool
    asked_at: datetime
    is_agreed: bool | None
    answer_why: str
    answered_by: str
    is_taken: bool
    until_at: datetime


def releases_within(by: Actor) -> QuerySet[Release]:
    """The application's own wall: what one asked oneself, and what is of units whose files one reads."""
    return Release.objects.filter(Q(member_id=by.id) | Q(unit_id__in=by.units_within(Reach.READ)))


def releases_for(*, by: Actor, at: datetime) -> list[ReleaseCard]:
    """What waits for an answer, and my own that were answered and not yet taken out, as long as each may be.
    Two queries."""
    rows = releases_within(by).filter(taken_at=None, until_at__gt=at)
    rows = rows.filter(Q(answered_at=None) | Q(member_id=by.id))
    return _cards(list(rows.order_by("-asked_at", "id")[:SHOWN]), by)


def count_to_answer(*, by: Actor, at: datetime) -> Count:
    """How many wait for the answer of somebody like the actor. One query."""
    rows = releases_within(by).filter(answered_at=None, until_at__gt=at)
    return _counted(rows.exclude(member_id=by.id))


def count_answered(*, by: Actor, at: datetime) -> Count:
    """How many of my own were answered and are neither taken out nor over. One query."""
    return _counted(
        Release.objects.filter(
            member_id=by.id, answered_at__isnull=False, taken_at__isnull=True, until_at__gt=at
        )
    )


def _counted(rows: QuerySet[Release]) -> Count:
    found = rows.order_by()[: SHOWN + 1].count()
    return Count(found=min(found, SHOWN), is_more=found > SHOWN)


def release_sheet(release_id: UUID, *, by: Actor) -> ReleaseCard:
    """One of them. Raises `Hidden`."""
    cards = _cards(list(releases_within(by).filter(pk=release_id)), by)
    if not cards:
        raise Hidden(f"release {release_id}")
    return cards[0]


def locked_release(release_id: UUID, *, by: Actor) -> Release:
    """One of them, locked for the rest of the act, so that two answers never count. What the actor cannot
    change the database does not lock: it is given back as it is, to be refused. Raises `Hidden`."""
    rows = releases_within(by).filter(pk=release_id)
    row = rows.select_for_update(of=("self",)).first() or rows.first()
    if row is None:
        raise Hidden(f"release {release_id}")
    return row


def _cards(rows: list[Release], by: Actor) -> list[ReleaseCard]:
    people = {row.member_id for row in rows} | {row.answered_by_id for row in rows if row.answered_by_id}
    names = names_of(people, by=by)
    return [
        ReleaseCard(
            id=row.id,
            unit_id=row.unit_id,
            member_id=row.member_id,
            is_own=row.is_own,
            asked=row.asked,
            count=row.count,
            why=row.why,
            by_name=names.get(row.member_id, ""),
            is_mine=row.member_id == by.id,
            asked_at=row.asked_at,
            is_agreed=row.is_agreed,
            answer_why=row.answer_why,
            answered_by=names.get(row.answered_by_id, "") if row.answered_by_id else "",
            is_taken=row.taken_at is not None,
            until_at=row.until_at,
        )
        for row in rows
    ]
