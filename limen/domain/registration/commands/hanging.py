"""What is kept with the persons of a family: kin, who acts for a child, ways to reach them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from limen.domain.contacts.commands.keeping import keep_way
from limen.domain.duplicates.commands.proposing import Pair, propose_newcomers
from limen.domain.duplicates.names import Origin
from limen.domain.families.commands.appointing import (
    keep_accompaniment,
    keep_appointment,
    say_accompaniment,
)
from limen.domain.families.commands.relating import keep_relationship
from limen.domain.families.queries.family import family_of
from limen.domain.registration import rules
from limen.domain.registration.names.told import FamilyTold
from limen.foundation.actors import Actor
from limen.foundation.refusals import Refused


def keep_what_hangs_together(told: FamilyTold, *, by: Actor, at: datetime) -> None:
    """Before the persons are made part of the case: afterwards a clerk who only lists cases could no longer
    write about them. What is on record of people who were there before is not kept a second time."""
    known = {one.person_id for one in told.members if one.is_on_record}
    for one in told.relations:
        try:
            keep_relationship(one.told, relationship_id=one.relationship_id, by=by, at=at)
        except Refused as refused:
            codes = {obstacle.code for obstacle in refused.obstacles}
            if codes != {"related"} or not {one.told.person_id, one.told.other_id} <= known:
                raise
    for way in told.ways:
        keep_way(way.person_id, way=way.told, way_id=way.way_id, by=by, at=at)
    _keep_accompaniments(told, known, by=by, at=at)
    for one_acts in told.appointments:
        keep_appointment(
            one_acts.person_id, told=one_acts.told, appointment_id=one_acts.appointment_id, by=by, at=at
        )


def _keep_accompaniments(told: FamilyTold, known: Collection[UUID], *, by: Actor, at: datetime) -> None:
    """What was said of a child who was on record before follows on what stands there."""
    for one in told.accompaniments:
        if one.person_id not in known:
            keep_accompaniment(one.person_id, state=one.state, words=one.words, why=one.why, by=by, at=at)
            continue
        before = family_of(one.person_id, by=by, at=at).accompaniment
        if before is None or (before.state, before.words) != (one.state, one.words):
            say_accompaniment(
                one.person_id,
                state=one.state,
                words=one.words,
                why=one.why,
                version=before.version if before else 0,
                by=by,
                at=at,
            )


def propose_dismissed(told: FamilyTold, registration_id: UUID, *, by: Actor, at: datetime) -> None:
    """What a clerk in a hurry took for somebody else is looked at again by somebody who may read both."""
    dismissed = (
        Pair(
            person_id=one.person_id,
            other_id=seen,
            proposal_id=uuid5(registration_id, f"alike {one.person_id} {seen}"),
        )
        for one in told.members
        for seen in (() if one.is_on_record else one.seen)
    )
    propose_newcomers(dismissed, why=rules.registered_anyway(), origin=Origin.CREATION, by=by, at=at)
