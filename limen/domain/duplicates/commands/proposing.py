"""Proposing that two records are one person, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.duplicates import rules
from limen.domain.duplicates.commands.mirroring import mirrored, tell_both
from limen.domain.duplicates.events import Proposed, Withdrawn
from limen.domain.duplicates.models import Proposal
from limen.domain.duplicates.names import Origin, ProposalState
from limen.domain.duplicates.queries.groups import are_one
from limen.domain.duplicates.queries.reach import locked_proposal, proposals_within
from limen.domain.people.names import Ground
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command, write_down_each
from limen.foundation.refusals import Hidden, Refused, refuse_if


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two records that may be one person; `proposal_id` is the id of a new proposal about them."""

    person_id: UUID
    other_id: UUID
    proposal_id: UUID
    grounds: tuple[Ground, ...] = ()


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
    pair = Pair(person_id=person_id, other_id=other_id, proposal_id=proposal_id, grounds=tuple(grounds))
    if open_one is None:
        row = _row(pair, why=why, origin=origin, by=by, at=at)
        _saved(row)
    else:
        row = open_one
        Proposal.objects.filter(pk=row.id).update(proposed_by_id=by.id, proposed_at=at, why=why.strip())
    event = _event(pair, row, why=why)
    tell_both(event, by=by, at=at)
    return event


def propose_newcomers(pairs: Iterable[Pair], *, why: str, origin: Origin, by: Actor, at: datetime) -> None:
    """Within an act: say of persons whom it has put on record what `propose` says, with the same lines of the
    journal. Three queries.

    Nobody can have proposed or joined them before. A pair with a record that the actor may not list any more,
    or of another organisation, which this one cannot answer about, is left out: it holds up no registration.
    """
    once = {(one.person_id, one.other_id): one for one in pairs}
    listed = persons_within(by, need=Reach.LIST, at=at).filter(pk__in={key for pair in once for key in pair})
    ours = (
        {*listed.filter(organisation_id=by.organisation_id).values_list("pk", flat=True)} if once else set()
    )
    asked = [one for pair, one in once.items() if ours.issuperset(pair)]
    rows = [_row(one, why=why, origin=origin, by=by, at=at) for one in asked]
    Proposal.objects.bulk_create(rows)
    events = [_event(one, row, why=why) for one, row in zip(asked, rows, strict=True)]
    write_down_each([line for event in events for line in (mirrored(event), event)], by=by, at=at)


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


def _row(pair: Pair, *, why: str, origin: Origin, by: Actor, at: datetime) -> Proposal:
    first, second = sorted((pair.person_id, pair.other_id))
    return Proposal(
        id=pair.proposal_id,
        organisation_id=by.organisation_id,
        first_id=first,
        second_id=second,
        origin=origin,
        grounds=[Ground(one).value for one in pair.grounds],
        made_at=at,
        proposed_by_id=by.id,
        proposed_at=at,
        why=why.strip(),
    )


def _event(pair: Pair, row: Proposal, *, why: str) -> Proposed:
    return Proposed(
        person_id=pair.person_id,
        other_person_id=pair.other_id,
        proposal_id=row.id,
        origin=Origin(row.origin),
        grounds=tuple(row.grounds),
        why=why.strip(),
    )


def _saved(row: Proposal) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.already_proposed()]) from error
