"""Correcting when somebody was born. What was on record before is kept."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.identity.queries.people import names_of
from limen.domain.people import rules
from limen.domain.people.commands.registering import birth_columns
from limen.domain.people.events import BirthCorrected
from limen.domain.people.models import Day, EarlierBirth, Person
from limen.domain.people.names import Birth
from limen.domain.people.queries.sheets import birth_of, locked_person
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Conflict, Refused, Text, refuse_if


@command("people.correct_birth")
def correct_birth(
    person_id: UUID, *, birth: Birth, why: str, version: int, on: date, by: Actor, at: datetime
) -> BirthCorrected:
    """Say better when somebody was born. `version` is what the writer had before them; if it is no longer the
    latest, nothing is changed and `Conflict` carries what stands there and what stood there."""
    person = locked_person(person_id, by=by, at=at)
    if person is None:
        raise Refused([rules.only_seen()])
    refuse_if(rules.obstacles_to_correcting_birth(birth, why=why, on=on))
    if person.version != version:
        raise _conflict(person, version, by)
    earlier = EarlierBirth(
        person_id=person_id,
        version=version,
        birth_by_id=person.birth_by_id,
        birth_at=person.birth_at,
        **birth_columns(birth_of(person)),
    )
    earlier.save(force_insert=True)
    Person.objects.filter(pk=person_id).update(
        birth_by_id=by.id, birth_at=at, version=version + 1, **birth_columns(birth)
    )
    return BirthCorrected(
        person_id=person_id, words=birth.day.told if birth.day else None, why=why, version=version + 1
    )


def _conflict(person: Person, version: int, by: Actor) -> Conflict:
    base = EarlierBirth.objects.filter(person_id=person.id, version=version).first()
    rows = [row for row in (person, base) if row is not None]
    names = names_of({row.birth_by_id for row in rows}, by=by)
    return Conflict(
        theirs=_text(person, names), base=_text(base, names) if base else None, version=person.version
    )


def _text(row: Day, names: dict[UUID, str]) -> Text:
    says = row.birth_words or birth_of(row).state.label
    return Text(says=str(says), by_name=names.get(row.birth_by_id, ""), at=row.birth_at)
