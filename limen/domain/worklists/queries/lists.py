"""A worklist: rows of a unit or of mine, filtered, in any of its orders, paged by key, counted honestly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Func, Q, QuerySet, Value

from limen.domain.cases.models import Assignment, Opening, Wall
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.lists import COUNTED_UP_TO, Count
from limen.domain.cases.queries.reach import of_own
from limen.domain.identity.queries.people import names_of
from limen.domain.tasks.queries import cases_found
from limen.domain.worklists.models import ReleasedCase, Row
from limen.domain.worklists.names import NEVER, Question, SortedBy, Whose
from limen.foundation.actors import Actor, Reach
from limen.foundation.statements import asked, counted

PAGE = 50
_WORKS_ON_CASES = "cases.declare_conflict"  # see `cases.queries.reach`
_COLUMN = {
    SortedBy.DUE: "due_order",
    SortedBy.LAST: "last_act_at",
    SortedBy.OPENED: "opened_on",
    SortedBy.REFERENCE: "reference",
}


@dataclass(frozen=True, kw_only=True)
class WorkCard:
    """A case as a worklist shows it. `due_on` is None while no clock runs."""

    case_id: UUID
    reference: str
    called: str
    phase: Phase
    opened_on: date
    is_restricted: bool
    due_on: date | None
    due_clock: UUID | None
    due_says: str
    last_act_at: datetime
    holder_ids: tuple[UUID, ...]
    holders: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WorkKey:
    """Where a page begins or ends: what its outermost row is sorted by, as text, and the row."""

    value: str
    id: UUID


@dataclass(frozen=True, kw_only=True)
class WorkPage:
    """One page of a worklist, and the keys of its neighbours."""

    cards: tuple[WorkCard, ...]
    before: WorkKey | None
    after: WorkKey | None


class _Listed(NamedTuple):
    """What a card is made of, in the names of the columns."""

    case_id: UUID
    reference: str
    called: str
    phase: str
    opened_on: date
    is_restricted: bool
    due_order: date
    due_clock: UUID | None
    due_says: str
    last_act_at: datetime
    holders: list[UUID]
    languages: list[str]


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a page begins, as the column understands it."""

    value: Any
    id: UUID


class _HeldBy(Func):
    """Whether a case is one that somebody holds, of those that may be read: by their ids, which are few."""

    template = "(%(expressions)s))::uuid[]))"
    arg_joiner = " = any ((select access.cases_held_by("
    output_field = BooleanField()


_Given = tuple[Question, _Place | None, bool, int]


def rows_within(by: Actor, *, at: datetime) -> QuerySet[Row]:
    """The application's own wall around worklists: the cases whose file the actor may read. A list tells what
    is due and who holds a case, so knowing that there is a case is not enough."""
    if not by.may(_WORKS_ON_CASES):
        return Row.objects.none()
    return Row.objects.filter(_reached(by, at)).exclude(is_walled=True, case_id__in=_walls(by))


def _reached(by: Actor, at: datetime) -> Q:
    """Through a unit, or by name."""
    named = Q(case_id__in=_held_by(by.id))
    named |= Q(case_id__in=Opening.objects.filter(member_id=by.id, until_at__gt=at).values("case_id"))
    return Q(unit_id__in=by.units_within(Reach.READ), is_restricted=False) | named


def worklist(
    question: Question,
    *,
    by: Actor,
    at: datetime,
    after: WorkKey | None = None,
    before: WorkKey | None = None,
    at_most: int = PAGE,
) -> WorkPage:
    """A page of a worklist. Two queries. Raises `ValueError` for a key of another order."""
    backwards = before is not None
    key = after or before
    place = _Place(value=_value(question.sorted_by, key.value), id=key.id) if key else None
    given = (_normal(question, by), place, question.is_down != backwards, at_most + 1)
    found = [_Listed(*row) for row in asked(_one_page, given, by=by, at=at)]
    is_more, found = len(found) > at_most, found[:at_most]
    if backwards:
        found.reverse()
    names = names_of({holder for row in found for holder in row.holders}, by=by)
    cards = tuple(_card(row, names) for row in found)
    return WorkPage(
        cards=cards,
        before=_key(cards[0], question) if cards and (is_more if backwards else after) else None,
        after=_key(cards[-1], question) if cards and (True if backwards else is_more) else None,
    )


def count_of(question: Question, *, by: Actor, at: datetime, up_to: int = COUNTED_UP_TO) -> Count:
    """How many cases a worklist holds, up to a limit. One query."""
    found = counted(_some, (_normal(question, by), up_to), by=by, at=at)
    return Count(found=min(found, up_to), is_more=found > up_to)


def cases_of(question: Question, *, by: Actor, at: datetime, up_to: int = COUNTED_UP_TO) -> list[UUID]:
    """The cases of a worklist, as many as are counted. One query."""
    rows = _asked(_normal(question, by), by, at).order_by("case_id")
    return list(rows.values_list("case_id", flat=True)[:up_to])


def chosen_from(case_ids: list[UUID], *, by: Actor, at: datetime) -> list[WorkCard]:
    """These cases as far as the actor may list them, by reference. Two queries."""
    chosen = rows_within(by, at=at).filter(case_id__in=case_ids).order_by("reference", "case_id")
    rows = [_Listed(*row) for row in chosen.values_list(*_Listed._fields)]
    names = names_of({holder for row in rows for holder in row.holders}, by=by)
    return [_card(row, names) for row in rows]


def _one_page(by: Actor, at: datetime, given: _Given) -> QuerySet[Row, Any]:
    question, place, is_down, at_most = given
    rows, column = _asked(question, by, at), _COLUMN[question.sorted_by]
    if place:
        rows = rows.filter(_beyond(column, place.value, place.id, is_down=is_down))
    sign = "-" if is_down else ""
    order = (f"{sign}{column}", f"{sign}case_id")
    if question.language:
        # Chosen from the index alone, which knows the languages; only those of the page are read whole.
        rows = Row.objects.filter(case_id__in=rows.order_by(*order).values("case_id")[:at_most])
    return rows.order_by(*order).values_list(*_Listed._fields)[:at_most]


def _some(by: Actor, at: datetime, given: tuple[Question, int]) -> QuerySet[Row, Any]:
    question, up_to = given
    return _asked(question, by, at).order_by().values_list("case_id")[: up_to + 1]


def _normal(question: Question, by: Actor) -> Question:
    """My own list is mine, however it is asked for: a statement that is kept knows nobody by name."""
    return replace(question, member_id=None) if question.member_id == by.id else question


def _asked(question: Question, by: Actor, at: datetime) -> QuerySet[Row]:
    is_of_one = question.unit_id is None or question.whose is Whose.ME
    if is_of_one and question.member_id is None:
        rows = Row.objects.filter(of_own(by))
    else:
        rows = rows_within(by, at=at)
    if is_of_one and question.member_id is not None:
        rows = rows.filter(_HeldBy("case_id", Value(question.member_id)))
    if question.unit_id is not None:
        rows = rows.filter(unit_id=question.unit_id)
    return _narrowed(rows, question, by)


def _narrowed(rows: QuerySet[Row], question: Question, by: Actor) -> QuerySet[Row]:
    # `~Q(phase="closed")` to the letter: it is the condition of the indexes.
    rows = rows.filter(~Q(phase="closed"))
    if question.phases:
        rows = rows.filter(phase__in=sorted(question.phases))
    if question.whose is Whose.NOBODY:
        rows = rows.filter(holders=[])
    if question.holder_id:
        rows = rows.filter(_HeldBy("case_id", Value(question.holder_id)))
    if question.due_until:
        rows = rows.filter(due_order__lte=question.due_until)
    if question.quiet_since:
        rows = rows.filter(last_act_at__lt=question.quiet_since)
    if question.is_found:
        rows = rows.filter(case_id__in=cases_found(by))
    if question.language:
        rows = rows.filter(languages__contains=[question.language])
    if question.release_id:
        released = ReleasedCase.objects.filter(release_id=question.release_id).values("case_id")
        rows = rows.filter(case_id__in=released)
    return rows


def _held_by(member_id: UUID) -> QuerySet[Assignment, Any]:
    return Assignment.objects.filter(member_id=member_id, until_at=None).values("case_id")


def _walls(by: Actor) -> QuerySet[Wall, Any]:
    return Wall.objects.filter(member_id=by.id, until_at=None).values("case_id")


def _beyond(column: str, value: object, case_id: UUID, *, is_down: bool) -> Q:
    """After a row in this order: first the bound that the index understands, then the tie."""
    way = "lt" if is_down else "gt"
    bound = Q(**{f"{column}__{way}e": value})
    return bound & (Q(**{f"{column}__{way}": value}) | Q(**{f"case_id__{way}": case_id}))


def _value(sorted_by: SortedBy, text: str) -> object:
    match sorted_by:
        case SortedBy.DUE | SortedBy.OPENED:
            return date.fromisoformat(text)
        case SortedBy.LAST:
            return datetime.fromisoformat(text)
        case SortedBy.REFERENCE:
            return text


def _key(card: WorkCard, question: Question) -> WorkKey:
    return WorkKey(value=_sorted_value(card, question.sorted_by), id=card.case_id)


def _sorted_value(card: WorkCard, sorted_by: SortedBy) -> str:
    match sorted_by:
        case SortedBy.DUE:
            return (card.due_on or NEVER).isoformat()
        case SortedBy.OPENED:
            return card.opened_on.isoformat()
        case SortedBy.LAST:
            return card.last_act_at.isoformat()
        case SortedBy.REFERENCE:
            return card.reference


def _card(row: _Listed, names: dict[UUID, str]) -> WorkCard:
    return WorkCard(
        case_id=row.case_id,
        reference=row.reference,
        called=row.called,
        phase=Phase(row.phase),
        opened_on=row.opened_on,
        is_restricted=row.is_restricted,
        due_on=None if row.due_order == NEVER else row.due_order,
        due_clock=row.due_clock,
        due_says=row.due_says,
        last_act_at=row.last_act_at,
        holder_ids=tuple(row.holders),
        holders=tuple(names[holder] for holder in row.holders if holder in names),
        languages=tuple(row.languages),
    )
