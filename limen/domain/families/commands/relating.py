"""Saying what two persons are to each other, how far that is believed, and that it ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.families import rules
from limen.domain.families.events import Related, RelationshipEnded, RelationshipWeighed
from limen.domain.families.models import Relationship, Weighing
from limen.domain.families.names import RelationshipTold, Stance, Weight
from limen.domain.families.queries.reach import locked_relationship, must_see, written_of
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Refused, Text, refuse_if

OfAPair = Related | RelationshipWeighed | RelationshipEnded


@command("families.relate")
def relate(told: RelationshipTold, *, relationship_id: UUID, by: Actor, at: datetime) -> Related:
    """Put on record what one person is to another, both of whom the actor reads, and one of whom they may
    write about. A line in the chains of both."""
    people = {told.person_id, told.other_id}
    read = must_see(people, by=by, at=at)
    if read != people or not written_of(people, by=by, at=at):
        raise Refused([rules.only_seen()])
    return _kept(told, relationship_id=relationship_id, by=by, at=at)


@command("families.tell_both", inner=True)
def tell_both(event: OfAPair, *, by: Actor, at: datetime) -> OfAPair:
    """The same line, in the chain of the other person. The act itself returns the first."""
    return replace(event, person_id=event.other_person_id, other_person_id=event.person_id)


@command("families.keep_relationship", inner=True)
def keep_relationship(told: RelationshipTold, *, relationship_id: UUID, by: Actor, at: datetime) -> Related:
    """The same for persons who are being registered: before they are made part of a case, after which a
    clerk who only lists cases could no longer write about them."""
    return _kept(told, relationship_id=relationship_id, by=by, at=at)


@command("families.weigh_relationship")
def weigh_relationship(
    relationship_id: UUID, *, weight: Weight, why: str, version: int, by: Actor, at: datetime
) -> RelationshipWeighed:
    """Say anew how far a relationship is believed, on what ground, and why that changed. What was thought
    before is kept. Raises `Conflict` when somebody else weighed it meanwhile."""
    row = _in_hand(relationship_id, by=by, at=at)
    refuse_if(rules.obstacles_to_weighing(weight, why=why))
    _must_be_latest(row, version, by)
    _weigh(row.id, weight, version=version + 1, why=why, by=by, at=at)
    Relationship.objects.filter(pk=row.id).update(version=version + 1)
    weighed = RelationshipWeighed(
        person_id=row.person_id,
        other_person_id=row.other_id,
        relationship_id=row.id,
        stance=weight.stance,
        source=weight.source,
        why=why,
        version=version + 1,
    )
    tell_both(weighed, by=by, at=at)
    return weighed


@command("families.end_relationship")
def end_relationship(
    relationship_id: UUID, *, until_on: date, why: str, version: int, on: date, by: Actor, at: datetime
) -> RelationshipEnded:
    """Say that a relationship ended, by death, divorce, or a parting of ways. That it never was is another
    matter (`families.weigh_relationship`). `on` is today where the actor sits."""
    row = _in_hand(relationship_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending(since_on=row.since_on, until_on=until_on, why=why, on=on))
    if row.until_on is not None:
        raise Refused([rules.ended_before()])
    _must_be_latest(row, version, by)
    Relationship.objects.filter(pk=row.id).update(
        until_on=until_on, ended_by_id=by.id, ended_at=at, end_why=why, version=version + 1
    )
    ended = RelationshipEnded(
        person_id=row.person_id,
        other_person_id=row.other_id,
        relationship_id=row.id,
        until_on=until_on,
        why=why,
        version=version + 1,
    )
    tell_both(ended, by=by, at=at)
    return ended


def _kept(told: RelationshipTold, *, relationship_id: UUID, by: Actor, at: datetime) -> Related:
    refuse_if(rules.obstacles_to_relating(told))
    row = Relationship(
        id=relationship_id,
        organisation_id=by.organisation_id,
        person_id=told.person_id,
        other_id=told.other_id,
        kind=told.kind,
        union=told.union,
        words=told.words,
        since_on=told.since_on,
        until_on=told.until_on,
        added_by_id=by.id,
        added_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.related_before()]) from error
    _weigh(relationship_id, told.weight, version=1, why=None, by=by, at=at)
    related = Related(
        person_id=told.person_id,
        other_person_id=told.other_id,
        relationship_id=relationship_id,
        relation=told.kind,
        stance=told.weight.stance,
        source=told.weight.source,
    )
    tell_both(related, by=by, at=at)
    return related


def _weigh(
    relationship_id: UUID, weight: Weight, *, version: int, why: str | None, by: Actor, at: datetime
) -> None:
    row = Weighing(
        id=new_id(),
        relationship_id=relationship_id,
        version=version,
        stance=weight.stance,
        source=weight.source,
        said_by=weight.said_by,
        evidence=weight.evidence,
        why=why,
        weighed_by_id=by.id,
        weighed_at=at,
    )
    row.save(force_insert=True)


def _in_hand(relationship_id: UUID, *, by: Actor, at: datetime) -> Relationship:
    row = locked_relationship(relationship_id, by=by, at=at)
    if row is None:
        raise Refused([rules.only_seen()])
    return row


def _must_be_latest(row: Relationship, version: int, by: Actor) -> None:
    if row.version == version:
        return
    weighings = list(Weighing.objects.filter(relationship=row).order_by("-version"))
    theirs = weighings[0]
    base = next((one for one in weighings if one.version <= version), None)
    names = names_of({one.weighed_by_id for one in weighings}, by=by)
    raise Conflict(
        theirs=_text(theirs, names), base=_text(base, names) if base else None, version=row.version
    )


def _text(row: Weighing, names: dict[UUID, str]) -> Text:
    says = f"{Stance(row.stance).label}: {row.evidence}" if row.evidence else str(Stance(row.stance).label)
    return Text(says=says, by_name=names.get(row.weighed_by_id, ""), at=row.weighed_at)
