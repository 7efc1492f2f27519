"""Households in which somebody may live: those of the people with whom one shares a case or a family."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from limen.domain.families.models import Dweller
from limen.domain.families.queries.cards import HouseholdCard, Relative
from limen.domain.families.queries.family import household_cards
from limen.domain.people.queries.reach import persons_and_how_far
from limen.foundation.actors import Actor


def homes_of(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> tuple[HouseholdCard, ...]:
    """Households in which one of these persons lives now and that are of the actor's organisation, with
    whoever the actor reads in them. Four queries."""
    wanted = set(person_ids)
    there = Dweller.objects.filter(
        person_id__in=wanted, until_on=None, household__organisation_id=by.organisation_id
    )
    rows = list(
        Dweller.objects.filter(household_id__in=there.values("household_id"), until_on=None).order_by(
            "since_on", "added_at", "id"
        )
    )
    listed, read = persons_and_how_far({row.person_id for row in rows}, by=by, at=at)
    relatives = {pk: Relative(id=pk, called=listed[pk].called) for pk in read}
    seen = {row.household_id for row in rows if row.person_id in read & wanted}
    kept = [row for row in rows if row.person_id in read and row.household_id in seen]
    return household_cards(kept, relatives)
