"""What a person does about a row that the worker left to them: decide, or mend it and try it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from limen.domain.imports.commands.noting import Registered, note
from limen.domain.imports.commands.registering import Registrar
from limen.domain.imports.events import RowDecided, RowMended
from limen.domain.imports.models import Import, Row
from limen.domain.imports.names import Decision, ImportState, RowState
from limen.domain.imports.queries.reach import lock_source, locked_import, locked_row
from limen.domain.imports.rules import obstacles as rules
from limen.domain.imports.rules.obstacles import same_is_seen
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command
from limen.foundation.refusals import Conflict, Refused, Text, refuse_if

_COUNTED = {one: one.value for one in (RowState.ASIDE, RowState.WRONG, RowState.REGISTERED, RowState.KNOWN)}


@command("imports.decide_row")
def decide_row(
    import_id: UUID,
    number: int,
    *,
    decision: Decision,
    same_person_id: UUID | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> RowDecided:
    """Say whether a row that was put aside is somebody else, a person on record (`same_person_id`), or
    nothing. What is on record of that person does not change: their sheet is where that is done."""
    row = locked_import(import_id, by=by)
    lock_source(row)
    one = locked_row(import_id, number, by=by)
    before = RowState(one.state)
    refuse_if(rules.obstacles_to_deciding(before, running=ImportState(row.state)))
    registrar = Registrar.of(row, [one], on=on, by=by, at=at)
    if decision is Decision.REGISTER:
        done = registrar.register(one)
        if done.state is RowState.WRONG:
            raise Refused([rules.obstacle_of(trouble) for trouble in done.troubles])
    elif decision is Decision.SAME:
        persons = persons_within(by, need=Reach.LIST, at=at)
        seen = same_person_id is not None and persons.filter(pk=same_person_id).exists()
        refuse_if(same_is_seen(is_seen=seen))
        registrar.settle(one, same_person_id)
        done = Registered(state=RowState.SAME, person_id=same_person_id)
    else:
        registrar.settle(one, None)
        done = Registered(state=RowState.LEFT_OUT)
    note(one, done)
    one.decision, one.decided_by_id, one.decided_at = decision, by.id, at
    _keep(row, one, before, done, registrar, "decision", "decided_by_id", "decided_at")
    return RowDecided(import_id=import_id, number=number, decision=decision, same_person_id=same_person_id)


@command("imports.mend_row")
def mend_row(
    import_id: UUID,
    number: int,
    *,
    cells: Sequence[str],
    version: int,
    on: date,
    by: Actor,
    at: datetime,
) -> RowMended:
    """Change what a row says, and take it again: it is registered, put aside, or still cannot be
    understood. `version` is what the writer had before them."""
    row = locked_import(import_id, by=by)
    lock_source(row)
    one = locked_row(import_id, number, by=by)
    before = RowState(one.state)
    refuse_if(
        rules.obstacles_to_mending(before, cells, columns=len(row.columns), running=ImportState(row.state))
    )
    if one.version != version:
        theirs = Text(says=" | ".join(cell for cell in one.cells if cell), by_name="", at=None)
        raise Conflict(theirs=theirs, base=None, version=one.version)
    one.cells = [" ".join(cell.split()) for cell in cells]
    registrar = Registrar.of(row, [one], on=on, by=by, at=at)
    done = registrar.take(one)
    note(one, done)
    _keep(row, one, before, done, registrar)
    return RowMended(import_id=import_id, number=number, state=done.state.value)


def _keep(
    row: Import, one: Row, before: RowState, done: Registered, registrar: Registrar, *also: str
) -> None:
    """Write the row, and count it where it now stands."""
    registrar.keep([one])
    if also:
        one.save(update_fields=[name.removesuffix("_id") for name in also])
    was, now = _COUNTED[before], _COUNTED.get(done.state, "settled")
    if was != now:
        Import.objects.filter(pk=row.id).update(**{was: F(was) - 1, now: F(now) + 1})
