"""Saying who acts for a person, and with whom a child came."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.families import rules
from limen.domain.families.events import AccompanimentStated, Appointed, AppointmentEnded
from limen.domain.families.models import Accompaniment, Appointee, Appointment
from limen.domain.families.names import Accompanied, AppointmentKind, AppointmentTold
from limen.domain.families.queries.reach import locked_appointment, must_see, written_of
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Refused, Text, refuse_if


@command("families.appoint")
def appoint(
    person_id: UUID, *, told: AppointmentTold, appointment_id: UUID, by: Actor, at: datetime
) -> Appointed:
    """Put on record who acts for a person. Whoever that is may have a record of their own, which the actor
    reads; the name that is typed is told to everybody who reads the person."""
    must_see([person_id], by=by, at=at)
    if not written_of([person_id], by=by, at=at):
        raise Refused([rules.only_seen()])
    whom = told.representative_id
    if whom is not None and whom not in must_see([whom], by=by, at=at):
        raise Refused([rules.only_seen()])
    return _appointed(person_id, told=told, appointment_id=appointment_id, by=by, at=at)


@command("families.keep_appointment", inner=True)
def keep_appointment(
    person_id: UUID, *, told: AppointmentTold, appointment_id: UUID, by: Actor, at: datetime
) -> Appointed:
    """The same for somebody who is being registered, before they are made part of a case."""
    return _appointed(person_id, told=told, appointment_id=appointment_id, by=by, at=at)


@command("families.end_appointment")
def end_appointment(
    appointment_id: UUID, *, until_on: date, why: str, on: date, by: Actor, at: datetime
) -> AppointmentEnded:
    """Say since when somebody no longer acts for the person, and why. `on` is today where the actor sits."""
    row = locked_appointment(appointment_id, by=by, at=at)
    if row is None:
        raise Refused([rules.only_seen()])
    refuse_if(rules.obstacles_to_ending(since_on=row.appointed_on, until_on=until_on, why=why, on=on))
    if row.ended_at is not None:
        raise Refused([rules.ended_before()])
    Appointment.objects.filter(pk=row.id).update(
        until_on=until_on, ended_by_id=by.id, ended_at=at, end_why=why
    )
    return AppointmentEnded(
        person_id=row.person_id,
        appointment_id=row.id,
        appointment=AppointmentKind(row.kind),
        until_on=until_on,
        why=why,
    )


@command("families.say_accompaniment")
def say_accompaniment(
    person_id: UUID,
    *,
    state: Accompanied,
    words: str | None,
    why: str | None,
    version: int,
    by: Actor,
    at: datetime,
) -> AccompanimentStated:
    """Say with whom somebody came, and on what that rests. `version` is of what the actor had before them, 0
    when nothing had been said; raises `Conflict` when somebody else said something meanwhile."""
    must_see([person_id], by=by, at=at)
    if not written_of([person_id], by=by, at=at):
        raise Refused([rules.only_seen()])
    refuse_if(rules.obstacles_to_saying_accompaniment(state, words=words, why=why))
    latest = Accompaniment.objects.filter(person_id=person_id).order_by("-version").first()
    if latest is not None and latest.version != version:
        raise _conflict(latest, version, by)
    return _stated(person_id, state=state, words=words, why=why, version=version + 1, by=by, at=at)


@command("families.keep_accompaniment", inner=True)
def keep_accompaniment(
    person_id: UUID, *, state: Accompanied, words: str | None, why: str | None, by: Actor, at: datetime
) -> AccompanimentStated:
    """The same for somebody who is being registered: the first that is said."""
    refuse_if(rules.obstacles_to_saying_accompaniment(state, words=words, why=why))
    return _stated(person_id, state=state, words=words, why=why, version=1, by=by, at=at)


def _appointed(
    person_id: UUID, *, told: AppointmentTold, appointment_id: UUID, by: Actor, at: datetime
) -> Appointed:
    refuse_if(rules.obstacles_to_appointing(told, person_id=person_id))
    row = Appointment(
        id=appointment_id,
        person_id=person_id,
        kind=told.kind,
        name=told.name.strip(),
        organisation_name=told.organisation,
        contact=told.contact,
        appointed_on=told.appointed_on,
        authority=told.authority,
        evidence=told.evidence,
        until_on=told.until_on,
        added_by_id=by.id,
        added_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error
    if told.representative_id is not None:
        Appointee(appointment_id=row.id, person_id=told.representative_id).save(force_insert=True)
    return Appointed(
        person_id=person_id,
        appointment_id=row.id,
        appointment=told.kind,
        name=row.name,
        appointed_on=told.appointed_on,
    )


def _stated(
    person_id: UUID,
    *,
    state: Accompanied,
    words: str | None,
    why: str | None,
    version: int,
    by: Actor,
    at: datetime,
) -> AccompanimentStated:
    row = Accompaniment(
        id=new_id(),
        person_id=person_id,
        version=version,
        state=state,
        words=words,
        why=why or None,
        stated_by_id=by.id,
        stated_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # said by two at the same moment: the second one is shown the first
        latest = Accompaniment.objects.filter(person_id=person_id).order_by("-version").first()
        raise (
            _conflict(latest, version - 1, by) if latest else Refused([rules.received_before()])
        ) from error
    return AccompanimentStated(person_id=person_id, state=state, why=row.why, version=version)


def _conflict(latest: Accompaniment, version: int, by: Actor) -> Conflict:
    base = Accompaniment.objects.filter(person_id=latest.person_id, version=version).first()
    rows = [row for row in (latest, base) if row is not None]
    names = names_of({row.stated_by_id for row in rows}, by=by)
    return Conflict(
        theirs=_text(latest, names), base=_text(base, names) if base else None, version=latest.version
    )


def _text(row: Accompaniment, names: dict[UUID, str]) -> Text:
    state = str(Accompanied(row.state).label)
    says = f"{state}: {row.words}" if row.words else state
    return Text(says=says, by_name=names.get(row.stated_by_id, ""), at=row.stated_at)
