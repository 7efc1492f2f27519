"""What a second person does with a note: confirming that nobody is in it, or sending it back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.practice import rules
from limen.domain.practice.events import Confirmed, SentBack
from limen.domain.practice.models import Note
from limen.domain.practice.names import NOBODY_IN_IT, NoteState
from limen.domain.practice.queries.pointing import pointed_at
from limen.domain.practice.queries.reach import locked_practice
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if


@command("practice.confirm")
def confirm(
    note_id: UUID,
    *,
    confirms: bool,
    look_again_on: date,
    none_says: str = "",
    on: date,
    by: Actor,
    at: datetime,
) -> Confirmed:
    """Say as the second person, in so many words, that nobody is in a note, and put it to use. It takes the
    place of the note that it follows. `on` is today where the actor sits."""
    row = locked_practice(note_id, by=by)
    older = locked_practice(row.follows_id, by=by) if row.follows_id else None
    obstacles = rules.obstacles_to_confirming(
        row,
        confirms=confirms,
        look_again_on=look_again_on,
        on=on,
        is_followed=older is not None and older.superseded_at is not None,
        by=by,
    )
    pointed = pointed_at(row.title, row.says, by=by, at=at) if not obstacles else ()
    refuse_if(obstacles + rules.obstacles_to_pointed(pointed, none_says=none_says))
    if older is not None:
        Note.objects.filter(pk=older.pk).update(superseded_at=at)
    Note.objects.filter(pk=note_id).update(
        state=NoteState.IN_USE,
        checked_by_id=by.id,
        in_use_at=at,
        checked_none_says=none_says.strip(),
        look_again_on=look_again_on,
    )
    return Confirmed(
        note_id=note_id,
        version=row.version,
        confirms=str(NOBODY_IN_IT),
        pointed=len(pointed),
        none_says=none_says.strip(),
        look_again_on=look_again_on,
    )


@command("practice.send_back")
def send_back(note_id: UUID, *, why: str, by: Actor, at: datetime) -> SentBack:
    """Give a note back to its author, with what must change. Nobody else sees it any more."""
    row = locked_practice(note_id, by=by)
    refuse_if(rules.obstacles_to_sending_back(row, why=why, by=by))
    Note.objects.filter(pk=note_id).update(
        state=NoteState.DRAFT, sent_back_by_id=by.id, sent_back_why=why.strip()
    )
    return SentBack(note_id=note_id, why=why.strip())
