"""Lists of cases: a unit's, my own, those shared with us. Each is one query and pages by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.cases.models import Case, Wall
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.reach import cases_assigned_to, shared_with
from limen.foundation.actors import Actor, Reach
from limen.foundation.copies import rows_of_a_copy

PAGE = 50
COUNTED_UP_TO = 1000


@dataclass(frozen=True, kw_only=True)
class CaseCard:
    """A case as a list shows it."""

    id: UUID
    reference: str
    called: str
    phase: Phase
    opened_on: date
    is_restricted: bool


@dataclass(frozen=True, kw_only=True)
class Key:
    """Where a page ends or begins: the sort value of its outermost row, and the row."""

    opened_on: date
    id: UUID


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """One page of a list, and the keys of its neighbours."""

    cards: tuple[CaseCard, ...]
    before: Key | None
    after: Key | None


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many, counted up to a limit: beyond it the honest answer is "more than"."""

    found: int
    is_more: bool


def cases_in_unit(
    unit_id: UUID, *, by: Actor, after: Key | None = None, before: Key | None = None
) -> CasePage:
    """Open cases of one unit into which the actor reaches, oldest first."""
    return _page(_in_unit(unit_id, by), after=after, before=before)


def cases_assigned_to_me(
    *, by: Actor, at: datetime, after: Key | None = None, before: Key | None = None
) -> CasePage:
    """Open cases assigned to the actor, oldest first."""
    return _page(_assigned(by), after=after, before=before)


def cases_shared_with_us(
    *, by: Actor, at: datetime, after: Key | None = None, before: Key | None = None
) -> CasePage:
    """Open cases that others share with the actor's units, oldest first."""
    return _page(_shared(by, at), after=after, before=before)


def count_in_unit(unit_id: UUID, *, by: Actor) -> Count:
    """How many cases `cases_in_unit` would list, up to a limit."""
    return _count(_in_unit(unit_id, by))


def count_assigned_to_me(*, by: Actor, at: datetime) -> Count:
    """How many cases are assigned to the actor, up to a limit."""
    return _count(_assigned(by))


def count_shared_with_us(*, by: Actor, at: datetime) -> Count:
    """How many cases are shared with the actor's units, up to a limit."""
    return _count(_shared(by, at))


def _in_unit(unit_id: UUID, by: Actor) -> QuerySet[Case]:
    if unit_id not in by.units_within(Reach.LIST):
        return Case.objects.none()
    walls = Wall.objects.filter(member_id=by.id, until_at=None).values("case_id")
    # `~Q(phase="closed")` to the letter: it is the condition of the index.
    open_there = Q(unit_id=unit_id) & ~Q(phase="closed") & Q(is_restricted=False)
    return Case.objects.filter(open_there).exclude(is_walled=True, id__in=walls)


def _assigned(by: Actor) -> QuerySet[Case]:
    return cases_assigned_to(by).filter(~Q(phase="closed"))


def _shared(by: Actor, at: datetime) -> QuerySet[Case]:
    return Case.objects.filter(shared_with(by, at=at) & ~Q(phase="closed"))


def _page(cases: QuerySet[Case], *, after: Key | None, before: Key | None) -> CasePage:
    backwards = before is not None
    if after:
        cases = cases.filter(opened_on__gte=after.opened_on).filter(
            Q(opened_on__gt=after.opened_on) | Q(id__gt=after.id)
        )
    elif before:
        cases = cases.filter(opened_on__lte=before.opened_on).filter(
            Q(opened_on__lt=before.opened_on) | Q(id__lt=before.id)
        )
    order = ("-opened_on", "-id") if backwards else ("opened_on", "id")
    columns = ("id", "reference", "called", "phase", "opened_on", "is_restricted")
    asked = cases.order_by(*order).values_list(*columns)[: PAGE + 1]
    rows = rows_of_a_copy(asked, key=lambda row: row[0], still_there=lambda ids: _still_in(cases, ids))
    is_more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    cards = tuple(
        CaseCard(id=r[0], reference=r[1], called=r[2], phase=Phase(r[3]), opened_on=r[4], is_restricted=r[5])
        for r in rows
    )
    return CasePage(
        cards=cards,
        before=_key(cards[0]) if cards and (is_more if backwards else after) else None,
        after=_key(cards[-1]) if cards and (True if backwards else is_more) else None,
    )


def _still_in(cases: QuerySet[Case], ids: list[UUID]) -> set[UUID]:
    """Which of these the primary would list too: the same question, by its key."""
    return set(cases.filter(id__in=ids).order_by().values_list("id", flat=True))


def _key(card: CaseCard) -> Key:
    return Key(opened_on=card.opened_on, id=card.id)


def _count(cases: QuerySet[Case]) -> Count:
    found = cases.order_by()[: COUNTED_UP_TO + 1].count()
    return Count(found=min(found, COUNTED_UP_TO), is_more=found > COUNTED_UP_TO)
