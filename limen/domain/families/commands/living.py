"""Saying who lives with whom, and since when; and that somebody left."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.families import rules
from limen.domain.families.events import HouseholdFormed, HouseholdJoined, HouseholdLeft
from limen.domain.families.models import Dweller, Household
from limen.domain.families.queries.reach import household_is_seen, locked_dweller, must_see, written_of
from limen.domain.people.names import Source
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, Refused, refuse_if


@command("families.form_household")
def form_household(
    person_ids: tuple[UUID, ...],
    *,
    household_id: UUID,
    since_on: date | None,
    source: Source | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> HouseholdFormed:
    """Put on record that these persons live together. The actor writes about each of them. A line in the
    chain of everyone: the act's own in the first one's. `on` is today where the actor sits."""
    must_see(person_ids, by=by, at=at)
    if written_of(person_ids, by=by, at=at) != set(person_ids):
        raise Refused([rules.only_seen()])
    return _formed(
        person_ids, household_id=household_id, since_on=since_on, source=source, on=on, by=by, at=at
    )


@command("families.keep_household", inner=True)
def keep_household(
    person_ids: tuple[UUID, ...],
    *,
    household_id: UUID,
    since_on: date | None,
    source: Source | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> HouseholdFormed:
    """The same for persons who are being registered, before they are made part of a case."""
    return _formed(
        person_ids, household_id=household_id, since_on=since_on, source=source, on=on, by=by, at=at
    )


@command("families.join_household")
def join_household(
    household_id: UUID,
    *,
    person_id: UUID,
    since_on: date | None,
    source: Source | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> HouseholdJoined:
    """Put on record that somebody lives in a household of which the actor reads a member."""
    must_see([person_id], by=by, at=at)
    if not household_is_seen(household_id, by=by, at=at):
        raise Hidden(f"household {household_id}")
    if not written_of([person_id], by=by, at=at):
        raise Refused([rules.only_seen()])
    return _joined(household_id, person_id=person_id, since_on=since_on, source=source, on=on, by=by, at=at)


@command("families.keep_dweller", inner=True)
def keep_dweller(
    household_id: UUID,
    *,
    person_id: UUID,
    since_on: date | None,
    source: Source | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> HouseholdJoined:
    """The same for somebody who has just been put on record with the household."""
    return _joined(household_id, person_id=person_id, since_on=since_on, source=source, on=on, by=by, at=at)


@command("families.leave_household")
def leave_household(
    dweller_id: UUID,
    *,
    until_on: date,
    why: str,
    source: Source | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> HouseholdLeft:
    """Put on record that somebody no longer lives there."""
    row = locked_dweller(dweller_id, by=by, at=at)
    if row is None:
        raise Refused([rules.only_seen()])
    refuse_if(rules.obstacles_to_ending(since_on=row.since_on, until_on=until_on, why=why, on=on))
    if row.until_on is not None:
        raise Refused([rules.ended_before()])
    Dweller.objects.filter(pk=row.id).update(
        until_on=until_on, ended_by_id=by.id, ended_at=at, end_why=why, end_source=source
    )
    return HouseholdLeft(person_id=row.person_id, household_id=row.household_id, until_on=until_on, why=why)


def _formed(
    person_ids: tuple[UUID, ...],
    *,
    household_id: UUID,
    since_on: date | None,
    source: Source | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> HouseholdFormed:
    refuse_if(rules.obstacles_to_forming_household(person_ids))
    refuse_if(rules.obstacles_to_joining_household(since_on=since_on, on=on))
    household = Household(
        id=household_id, organisation_id=by.organisation_id, formed_by_id=by.id, formed_at=at
    )
    try:
        with transaction.atomic():
            household.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error
    first, *others = person_ids
    _dwells(household_id, first, since_on=since_on, source=source, by=by, at=at)
    for person_id in others:
        keep_dweller(household_id, person_id=person_id, since_on=since_on, source=source, on=on, by=by, at=at)
    return HouseholdFormed(person_id=first, household_id=household_id, since_on=since_on)


def _joined(
    household_id: UUID,
    *,
    person_id: UUID,
    since_on: date | None,
    source: Source | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> HouseholdJoined:
    refuse_if(rules.obstacles_to_joining_household(since_on=since_on, on=on))
    _dwells(household_id, person_id, since_on=since_on, source=source, by=by, at=at)
    return HouseholdJoined(person_id=person_id, household_id=household_id, since_on=since_on)


def _dwells(
    household_id: UUID,
    person_id: UUID,
    *,
    since_on: date | None,
    source: Source | None,
    by: Actor,
    at: datetime,
) -> None:
    row = Dweller(
        id=new_id(),
        household_id=household_id,
        person_id=person_id,
        since_on=since_on,
        source=source,
        added_by_id=by.id,
        added_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.dwells_already()]) from error
