"""Reading the rows of a list and registering people from them, some at a time, as the worker does it.

Each time is one transaction: whatever breaks it, its rows are still waiting, and what was done before stays
done. So a row is dealt with once, however often a list is begun again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F

from limen.domain.imports.commands.noting import Registered
from limen.domain.imports.commands.registering import Registrar
from limen.domain.imports.commands.together import take_together
from limen.domain.imports.events import RowsStaged, RowsTaken
from limen.domain.imports.models import Import, Row
from limen.domain.imports.names import Field, ImportState, RowState
from limen.domain.imports.queries.reach import lock_source, locked_import, rows_within
from limen.domain.imports.queries.sheets import mapping_of
from limen.domain.imports.rules import obstacles as rules
from limen.domain.imports.rules.keys import content_of, key_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if
from limen.outside.sheets import Line

ROWS_AT_ONCE = 100
LINES_AT_ONCE = 1000
MOST_OF_FAMILIES = 50
LONGEST_KEPT = 4000  # of a cell that is too long anyhow


@command("imports.stage_rows")
def stage_rows(
    import_id: UUID, *, lines: Sequence[Line], is_all: bool, trouble: str = "", by: Actor, at: datetime
) -> RowsStaged:
    """Keep the next rows of the file, to be taken one after the other. With `trouble`, reading broke off: the
    list is paused, and says why."""
    row = locked_import(import_id, by=by)
    refuse_if(rules.obstacles_to_pausing(ImportState(row.state)))
    mapping = mapping_of(row)
    family = mapping.column_of(Field.FAMILY_NUMBER)
    rows = [
        Row(
            listing_id=import_id,
            unit_id=row.unit_id,
            number=line.number,
            cells=[cell[:LONGEST_KEPT] for cell in line.cells],
            key=key_of(line.cells, mapping),
            content=content_of(line.cells, mapping),
            family=line.cells[family][:40] if family is not None and family < len(line.cells) else "",
        )
        for line in lines
        if line.number > row.staged_to
    ]
    Row.objects.bulk_create(rows)
    words: dict[str, object] = {
        "staged_to": max([row.staged_to, *(line.number for line in lines)]),
        "total": F("total") + len(rows),
        "is_staged": is_all,
        "heard_at": at,
    }
    if trouble:
        words |= {"trouble": trouble, "state": ImportState.PAUSED}
    Import.objects.filter(pk=import_id).update(**words)
    return RowsStaged(import_id=import_id, rows=len(rows), is_all=is_all)


@command("imports.take_rows")
def take_rows(
    import_id: UUID, *, on: date, at_once: int = ROWS_AT_ONCE, by: Actor, at: datetime
) -> RowsTaken:
    """Register people from the next rows, or say of each why not. `on` is today where the actor sits."""
    row = locked_import(import_id, by=by)
    refuse_if(rules.obstacles_to_pausing(ImportState(row.state)))
    lock_source(row)
    waiting = rows_within(by).filter(listing_id=import_id, state=RowState.WAITING).order_by("number")
    page = _with_families(list(waiting[:at_once]), import_id, by)
    counts = _Counts()
    registrar = Registrar.of(row, page, on=on, by=by, at=at)
    for done in take_together(registrar, page):
        counts.add(done)
    registrar.keep(page)
    is_last = row.is_staged and not waiting.exists()
    words: dict[str, object] = {name: F(name) + count for name, count in counts.of.items()}
    if is_last:
        keep_until = on + timedelta(days=row.keep_days)
        words |= {"state": ImportState.FINISHED, "ended_at": at, "keep_until": keep_until}
    Import.objects.filter(pk=import_id).update(heard_at=at, **words)
    return RowsTaken(import_id=import_id, is_last=is_last, **counts.of)


@dataclass(kw_only=True)
class _Counts:
    """What became of the rows that were taken together."""

    of: dict[str, int] = field(default_factory=lambda: {"registered": 0, "known": 0, "aside": 0, "wrong": 0})

    def add(self, done: Registered) -> None:
        """One more."""
        self.of[done.state.value] += 1


def _with_families(page: list[Row], import_id: UUID, by: Actor) -> list[Row]:
    """The rows, and those of their families that come later in the list: a family is taken together. Not
    without end: a column that is no number of a family may have been chosen for one."""
    families = {row.family for row in page if row.family}
    if not families:
        return page
    numbers = {row.number for row in page}
    more = rows_within(by).filter(listing_id=import_id, state=RowState.WAITING, family__in=families)
    later = more.order_by("number").exclude(number__in=numbers)
    return [*page, *later[:MOST_OF_FAMILIES]]
