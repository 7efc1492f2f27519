"""Registering a person: everything told at the counter, in one act, kept as it was typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.people import rules
from limen.domain.people.commands.adding import keep_document, keep_name
from limen.domain.people.commands.belonging import keep_nationality
from limen.domain.people.commands.needs import keep_need
from limen.domain.people.commands.picturing import clean_picture, keep_picture
from limen.domain.people.commands.placing import keep_place
from limen.domain.people.commands.speaking import keep_language, keep_wish
from limen.domain.people.events import Registered
from limen.domain.people.models import Person
from limen.domain.people.names import Birth, PlaceKind, Registration
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if


@command("people.register", inner=True)
def register(told: Registration, *, person_id: UUID, on: date, by: Actor, at: datetime) -> Registered:
    """Put a person on record. `on` is today where the actor sits.

    Only within an act that makes them party to something: a person through whom nobody sees is lost. The id
    may come from the device on which the person was registered, so that the act can be sent again.
    """
    refuse_if(rules.obstacles_to_registering(told, on=on))
    called = told.names[0].written
    person = Person(
        id=person_id,
        organisation_id=by.organisation_id,
        called=called,
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
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error
    for place, name in enumerate(told.names):
        keep_name(person_id, name, name_id=new_id(), is_main=place == 0, by=by, at=at)
    for nationality in told.nationalities:
        keep_nationality(person_id, nationality, nationality_id=new_id(), by=by, at=at)
    for document in told.documents:
        document_id = document.document_id or new_id()
        keep_document(person_id, document, document_id=document_id, on=on, by=by, at=at)
    _keep_further(told, person_id=person_id, by=by, at=at)
    return Registered(person_id=person_id, called=called)


def _keep_further(told: Registration, *, person_id: UUID, by: Actor, at: datetime) -> None:
    """Whatever was told besides. What was not asked is written down nowhere."""
    for kind, place in ((PlaceKind.BIRTH, told.born_in), (PlaceKind.RESIDENCE, told.lived_in)):
        if place.is_asked:
            keep_place(person_id, kind, place, version=1, by=by, at=at)
    for language in told.languages:
        keep_language(person_id, language, language_id=new_id(), by=by, at=at)
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
