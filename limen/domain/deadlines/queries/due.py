"""What is due: running clocks of many cases by their day, paged by key, and counted up to a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.cases.models import Opening
from limen.domain.cases.queries.lists import COUNTED_UP_TO, Count
from limen.domain.deadlines.models import Clock
from limen.domain.deadlines.names import ClockState, Effect
from limen.domain.deadlines.queries.clocks import ClockCard, card_of
from limen.domain.deadlines.queries.seen import clocks_of_own, clocks_seen_by
from limen.foundation.actors import Actor, Reach
from limen.foundation.statements import asked

PAGE = 50
ONE_BY_ONE = 8  # so many units are asked one by one; more of them hold so much that all clocks are read

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
class _Asks:
    """What is asked for: due from a day to another, both counted; `is_omission`: only what should have
    happened by then."""

    whose: Whose
    effect: Effect | None
    unit_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    is_omission: bool = False
    place: DueKey | None = None
    is_back: bool = False


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
    unit_id: UUID | None = None,
    after: DueKey | None = None,
    before: DueKey | None = None,
) -> DuePage:
    """A page of running clocks, the earliest day first; `on` is today at the desk, `unit_id` one of the units
    whose files one reads. Two queries: which they are, and what they say."""
    backwards, until = before is not None, _until(within, on)
    asks = _Asks(
        whose=whose,
        effect=effect,
        unit_id=unit_id,
        since=on if until and within is not Within.OVERDUE else None,
        until=until,
        is_omission=within is Within.OVERDUE,
        place=after or before,
        is_back=backwards,
    )
    ids = [row[0] for row in asked(_first, (asks, PAGE + 1), by=by, at=at)]
    is_more, ids = len(ids) > PAGE, ids[:PAGE]
    rows = clocks_seen_by(by, at=at).filter(pk__in=ids).select_related("case").order_by("due_on", "id")
    cards = tuple(_card(row) for row in rows) if ids else ()
    return DuePage(
        cards=cards,
        before=_key(cards[0]) if cards and (is_more if backwards else after) else None,
        after=_key(cards[-1]) if cards and (True if backwards else is_more) else None,
    )


def due_of_mine(*, begins: date, ends: date, by: Actor, at: datetime, at_most: int) -> list[DueCard]:
    """Running clocks in the cases given to the actor by name, due from a day to another, both counted; the
    earliest first. One query."""
    rows = clocks_of_own(by).filter(state=ClockState.RUNNING, due_on__gte=begins, due_on__lte=ends)
    found = rows.select_related("case").order_by("due_on", "id")[:at_most]
    return [_card(row) for row in found]


def count_due(
    *,
    whose: Whose,
    effect: Effect | None = None,
    unit_id: UUID | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> dict[Within, Count]:
    """How many there are within each span, up to a limit. One query: the days of the earliest ones."""
    asks = _Asks(whose=whose, effect=effect, unit_id=unit_id)
    days = [(due_on, kind) for _, due_on, kind in asked(_first, (asks, COUNTED_UP_TO + 1), by=by, at=at)]
    is_cut = len(days) > COUNTED_UP_TO
    last = days[-1][0] if days else None
    counts: dict[Within, Count] = {}
    for within in Within:
        until = _until(within, on)
        inside = sum(_counts(within, due_on, kind, on) for due_on, kind in days[:COUNTED_UP_TO])
        # Days come in order: a span that ends before the last one that was looked at is counted whole.
        is_more = is_cut and last is not None and (until is None or last <= until)
        counts[within] = Count(found=inside, is_more=is_more)
    return counts


def _first(by: Actor, at: datetime, given: tuple[_Asks, int]) -> QuerySet[Clock, Any]:
    """The first so many, the earliest day first or the last: their ids, days and effects."""
    asks, at_most = given
    order = ("-due_on", "-id") if asks.is_back else ("due_on", "id")
    rows = Clock.objects.filter(state=ClockState.RUNNING)
    if asks.effect:
        rows = rows.filter(effect=asks.effect)
    if asks.since:
        rows = rows.filter(due_on__gte=asks.since)
    if asks.until:
        rows = rows.filter(due_on__lte=asks.until)
    if asks.is_omission:
        rows = rows.filter(effect__in=OVERDUE)
    if asks.place:
        rows = rows.filter(_beyond(asks.place, is_back=asks.is_back))
    parts = [
        (rows & part).order_by(*order).values_list("id", "due_on", "effect")[:at_most]
        for part in _parts(asks, by, at)
    ]
    return parts[0].union(*parts[1:]).order_by(*order)[:at_most] if len(parts) > 1 else parts[0]


def _parts(asks: _Asks, by: Actor, at: datetime) -> list[QuerySet[Clock]]:
    """Where to look. Each part is read in the order of an index, until there is enough of it: a unit by its
    own, very many units by that of all clocks; and what was given by name, which is never much."""
    mine, seen = clocks_of_own(by), clocks_seen_by(by, at=at)
    if asks.unit_id:
        return [seen.filter(unit_id=asks.unit_id)]
    if asks.whose is Whose.MINE:
        return [mine]
    units = by.units_within(Reach.READ)
    by_unit = [Q(unit_id=unit) for unit in units] if len(units) <= ONE_BY_ONE else [Q(unit_id__in=units)]
    opened = Opening.objects.filter(member_id=by.id, until_at__gt=at).values("case_id")
    return [*(seen.filter(part) for part in by_unit), mine, seen.filter(case_id__in=opened)]


def _beyond(place: DueKey, *, is_back: bool) -> Q:
    """After a row in this order: first the bound that the index understands, then the tie."""
    if is_back:
        return Q(due_on__lte=place.due_on) & (Q(due_on__lt=place.due_on) | Q(id__lt=place.id))
    return Q(due_on__gte=place.due_on) & (Q(due_on__gt=place.due_on) | Q(id__gt=place.id))


def _until(within: Within, on: date) -> date | None:
    """The last day of the span; None when it has no end."""
    match within:
        case Within.OVERDUE:
            return on - timedelta(days=1)
        case Within.ANY:
            return None
        case _days:
            return on + timedelta(days=int(within))


def _counts(within: Within, due_on: date | None, effect: str, on: date) -> bool:
    """Whether a clock belongs to the span: the same as `_Asks`, for one that was fetched."""
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
