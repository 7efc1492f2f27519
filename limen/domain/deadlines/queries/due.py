"""What is due: running clocks of many cases by their day, paged by key, and counted up to a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.cases.queries.lists import COUNTED_UP_TO, Count
from limen.domain.cases.queries.reach import cases_assigned_to
from limen.domain.deadlines.models import Clock
from limen.domain.deadlines.names import ClockState, Effect
from limen.domain.deadlines.queries.clocks import ClockCard, card_of
from limen.domain.deadlines.queries.seen import clocks_seen_by
from limen.foundation.actors import Actor

PAGE = 50

# The end of these means that something should have happened by then. An earliest day or an end of validity
# that has passed is news, and no omission.
OVERDUE = (Effect.LIMIT, Effect.TARGET, Effect.REVIEW, Effect.STORAGE)


class Whose(StrEnum):
    """Of which cases: those given to me by name, or all whose file I may read."""

    MINE = "mine"
    UNIT = "unit"


class Within(StrEnum):
    """How soon."""

    OVERDUE = "overdue"
    WEEK = "7"
    MONTH = "30"
    ANY = "any"


@dataclass(frozen=True, kw_only=True)
class DueKey:
    """Where a page ends or begins: the day of its outermost row, and the row."""

    due_on: date
    id: UUID


@dataclass(frozen=True, kw_only=True)
class DueCard:
    """A running clock, and the case that it belongs to."""

    clock: ClockCard
    reference: str
    called: str


@dataclass(frozen=True, kw_only=True)
class DuePage:
    """One page of what is due, and the keys of its neighbours."""

    cards: tuple[DueCard, ...]
    before: DueKey | None
    after: DueKey | None


def clocks_due(
    *,
    whose: Whose,
    within: Within,
    effect: Effect | None,
    on: date,
    by: Actor,
    at: datetime,
    after: DueKey | None = None,
    before: DueKey | None = None,
) -> DuePage:
    """A page of running clocks, the earliest day first; `on` is today at the desk. One query."""
    rows = _running(whose, effect, by, at).filter(_within(within, on))
    backwards = before is not None
    if after:
        rows = rows.filter(due_on__gte=after.due_on).filter(Q(due_on__gt=after.due_on) | Q(id__gt=after.id))
    elif before:
        rows = rows.filter(due_on__lte=before.due_on).filter(
            Q(due_on__lt=before.due_on) | Q(id__lt=before.id)
        )
    order = ("-due_on", "-id") if backwards else ("due_on", "id")
    found = list(rows.select_related("case").order_by(*order)[: PAGE + 1])
    is_more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        found.reverse()
    cards = tuple(_card(row) for row in found)
    return DuePage(
        cards=cards,
        before=_key(cards[0]) if cards and (is_more if backwards else after) else None,
        after=_key(cards[-1]) if cards and (True if backwards else is_more) else None,
    )


def due_of_mine(*, begins: date, ends: date, by: Actor, at: datetime, at_most: int) -> list[DueCard]:
    """Running clocks in the cases given to the actor by name, due from a day to another, both counted; the
    earliest first. One query."""
    rows = _running(Whose.MINE, None, by, at).filter(due_on__gte=begins, due_on__lte=ends)
    found = rows.select_related("case").order_by("due_on", "id")[:at_most]
    return [_card(row) for row in found]


def count_due(
    *, whose: Whose, effect: Effect | None = None, on: date, by: Actor, at: datetime
) -> dict[Within, Count]:
    """How many there are within each span, up to a limit. One query: the days of the earliest ones."""
    rows = _running(whose, effect, by, at).order_by("due_on", "id")
    days = list(rows.values_list("due_on", "effect")[: COUNTED_UP_TO + 1])
    is_cut = len(days) > COUNTED_UP_TO
    last = days[-1][0] if days else None
    counts: dict[Within, Count] = {}
    for within in Within:
        until = _until(within, on)
        inside = sum(_counts(within, due_on, effect, on) for due_on, effect in days[:COUNTED_UP_TO])
        # Days come in order: a span that ends before the last one that was looked at is counted whole.
        is_more = is_cut and last is not None and (until is None or last <= until)
        counts[within] = Count(found=inside, is_more=is_more)
    return counts


def _running(whose: Whose, effect: Effect | None, by: Actor, at: datetime) -> QuerySet[Clock]:
    rows = clocks_seen_by(by, at=at).filter(state=ClockState.RUNNING)
    if whose is Whose.MINE:
        rows = rows.filter(case__in=cases_assigned_to(by))
    return rows.filter(effect=effect) if effect else rows


def _until(within: Within, on: date) -> date | None:
    """The last day of the span; None when it has no end."""
    match within:
        case Within.OVERDUE:
            return on - timedelta(days=1)
        case Within.ANY:
            return None
        case _days:
            return on + timedelta(days=int(within))


def _within(within: Within, on: date) -> Q:
    until = _until(within, on)
    if until is None:
        return Q()
    if within is Within.OVERDUE:
        return Q(due_on__lte=until, effect__in=OVERDUE)
    return Q(due_on__gte=on, due_on__lte=until)


def _counts(within: Within, due_on: date | None, effect: str, on: date) -> bool:
    """Whether a clock belongs to the span: the same as `_within`, for one that was fetched."""
    until = _until(within, on)
    if due_on is None or until is None:
        return due_on is not None
    if within is Within.OVERDUE:
        return due_on <= until and effect in OVERDUE
    return on <= due_on <= until


def _card(row: Clock) -> DueCard:
    return DueCard(clock=card_of(row), reference=row.case.reference, called=row.case.called)


def _key(card: DueCard) -> DueKey:
    if card.clock.due_on is None:  # a running clock has a day: a constraint of the table
        raise AssertionError("a running clock that is not due")
    return DueKey(due_on=card.clock.due_on, id=card.clock.id)
