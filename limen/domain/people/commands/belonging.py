"""Adding a nationality to what is on record of a person, and ending one."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.people import rules
from limen.domain.people.commands.writing import person_to_write
from limen.domain.people.events import NationalityAdded, NationalityEnded
from limen.domain.people.models import Nationality
from limen.domain.people.names import NationalityTold
from limen.domain.people.queries.reach import nationalities_within
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if


@command("people.add_nationality")
def add_nationality(
    person_id: UUID, *, nationality: NationalityTold, nationality_id: UUID, by: Actor, at: datetime
) -> NationalityAdded:
    """Add a nationality that was told or read in a document. Those on record stay: somebody may have
    several."""
    person_to_write(person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_adding_nationality(nationality))
    row = nationality_row(person_id, nationality, nationality_id=nationality_id, by=by, at=at)
    row.save(force_insert=True)
    return NationalityAdded(
        person_id=person_id,
        nationality_id=nationality_id,
        belonging=nationality.belonging,
        country=nationality.country,
        source=nationality.source,
    )


@command("people.end_nationality")
def end_nationality(
    nationality_id: UUID, *, until_on: date | None, why: str, by: Actor, at: datetime
) -> NationalityEnded:
    """Say that a nationality was given up or taken away, with its last day as far as it is known; or, without
    a day, that it was never held. It stays on record as ended."""
    found = nationalities_within(by, at=at).filter(pk=nationality_id).first()
    if found is None:
        raise Hidden(f"nationality {nationality_id}")
    person_to_write(found.person_id, by=by, at=at)
    row = Nationality.objects.get(pk=nationality_id)
    refuse_if(
        rules.obstacles_to_ending_nationality(
            since_on=row.since_on, until_on=until_on, why=why, has_ended=row.ended_at is not None
        )
    )
    Nationality.objects.filter(pk=nationality_id).update(
        until_on=until_on or row.until_on, ended_by_id=by.id, ended_at=at, ended_why=why
    )
    return NationalityEnded(
        person_id=row.person_id,
        nationality_id=nationality_id,
        country=row.country,
        until_on=until_on,
        why=why,
    )


def nationality_row(
    person_id: UUID, nationality: NationalityTold, *, nationality_id: UUID, by: Actor, at: datetime
) -> Nationality:
    """A nationality as it was told."""
    return Nationality(
        id=nationality_id,
        person_id=person_id,
        belonging=nationality.belonging,
        country=nationality.country,
        source=nationality.source,
        since_on=nationality.since_on,
        until_on=nationality.until_on,
        added_by_id=by.id,
        added_at=at,
    )
