"""Standing by a note that is in use, looking at it again, and withdrawing it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.practice import rules
from limen.domain.practice.events import Endorsed, EndorsementEnded, LookedAgain, Withdrawn
from limen.domain.practice.models import Endorsement, Note
from limen.domain.practice.names import NoteState
from limen.domain.practice.queries.reach import endorsements_within, locked_practice
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("practice.endorse")
def endorse(note_id: UUID, *, by: Actor, at: datetime) -> Endorsed:
    """Stand by a note with one's name."""
    row = locked_practice(note_id, by=by)
    is_endorsed = endorsements_within(by).filter(note_id=note_id, member_id=by.id).exists()
    refuse_if(rules.obstacles_to_endorsing(row, is_endorsed=is_endorsed, by=by))
    Endorsement.objects.create(id=new_id(), note=row, member_id=by.id, since_at=at)
    return Endorsed(note_id=note_id)


@command("practice.end_endorsement")
def end_endorsement(note_id: UUID, *, by: Actor, at: datetime) -> EndorsementEnded:
    """Take one's name back from a note."""
    locked_practice(note_id, by=by)
    mine = endorsements_within(by).filter(note_id=note_id, member_id=by.id)
    ended = Endorsement.objects.filter(pk__in=[row.pk for row in mine]).update(until_at=at)
    refuse_if([] if ended else [rules.not_endorsed()])
    return EndorsementEnded(note_id=note_id)


@command("practice.look_again")
def look_again(note_id: UUID, *, look_again_on: date, on: date, by: Actor, at: datetime) -> LookedAgain:
    """Say that a note still holds, and when somebody should look again. `on` is today where one sits."""
    row = locked_practice(note_id, by=by)
    refuse_if(rules.obstacles_to_looking_again(row, look_again_on=look_again_on, on=on))
    Note.objects.filter(pk=note_id).update(look_again_on=look_again_on, looked_by_id=by.id, looked_at=at)
    return LookedAgain(note_id=note_id, look_again_on=look_again_on)


@command("practice.withdraw")
def withdraw(note_id: UUID, *, why: str, by: Actor, at: datetime) -> Withdrawn:
    """Take a note out of use. It stays readable, with the reason; a draft stays with its author."""
    row = locked_practice(note_id, by=by)
    refuse_if(rules.obstacles_to_withdrawing(row, why=why, by=by))
    Note.objects.filter(pk=note_id).update(
        state=NoteState.WITHDRAWN, withdrawn_by_id=by.id, withdrawn_at=at, withdrawn_why=why.strip()
    )
    return Withdrawn(note_id=note_id, why=why.strip())
