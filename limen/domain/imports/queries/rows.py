"""Rows of a list that somebody must look at, page by page, and the file of them to send back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.reach import cases_seen_by
from limen.domain.imports.models import Row
from limen.domain.imports.names import Decision, ImportState, RowState, Trouble
from limen.domain.imports.queries.reach import import_seen, rows_within
from limen.domain.people.names import Birth
from limen.domain.people.queries.reach import persons_and_how_far
from limen.domain.people.queries.sheets import birth_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.outside.sheets import written_sheet

PAGE = 50
_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class LikelyCard:
    """Somebody on record who may be the person of a row."""

    id: UUID
    called: str
    birth: Birth


@dataclass(frozen=True, kw_only=True)
class RowCard:
    """A row. `case_id` is there when the actor may know of the case that was opened from it."""

    number: int
    cells: tuple[str, ...]
    state: RowState
    troubles: tuple[Trouble, ...]
    likely: tuple[LikelyCard, ...]
    decision: Decision | None
    case_id: UUID | None
    version: int


def rows_in(import_id: UUID, state: RowState, *, after: int = 0, by: Actor, at: datetime) -> list[RowCard]:
    """The rows of a list in one state, in their order; one more than a page. Raises `Hidden`. At most four
    queries."""
    import_seen(import_id, by=by)
    rows = rows_within(by).filter(listing_id=import_id, state=state, number__gt=after).order_by("number")
    return _cards(list(rows[: PAGE + 1]), by=by, at=at)


def row_sheet(import_id: UUID, number: int, *, by: Actor, at: datetime) -> RowCard:
    """One row. Raises `Hidden`."""
    row = rows_within(by).filter(listing_id=import_id, number=number).first()
    if row is None:
        raise Hidden(f"row {number} of import {import_id}")
    return _cards([row], by=by, at=at)[0]


def next_to_look_at(import_id: UUID, number: int, *, by: Actor) -> int | None:
    """The number of the row to look at after this one."""
    waiting = (RowState.ASIDE, RowState.WRONG)
    rows = rows_within(by).filter(listing_id=import_id, state__in=waiting, number__gt=number)
    return rows.order_by("number").values_list("number", flat=True).first()


def error_file(import_id: UUID, *, says: str, right_to_left: bool, by: Actor) -> bytes:
    """A workbook of the rows that cannot be understood, with the original columns and what is wrong in one
    more, headed `says`. Nothing in it can be run. Raises `Hidden`."""
    row = import_seen(import_id, by=by)
    if row.state == ImportState.CANCELLED and row.forgotten_at is not None:
        raise Hidden(f"errors of import {import_id}")
    to = io.BytesIO()
    rows = _error_rows(import_id, tuple(row.columns), says, by)
    written_sheet(to, title=says, rows=rows, right_to_left=right_to_left)
    return to.getvalue()


def _error_rows(import_id: UUID, columns: tuple[str, ...], says: str, by: Actor) -> Iterator[tuple[str, ...]]:
    yield (*columns, says)
    after = 0
    wrong = rows_within(by).filter(listing_id=import_id, state=RowState.WRONG).order_by("number")
    while page := list(wrong.filter(number__gt=after)[:_AT_ONCE]):
        for row in page:
            cells = [*row.cells, *[""] * len(columns)][: len(columns)]
            yield (*cells, f"{row.number}: " + " ".join(_said(one, columns) for one in _troubles(row)))
        after = page[-1].number


def _said(trouble: Trouble, columns: tuple[str, ...]) -> str:
    if trouble.column is None or trouble.column >= len(columns):
        return trouble.says
    return f"{columns[trouble.column]}: {trouble.says}"


def _cards(rows: list[Row], *, by: Actor, at: datetime) -> list[RowCard]:
    wanted = {person_id for row in rows for person_id in row.likely}
    persons = persons_and_how_far(wanted, by=by, at=at)[0] if wanted else {}
    case_ids = {row.case_id for row in rows if row.case_id}
    seen = set(cases_seen_by(by, at=at).filter(pk__in=case_ids).values_list("pk", flat=True))
    cards = []
    for row in rows:
        likely = [persons[one] for one in row.likely if one in persons]
        cards.append(
            RowCard(
                number=row.number,
                cells=tuple(row.cells),
                state=RowState(row.state),
                troubles=tuple(_troubles(row)),
                likely=tuple(LikelyCard(id=one.id, called=one.called, birth=birth_of(one)) for one in likely),
                decision=Decision(row.decision) if row.decision else None,
                case_id=row.case_id if row.case_id in seen else None,
                version=row.version,
            )
        )
    return cards


def _troubles(row: Row) -> list[Trouble]:
    return [Trouble(code=one["code"], says=one["says"], column=one["column"]) for one in row.troubles]
