"""Recording that somebody is missing or has died, and taking it back when it was not so."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.people import rules
from limen.domain.people.commands.writing import end, person_to_write, row_to_end
from limen.domain.people.events import FateRecorded, FateReversed
from limen.domain.people.models import Fate
from limen.domain.people.names import FateKind, FateTold
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if


@command("people.record_fate")
def record_fate(
    person_id: UUID, *, fate: FateTold, fate_id: UUID, on: date, by: Actor, at: datetime
) -> FateRecorded:
    """Record that somebody is missing or has died. What was recorded before is ended, and kept: who was
    missing was found dead, or the day is known better now. `on` is today where the actor sits."""
    person_to_write(person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_recording_fate(fate, on=on))
    end(Fate.objects.filter(person_id=person_id), why=None, by=by, at=at)
    day = fate.day
    row = Fate(
        id=fate_id,
        person_id=person_id,
        fate=fate.fate,
        source=fate.source,
        evidence=fate.evidence,
        day_words=day.told,
        day_calendar=day.calendar,
        day_precision=day.precision,
        day_numbers=list(day.numbers),
        day_earliest=day.earliest,
        day_latest=day.latest,
        added_by_id=by.id,
        added_at=at,
    )
    row.save(force_insert=True)
    return FateRecorded(
        person_id=person_id,
        fate_id=fate_id,
        fate=fate.fate,
        day_words=day.told,
        source=fate.source,
        evidence=fate.evidence,
    )


@command("people.reverse_fate")
def reverse_fate(fate_id: UUID, *, why: str, by: Actor, at: datetime) -> FateReversed:
    """Somebody was found again, or it was somebody else. What was recorded stays, as ended."""
    row = row_to_end(Fate, fate_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending(why=why, has_ended=row.ended_at is not None))
    end(Fate.objects.filter(pk=fate_id), why=why, by=by, at=at)
    return FateReversed(person_id=row.person_id, fate_id=fate_id, fate=FateKind(row.fate), why=why)
