"""Registering a person, or many at once: everything told at the counter, in one act, kept as it was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.people import rules
from limen.domain.people.commands.adding import document_row, keep_names, name_row
from limen.domain.people.commands.belonging import nationality_row
from limen.domain.people.commands.needs import keep_need
from limen.domain.people.commands.picturing import clean_picture, keep_picture
from limen.domain.people.commands.placing import keep_place
from limen.domain.people.commands.speaking import keep_wish, language_row
from limen.domain.people.events import Registered
from limen.domain.people.models import Language, Nationality, Person, PersonDocument
from limen.domain.people.names import Birth, PlaceKind, Registration
from limen.foundation.actors import Actor
from limen.foundation.commands import command, write_down_each
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody who is put on record together with others."""

    person_id: UUID
    told: Registration

    @property
    def called(self) -> str:
        """The name by which lists call them."""
        return self.told.names[0].written


@command("people.register", inner=True)
def register(told: Registration, *, person_id: UUID, on: date, by: Actor, at: datetime) -> Registered:
    """Put a person on record. `on` is today where the actor sits.

    Only within an act that makes them party to something: a person through whom nobody sees is lost. The id
    may come from the device on which the person was registered, so that the act can be sent again.
    """
    one = Newcomer(person_id=person_id, told=told)
    refuse_if(rules.obstacles_to_registering(told, on=on))
    try:
        with transaction.atomic():
            _person_row(one, by=by, at=at).save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error
    _keep_told([one], on=on, by=by, at=at)
    return Registered(person_id=person_id, called=one.called)


def register_many(newcomers: Sequence[Newcomer], *, on: date, by: Actor, at: datetime) -> None:
    """The same for many at once, each with a line of their own: a fixed number of queries. One who cannot be
    registered refuses them all, and so does the database with `IntegrityError` or `DataError`."""
    for one in newcomers:
        refuse_if(rules.obstacles_to_registering(one.told, on=on))
    Person.objects.bulk_create(_person_row(one, by=by, at=at) for one in newcomers)
    _keep_told(newcomers, on=on, by=by, at=at)
    events = [Registered(person_id=one.person_id, called=one.called) for one in newcomers]
    write_down_each(events, by=by, at=at)


def _person_row(one: Newcomer, *, by: Actor, at: datetime) -> Person:
    told = one.told
    return Person(
        id=one.person_id,
        organisation_id=by.organisation_id,
        called=one.called,
        sex=told.sex,
        sex_state=told.sex_state,
        gender=told.gender,
        gender_state=told.gender_state,
        registered_by_id=by.id,
        registered_at=at,
        birth_by_id=by.id,
        birth_at=at,
        **birth_columns(told.birth),
    )


def _keep_told(newcomers: Sequence[Newcomer], *, on: date, by: Actor, at: datetime) -> None:
    """What was told of persons who have just been written. Of what is told of nobody, nothing is asked."""
    named = [
        (one.person_id, name, not place) for one in newcomers for place, name in enumerate(one.told.names)
    ]
    keep_names(
        [
            name_row(person_id, name, name_id=new_id(), is_main=is_main, by=by, at=at)
            for person_id, name, is_main in named
        ],
        [name for _, name, _ in named],
    )
    Nationality.objects.bulk_create(
        nationality_row(one.person_id, each, nationality_id=new_id(), by=by, at=at)
        for one in newcomers
        for each in one.told.nationalities
    )
    PersonDocument.objects.bulk_create(
        document_row(one.person_id, each, document_id=each.document_id or new_id(), on=on, by=by, at=at)
        for one in newcomers
        for each in one.told.documents
    )
    Language.objects.bulk_create(
        language_row(one.person_id, each, language_id=new_id(), by=by, at=at)
        for one in newcomers
        for each in one.told.languages
    )
    for one in newcomers:
        _keep_further(one.told, person_id=one.person_id, by=by, at=at)


def _keep_further(told: Registration, *, person_id: UUID, by: Actor, at: datetime) -> None:
    """Whatever was told besides, mostly at a counter. What was not asked is written down nowhere."""
    for kind, place in ((PlaceKind.BIRTH, told.born_in), (PlaceKind.RESIDENCE, told.lived_in)):
        if place.is_asked:
            keep_place(person_id, kind, place, version=1, by=by, at=at)
    if told.interpreter:
        keep_wish(person_id, told.interpreter, version=1, by=by, at=at)
    for need in told.needs:
        keep_need(person_id, need, need_id=new_id(), by=by, at=at)
    for picture in told.pictures:
        keep_picture(person_id, picture, clean_picture(picture), picture_id=new_id(), by=by, at=at)


def birth_columns(birth: Birth) -> dict[str, Any]:
    """A day of birth as the columns of a row."""
    day = birth.day
    return {
        "birth_state": birth.state,
        "birth_words": day.told if day else None,
        "birth_calendar": day.calendar if day else None,
        "birth_precision": day.precision if day else None,
        "birth_numbers": list(day.numbers) if day else [],
        "birth_earliest": day.earliest if day else None,
        "birth_latest": day.latest if day else None,
        "birth_source": birth.source,
    }
