"""Starting, pausing and ending a list, and removing what is left of it. The rows are taken by the worker."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from limen.domain.cases.names import PartyPart
from limen.domain.imports.events import Cancelled, Forgotten, Paused, Resumed, Started
from limen.domain.imports.models import File, Import, Row
from limen.domain.imports.names import ImportState, OnLikely, RowState
from limen.domain.imports.queries.reach import files_within, locked_import, rows_within
from limen.domain.imports.queries.sheets import SILENCE
from limen.domain.imports.rules import obstacles as rules
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if
from limen.foundation.tickets import errand_ticket, hash_of


@command("imports.start")
def start(
    import_id: UUID,
    *,
    part: PartyPart,
    on_likely: OnLikely,
    prefix: str,
    opened_on: date,
    keep_days: int,
    by: Actor,
    at: datetime,
) -> Started:
    """Let the worker register the rows in the name of the actor. `prefix`: how the references of new cases
    begin; `opened_on`: the day on which these cases were opened."""
    row = locked_import(import_id, by=by)
    refuse_if(rules.obstacles_to_starting(state=ImportState(row.state), keep_days=keep_days, prefix=prefix))
    Import.objects.filter(pk=import_id).update(
        state=ImportState.RUNNING,
        part=part,
        on_likely=on_likely,
        prefix=prefix.strip(),
        opened_on=opened_on,
        keep_days=keep_days,
        started_by_id=by.id,
        started_at=at,
        heard_at=None,
        errand=_errand(import_id),
    )
    return Started(import_id=import_id, on_likely=on_likely, keep_days=keep_days)


@command("imports.pause")
def pause(import_id: UUID, *, by: Actor, at: datetime) -> Paused:
    """Stop after the rows that are being taken. Nothing is lost and nothing done twice."""
    row = locked_import(import_id, by=by)
    refuse_if(rules.obstacles_to_pausing(ImportState(row.state)))
    end_errand(import_id)
    Import.objects.filter(pk=import_id).update(state=ImportState.PAUSED)
    return Paused(import_id=import_id)


@command("imports.go_on")
def go_on(import_id: UUID, *, by: Actor, at: datetime) -> Resumed:
    """Let a paused list go on, or one on which nobody works any more, from the row where it stands; in the
    name of whoever says so."""
    row = locked_import(import_id, by=by)
    heard = row.heard_at or row.started_at
    is_worked_on = heard is not None and heard > at - SILENCE
    refuse_if(rules.obstacles_to_going_on(ImportState(row.state), is_worked_on=is_worked_on))
    Import.objects.filter(pk=import_id).update(
        state=ImportState.RUNNING,
        started_by_id=by.id,
        heard_at=None,
        started_at=at,
        trouble="",
        errand=_errand(import_id),
    )
    return Resumed(import_id=import_id)


@command("imports.cancel")
def cancel(import_id: UUID, *, on: date, by: Actor, at: datetime) -> Cancelled:
    """Take no further row. Whoever was registered stays registered."""
    row = locked_import(import_id, by=by)
    refuse_if(rules.obstacles_to_cancelling(ImportState(row.state)))
    end_errand(import_id)
    waiting = rows_within(by).filter(listing_id=import_id, state=RowState.WAITING).count()
    Import.objects.filter(pk=import_id).update(
        state=ImportState.CANCELLED, ended_at=at, keep_until=on + timedelta(days=row.keep_days)
    )
    return Cancelled(import_id=import_id, waiting=waiting)


@command("imports.forget")
def forget(import_id: UUID, *, by: Actor, at: datetime) -> Forgotten:
    """Remove the file and what is left of its rows. Which rows were registered stays known, without words."""
    row = locked_import(import_id, by=by)
    has_file = files_within(by).filter(pk=import_id).exists()
    refuse_if(rules.obstacles_to_forgetting(ImportState(row.state), has_file=has_file))
    File.objects.filter(pk=import_id).delete()
    Row.objects.filter(listing_id=import_id).exclude(cells=[]).update(cells=[], troubles=[])
    Import.objects.filter(pk=import_id).update(forgotten_at=at)
    return Forgotten(import_id=import_id)


def end_errand(import_id: UUID) -> None:
    """Nobody acts for anybody on this list from now on. Not within an act of the errand itself: its line
    would be nobody's."""
    with connection.cursor() as cursor:
        cursor.execute("select access.end_errand(%s)", [import_id])


def _errand(import_id: UUID) -> UUID:
    """A session of its own, in which the worker acts for the person; it ends the one before."""
    errand = new_id()
    with connection.cursor() as cursor:
        hashed = hash_of(errand_ticket(errand))
        cursor.execute("select access.begin_errand(%s, %s, %s)", [errand, hashed, import_id])
    return errand
