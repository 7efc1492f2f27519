"""Acts on notes: writing one, revising one. What was saved is never overwritten, only followed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.domain.notes import rules
from limen.domain.notes.events import Revised, Written
from limen.domain.notes.models import Draft, EarlierText, Note
from limen.domain.notes.queries import drafts_of, locked_note
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("notes.write")
def write(
    case_id: UUID,
    *,
    text: str,
    happened_on: date,
    compartment: Compartment,
    on: date,
    by: Actor,
    at: datetime,
) -> Written:
    """Write a note about a case. `on` is today where the writer sits."""
    case = locked_case(case_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_writing(
            text=text,
            happened_on=happened_on,
            on=on,
            compartment=compartment,
            is_worked_on=is_worked_on(case_id, by=by, at=at),
            by=by,
        )
    )
    note = Note(
        id=new_id(),
        case=case,
        compartment=compartment,
        happened_on=happened_on,
        text=text,
        written_by_id=by.id,
        written_at=at,
    )
    note.save(force_insert=True)
    Draft.objects.filter(case=case, note=None, member_id=by.id).delete()
    return Written(case_id=case_id, compartment=compartment, note_id=note.id, happened_on=happened_on)


@command("notes.revise")
def revise(note_id: UUID, *, text: str, version: int, by: Actor, at: datetime) -> Revised:
    """Say it better. `version` is the one the writer had before them; if it is no longer the latest, nothing
    is changed and `Conflict` carries both texts."""
    note = locked_note(note_id, by=by, at=at)
    refuse_if(rules.obstacles_to_revising(text=text, is_worked_on=is_worked_on(note.case_id, by=by, at=at)))
    if note.version != version:
        raise _conflict(note, version, by)
    EarlierText.objects.create(
        id=new_id(),
        note=note,
        case_id=note.case_id,
        compartment=note.compartment,
        version=note.version,
        text=note.text,
        written_by_id=note.written_by_id,
        written_at=note.written_at,
    )
    Note.objects.filter(pk=note_id).update(text=text, written_by_id=by.id, written_at=at, version=version + 1)
    Draft.objects.filter(note=note, member_id=by.id).delete()
    return Revised(case_id=note.case_id, compartment=note.compartment, note_id=note_id, version=version + 1)


def keep_draft(
    case_id: UUID,
    *,
    note_id: UUID | None,
    text: str,
    base_version: int,
    by: Actor,
    at: datetime,
) -> datetime:
    """Keep what the actor is typing, and say when it was kept.

    Not an act: nothing has been said yet, nobody else can see it, and the journal would fill with half words.
    """
    locked = locked_case(case_id, by=by, at=at) if note_id is None else None
    if note_id is not None:
        case_id = locked_note(note_id, by=by, at=at).case_id
    elif locked is not None:
        case_id = locked.id
    refuse_if(rules.obstacles_to_revising(text="-", is_worked_on=is_worked_on(case_id, by=by, at=at)))
    kept = drafts_of(case_id, note_id=note_id, by=by).update(
        text=text, base_version=base_version, saved_at=at
    )
    if not kept:
        Draft.objects.create(
            case_id=case_id,
            note_id=note_id,
            member_id=by.id,
            text=text,
            base_version=base_version,
            saved_at=at,
        )
    return at


def _conflict(note: Note, version: int, by: Actor) -> Conflict:
    base = EarlierText.objects.filter(note=note, version=version).first()
    names = names_of({note.written_by_id, *({base.written_by_id} if base else set())}, by=by)
    return Conflict(
        theirs=Text(says=note.text, by_name=names.get(note.written_by_id, ""), at=note.written_at),
        base=Text(says=base.text, by_name=names.get(base.written_by_id, ""), at=base.written_at)
        if base
        else None,
        version=note.version,
    )
