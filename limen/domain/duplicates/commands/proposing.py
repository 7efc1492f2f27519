"""Proposing that two records are one person, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.duplicates import rules
from limen.domain.duplicates.commands.mirroring import tell_both
from limen.domain.duplicates.events import Proposed, Withdrawn
from limen.domain.duplicates.models import Proposal
from limen.domain.duplicates.names import Origin, ProposalState
from limen.domain.duplicates.queries.groups import are_one
from limen.domain.duplicates.queries.reach import locked_proposal, proposals_within
from limen.domain.people.names import Ground
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, Refused, refuse_if


@command("duplicates.propose")
def propose(
    person_id: UUID,
    *,
    other_id: UUID,
    why: str,
    proposal_id: UUID,
    grounds: Sequence[Ground] = (),
    origin: Origin = Origin.PERSON,
    by: Actor,
    at: datetime,
) -> Proposed:
    """Say that two records may be one person, of which one lists both. Nothing follows until another person
    answers. What the house found is taken up; what was told apart is asked anew. `proposal_id` is the id of a
    new one."""
    first, second = sorted((person_id, other_id))
    open_one = _open(first, second, by=by, at=at)
    refuse_if(
        rules.obstacles_to_proposing(
            is_same_record=first == second,
            is_of_the_house=_are_of_the_house({first, second}, by=by, at=at),
            is_open=open_one is not None and open_one.proposed_by_id is not None,
            is_one=are_one(first, second, by=by, at=at),
            why=why,
        )
    )
    if open_one is None:
        row = Proposal(
            id=proposal_id,
            organisation_id=by.organisation_id,
            first_id=first,
            second_id=second,
            origin=origin,
            grounds=[Ground(one).value for one in grounds],
            made_at=at,
            proposed_by_id=by.id,
            proposed_at=at,
            why=why.strip(),
        )
        _saved(row)
    else:
        row = open_one
        Proposal.objects.filter(pk=row.id).update(proposed_by_id=by.id, proposed_at=at, why=why.strip())
    event = Proposed(
        person_id=person_id,
        other_person_id=other_id,
        proposal_id=row.id,
        origin=Origin(row.origin),
        grounds=tuple(row.grounds),
        why=why.strip(),
    )
    tell_both(event, by=by, at=at)
    return event


@command("duplicates.withdraw")
def withdraw(proposal_id: UUID, *, why: str, by: Actor, at: datetime) -> Withdrawn:
    """Take one's own proposal back. What the house had found goes back to the house and stays open."""
    row, state = locked_proposal(proposal_id, by=by, at=at, to_answer=False)
    refuse_if(
        rules.obstacles_to_withdrawing(state=state, proposed_by_id=row.proposed_by_id, by_id=by.id, why=why)
    )
    event = Withdrawn(
        person_id=row.first_id, other_person_id=row.second_id, proposal_id=row.id, why=why.strip()
    )
    if row.origin == Origin.NIGHTLY:
        Proposal.objects.filter(pk=row.id).update(proposed_by_id=None, proposed_at=None, why="")
    else:
        Proposal.objects.filter(pk=row.id).update(state=ProposalState.WITHDRAWN, ended_at=at)
    tell_both(event, by=by, at=at)
    return event


def _open(first: UUID, second: UUID, *, by: Actor, at: datetime) -> Proposal | None:
    pair = proposals_within(by, at=at).filter(first_id=first, second_id=second, state=ProposalState.OPEN)
    found = pair.first()
    if found is None:
        return None
    return Proposal.objects.filter(pk=found.id, state=ProposalState.OPEN).select_for_update().first()


def _are_of_the_house(person_ids: set[UUID], *, by: Actor, at: datetime) -> bool:
    """Raises `Hidden` when the actor may not know of one of them."""
    listed = persons_within(by, need=Reach.LIST, at=at).filter(pk__in=person_ids)
    found = dict(listed.values_list("pk", "organisation_id"))
    if found.keys() != person_ids:
        raise Hidden(f"person {min(person_ids - found.keys())}")
    return set(found.values()) == {by.organisation_id}


def _saved(row: Proposal) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.already_proposed()]) from error
