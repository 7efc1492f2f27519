"""Which cases a term of the law touches: live clocks under it, as far as the actor may read their cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from limen.domain.cases.queries.lists import COUNTED_UP_TO, Count
from limen.domain.deadlines.models import Clock
from limen.domain.deadlines.names import LIVE, ClockState
from limen.domain.deadlines.queries.seen import clocks_seen_by
from limen.foundation.actors import Actor

PAGE = 50
_STANDS_STILL = date.max  # where a clock without a due date is sorted


@dataclass(frozen=True, kw_only=True)
class TouchedCard:
    """One live clock and the case it runs in. `due_on` is None while it stands still."""

    clock_id: UUID
    case_id: UUID
    reference: str
    called: str
    about: str
    state: ClockState
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Key:
    """Where a page ends or begins: the day of its outermost row, and the row."""

    due_on: date
    id: UUID


@dataclass(frozen=True, kw_only=True)
class TouchedPage:
    """One page, and the keys of its neighbours."""

    cards: tuple[TouchedCard, ...]
    before: Key | None
    after: Key | None


def touched_by(
    pack: str, term: str, *, by: Actor, at: datetime, after: Key | None = None, before: Key | None = None
) -> TouchedPage:
    """Live clocks under the term, those due first first; clocks that stand still come last. One query."""
    clocks = _live(pack, term, by, at).annotate(
        by_day=Coalesce(F("due_on"), Value(_STANDS_STILL, output_field=DateField()))
    )
    backwards = before is not None
    if after:
        clocks = clocks.filter(Q(by_day__gt=after.due_on) | Q(by_day=after.due_on, id__gt=after.id))
    elif before:
        clocks = clocks.filter(Q(by_day__lt=before.due_on) | Q(by_day=before.due_on, id__lt=before.id))
    order = ("-by_day", "-id") if backwards else ("by_day", "id")
    columns = ("id", "case_id", "case__reference", "case__called", "about", "state", "due_on")
    rows = list(clocks.order_by(*order).values_list(*columns)[: PAGE + 1])
    is_more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    cards = tuple(_card(row) for row in rows)
    return TouchedPage(
        cards=cards,
        before=_key(cards[0]) if cards and (is_more if backwards else after) else None,
        after=_key(cards[-1]) if cards and (True if backwards else is_more) else None,
    )


def count_touched(pack: str, term: str, *, by: Actor, at: datetime) -> Count:
    """How many there are, up to a limit."""
    found = _live(pack, term, by, at).order_by()[: COUNTED_UP_TO + 1].count()
    return Count(found=min(found, COUNTED_UP_TO), is_more=found > COUNTED_UP_TO)


def _live(pack: str, term: str, by: Actor, at: datetime) -> QuerySet[Clock]:
    return clocks_seen_by(by, at=at).filter(pack=pack, term=term, state__in=LIVE)


def _card(row: tuple[Any, ...]) -> TouchedCard:
    return TouchedCard(
        clock_id=row[0], case_id=row[1], reference=row[2], called=row[3], about=row[4],
        state=ClockState(row[5]), due_on=row[6],
    )  # fmt: skip


def _key(card: TouchedCard) -> Key:
    return Key(due_on=card.due_on or _STANDS_STILL, id=card.clock_id)
