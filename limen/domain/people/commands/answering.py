"""Correcting the sex and the gender on record. What stood there before is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.identity.queries.people import names_of
from limen.domain.people import rules
from limen.domain.people.commands.writing import person_to_write
from limen.domain.people.events import GenderCorrected, SexCorrected
from limen.domain.people.models import EarlierAnswer, Person
from limen.domain.people.names import Answer, Sex, Told
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("people.correct_sex")
def correct_sex(
    person_id: UUID, *, sex: Sex | None, state: Told, why: str, version: int, by: Actor, at: datetime
) -> SexCorrected:
    """Say better which sex is recorded. `version` is that of the sex that the writer had before them; if it
    is no longer the latest, `Conflict` carries both."""
    person = person_to_write(person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_answering_sex(sex, state))
    _keep_earlier(_stands(person, Answer.SEX), version, why, by)
    Person.objects.filter(pk=person_id).update(
        sex=sex, sex_state=state, sex_by_id=by.id, sex_at=at, sex_version=version + 1
    )
    return SexCorrected(person_id=person_id, sex=sex, state=state, why=why, version=version + 1)


@command("people.correct_gender")
def correct_gender(
    person_id: UUID, *, gender: str | None, state: Told, why: str, version: int, by: Actor, at: datetime
) -> GenderCorrected:
    """Write down the gender as the person says it now, in their words. As `correct_sex`."""
    person = person_to_write(person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_answering_gender(gender, state))
    _keep_earlier(_stands(person, Answer.GENDER), version, why, by)
    Person.objects.filter(pk=person_id).update(
        gender=gender, gender_state=state, gender_by_id=by.id, gender_at=at, gender_version=version + 1
    )
    return GenderCorrected(person_id=person_id, gender=gender, state=state, why=why, version=version + 1)


@dataclass(frozen=True, kw_only=True)
class _Stands:
    """The answer that stands on record."""

    person_id: UUID
    about: Answer
    version: int
    state: Told
    says: str | None
    by_id: UUID
    at: datetime


def _stands(person: Person, about: Answer) -> _Stands:
    is_sex = about is Answer.SEX
    by_id, at = (person.sex_by_id, person.sex_at) if is_sex else (person.gender_by_id, person.gender_at)
    return _Stands(
        person_id=person.id,
        about=about,
        version=person.sex_version if is_sex else person.gender_version,
        state=Told(person.sex_state if is_sex else person.gender_state),
        says=person.sex if is_sex else person.gender,
        by_id=by_id or person.registered_by_id,
        at=at or person.registered_at,
    )


def _keep_earlier(stands: _Stands, version: int, why: str, by: Actor) -> None:
    """Keep what stands there, unless the writer had something older before them, and so knew no reason."""
    if stands.version != version:
        raise _conflict(stands, version, by)
    refuse_if(rules.obstacles_to_correcting(why=why, was_told=stands.state is Told.TOLD))
    row = EarlierAnswer(
        person_id=stands.person_id,
        about=stands.about,
        version=version,
        state=stands.state,
        says=stands.says,
        added_by_id=stands.by_id,
        added_at=stands.at,
    )
    row.save(force_insert=True)


def _conflict(stands: _Stands, version: int, by: Actor) -> Conflict:
    base = EarlierAnswer.objects.filter(
        person_id=stands.person_id, about=stands.about, version=version
    ).first()
    names = names_of({stands.by_id} | ({base.added_by_id} if base else set()), by=by)
    theirs = Text(
        says=_says(stands.about, stands.state, stands.says),
        by_name=names.get(stands.by_id, ""),
        at=stands.at,
    )
    before = (
        None
        if base is None
        else Text(
            says=_says(stands.about, Told(base.state), base.says),
            by_name=names.get(base.added_by_id, ""),
            at=base.added_at,
        )
    )
    return Conflict(theirs=theirs, base=before, version=stands.version)


def _says(about: Answer, state: Told, says: str | None) -> str:
    if says is None:
        return str(state.label)
    return str(Sex(says).label) if about is Answer.SEX else says
