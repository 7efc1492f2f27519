"""One person: what is on record of them, as far as the actor reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from limen.domain.people.models import EarlierBirth, Name, Nationality, Person, PersonDocument
from limen.domain.people.names import (
    Belonging,
    Birth,
    DocumentKind,
    Examination,
    NameKind,
    Sex,
    Source,
    Told,
)
from limen.domain.people.queries.cards import Ended
from limen.domain.people.queries.kept import NOTHING_FURTHER, Further, further_of
from limen.domain.people.queries.reach import (
    documents_within,
    names_of,
    nationalities_within,
    persons_and_how_far,
    persons_within,
)
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden
from limen.likeness.calendars import Calendar
from limen.likeness.days import Precision, UncertainDay, exact_day
from limen.likeness.names import Part, PartKind


@dataclass(frozen=True, kw_only=True)
class NameCard:
    id: UUID
    kind: NameKind
    parts: tuple[Part, ...]
    written: str
    script: str
    source: Source
    since_on: date | None
    until_on: date | None
    is_main: bool


@dataclass(frozen=True, kw_only=True)
class NationalityCard:
    id: UUID
    belonging: Belonging
    country: str | None
    source: Source
    since_on: date | None
    until_on: date | None
    ended: Ended | None


@dataclass(frozen=True, kw_only=True)
class DocumentCard:
    id: UUID
    document: DocumentKind
    number: str
    issuing_state: str
    valid_from: date | None
    valid_until: date | None
    examination: Examination
    zone: str | None
    zone_is_sound: bool | None


@dataclass(frozen=True, kw_only=True)
class EarlierBirthCard:
    version: int
    birth: Birth
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PersonSheet:
    """A person. Whoever only lists them is told the main name, birth, sex and gender, and no more. `version`
    is of the birth. Nationalities that were ended stand among the others, in the house alone."""

    id: UUID
    called: str
    birth: Birth
    sex: Sex | None
    sex_state: Told
    gender: str | None
    gender_state: Told
    version: int
    sex_version: int
    gender_version: int
    is_read: bool
    is_written: bool
    names: tuple[NameCard, ...]
    nationalities: tuple[NationalityCard, ...]
    documents: tuple[DocumentCard, ...]
    earlier_births: tuple[EarlierBirthCard, ...]
    further: Further


def person_sheet(person_id: UUID, *, by: Actor, at: datetime) -> PersonSheet:
    """One person. Raises `Hidden` when the actor may not know of them. At most sixteen
    queries."""
    listed, read = persons_and_how_far([person_id], by=by, at=at)
    if person_id not in listed:
        raise Hidden(f"person {person_id}")
    row = listed[person_id]
    names = names_of(listed, read=read).order_by("-is_main", "added_at", "id")
    nationalities = nationalities_within(by, at=at).filter(person_id=person_id).order_by("added_at", "id")
    documents = documents_within(by, at=at).filter(person_id=person_id).order_by("-added_at", "-id")
    return PersonSheet(
        id=row.id,
        called=row.called,
        birth=birth_of(row),
        sex=Sex(row.sex) if row.sex else None,
        sex_state=Told(row.sex_state),
        gender=row.gender,
        gender_state=Told(row.gender_state),
        version=row.version,
        sex_version=row.sex_version,
        gender_version=row.gender_version,
        is_read=person_id in read,
        is_written=persons_within(by, need=Reach.WORK, at=at).filter(pk=person_id).exists(),
        names=tuple(map(_name_card, names)),
        nationalities=tuple(map(_nationality_card, nationalities)),
        documents=tuple(map(_document_card, documents)),
        earlier_births=_earlier_births(person_id, by=by, at=at),
        further=further_of(person_id, is_ours=row.organisation_id == by.organisation_id)
        if person_id in read
        else NOTHING_FURTHER,
    )


def _earlier_births(person_id: UUID, *, by: Actor, at: datetime) -> tuple[EarlierBirthCard, ...]:
    """What was on record before stays in the house: a share shows a person as they are now."""
    read = persons_within(by, need=Reach.READ, at=at).filter(organisation_id=by.organisation_id)
    rows = EarlierBirth.objects.filter(person_id=person_id, person__in=read).order_by("-version")
    return tuple(EarlierBirthCard(version=row.version, birth=birth_of(row), at=row.birth_at) for row in rows)


def locked_person(person_id: UUID, *, by: Actor, at: datetime) -> Person | None:
    """A person whom the actor may change, locked for the rest of the act; None when they only see them.

    Raises `Hidden` when they do not even do that.
    """
    written = persons_within(by, need=Reach.WORK, at=at).filter(pk=person_id)
    person = written.select_for_update(of=("self",)).first()
    if person is None and not persons_within(by, need=Reach.LIST, at=at).filter(pk=person_id).exists():
        raise Hidden(f"person {person_id}")
    return person


class Born(Protocol):
    """The columns of a birth, of a model or of a row that was asked for."""

    @property
    def birth_state(self) -> str: ...
    @property
    def birth_words(self) -> str | None: ...
    @property
    def birth_calendar(self) -> str | None: ...
    @property
    def birth_precision(self) -> str | None: ...
    @property
    def birth_numbers(self) -> list[int]: ...
    @property
    def birth_earliest(self) -> date | None: ...
    @property
    def birth_latest(self) -> date | None: ...
    @property
    def birth_source(self) -> str | None: ...


def birth_of(row: Born) -> Birth:
    """The day of birth that a row holds. Doubts are not kept: they follow from the rest."""
    day = None
    if row.birth_precision == Precision.EXACT:
        calendar = Calendar(row.birth_calendar or Calendar.GREGORIAN)
        day = exact_day(*row.birth_numbers, calendar=calendar, told=row.birth_words or "")
    elif row.birth_words is not None:
        day = UncertainDay(
            precision=Precision(row.birth_precision or Precision.UNKNOWN),
            calendar=Calendar(row.birth_calendar or Calendar.GREGORIAN),
            earliest=row.birth_earliest,
            latest=row.birth_latest,
            numbers=tuple(row.birth_numbers),
            told=row.birth_words,
        )
    source = Source(row.birth_source) if row.birth_source else None
    return Birth(state=Told(row.birth_state), day=day, source=source)


def _name_card(row: Name) -> NameCard:
    parts = tuple(Part(text=one["text"], kind=PartKind(one["kind"])) for one in row.parts)
    return NameCard(
        id=row.id,
        kind=NameKind(row.kind),
        parts=parts,
        written=row.written,
        script=row.script,
        source=Source(row.source),
        since_on=row.since_on,
        until_on=row.until_on,
        is_main=row.is_main,
    )


def _nationality_card(row: Nationality) -> NationalityCard:
    return NationalityCard(
        id=row.id,
        belonging=Belonging(row.belonging),
        country=row.country,
        source=Source(row.source),
        since_on=row.since_on,
        until_on=row.until_on,
        ended=Ended(at=row.ended_at, why=row.ended_why) if row.ended_at else None,
    )


def _document_card(row: PersonDocument) -> DocumentCard:
    return DocumentCard(
        id=row.id,
        document=DocumentKind(row.document),
        number=row.number,
        issuing_state=row.issuing_state,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        examination=Examination(row.examination),
        zone=row.zone,
        zone_is_sound=row.zone_is_sound,
    )
