"""Which special needs are on record, and which are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from limen.domain.people.models import Need, NeedReview
from limen.domain.people.names import Guarantee, NeedCategory
from limen.domain.people.queries.reach import persons_and_how_far
from limen.foundation.actors import Actor

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class DueNeed:
    """A need whose day has come, of somebody whose file the actor reads."""

    id: UUID
    person_id: UUID
    called: str
    category: NeedCategory
    review_on: date


@dataclass(frozen=True, kw_only=True)
class DueNeeds:
    """One page. `after` is the key of the next one, if there is one."""

    needs: tuple[DueNeed, ...]
    after: tuple[date, UUID] | None


@dataclass(frozen=True, kw_only=True)
class NeedOnRecord:
    """A need that still counts, what follows from it, and when it was last written about."""

    person_id: UUID
    called: str
    category: NeedCategory
    guarantees: tuple[Guarantee, ...]
    words: str
    changed_at: datetime


def needs_on_record(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> list[NeedOnRecord]:
    """The needs of these persons that were on record by then and have not ended, of those whose file the
    actor reads. Four queries."""
    persons, read = persons_and_how_far(set(person_ids), by=by, at=at)
    rows = list(
        Need.objects.filter(person_id__in=read, added_at__lte=at, ended_at=None).order_by("observed_on", "id")
    )
    looked = dict(
        NeedReview.objects.filter(person_id__in=read, added_at__lte=at, need__in=[row.pk for row in rows])
        .order_by("added_at")
        .values_list("need_id", "added_at")
    )
    return [
        NeedOnRecord(
            person_id=row.person_id,
            called=persons[row.person_id].called,
            category=NeedCategory(row.category),
            guarantees=tuple(map(Guarantee, row.guarantees)),
            words=row.guarantee_words or "",
            changed_at=max(row.added_at, looked.get(row.pk, row.added_at)),
        )
        for row in rows
    ]


def needs_due(*, on: date, by: Actor, at: datetime, after: tuple[date, UUID] | None = None) -> DueNeeds:
    """Needs to be looked at by that day, the longest due first. At most three queries.

    Row security chooses the rows and the application's own filter is asked about these alone: collecting
    first everybody whom one reads would read the whole table.
    """
    due = Need.objects.filter(organisation_id=by.organisation_id, ended_at=None, review_on__lte=on)
    if after:
        due = due.filter(Q(review_on__gt=after[0]) | Q(review_on=after[0], id__gt=after[1]))
    rows = list(due.order_by("review_on", "id")[: PAGE + 1])
    shown = rows[:PAGE]
    persons, read = persons_and_how_far({row.person_id for row in shown}, by=by, at=at)
    return DueNeeds(
        needs=tuple(
            DueNeed(
                id=row.id,
                person_id=row.person_id,
                called=persons[row.person_id].called,
                category=NeedCategory(row.category),
                review_on=row.review_on,
            )
            for row in shown
            if row.person_id in read
        ),
        after=(shown[-1].review_on, shown[-1].id) if len(rows) > PAGE else None,
    )
