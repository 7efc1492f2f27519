"""Answering a proposal: the same person, not the same person, cannot tell yet. By somebody else than who
proposed it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.duplicates import rules
from limen.domain.duplicates.commands.mirroring import tell_both
from limen.domain.duplicates.events import Deferred, Merged, ToldApart
from limen.domain.duplicates.models import Answer, Merging, Proposal
from limen.domain.duplicates.names import ProposalState, Says
from limen.domain.duplicates.queries.groups import groups_of
from limen.domain.duplicates.queries.reach import locked_proposal
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, Refused, refuse_if


@command("duplicates.merge")
def merge(proposal_id: UUID, *, kept_id: UUID, merging_id: UUID, why: str, by: Actor, at: datetime) -> Merged:
    """Decide that two records are one person: from now on `kept_id` stands for both. Nothing is moved."""
    row, state = locked_proposal(proposal_id, by=by, at=at)
    gone_id = {row.first_id: row.second_id, row.second_id: row.first_id}.get(kept_id)
    if gone_id is None:
        raise Hidden(f"person {kept_id} of proposal {proposal_id}")
    groups = groups_of([kept_id, gone_id], by=by, at=at)
    refuse_if(
        rules.obstacles_to_merging(
            state=state,
            proposed_by_id=row.proposed_by_id,
            by_id=by.id,
            is_gone=gone_id in groups and groups[gone_id].head != gone_id,
            is_one=kept_id in groups and gone_id in groups[kept_id].members,
            why=why,
        )
    )
    if row.proposed_by_id is None:
        raise Refused([rules.not_alone()])
    link = Merging(
        id=merging_id,
        organisation_id=row.organisation_id,
        proposal_id=proposal_id,
        kept_id=kept_id,
        gone_id=gone_id,
        proposed_by_id=row.proposed_by_id,
        decided_by_id=by.id,
        why=why.strip(),
        since_at=at,
    )
    _saved(link)
    _answered(row, Says.SAME, why=why, by=by, at=at)
    event = Merged(
        person_id=kept_id,
        other_person_id=gone_id,
        kept_id=kept_id,
        proposal_id=proposal_id,
        merging_id=merging_id,
        proposed_by_id=row.proposed_by_id,
        why=why.strip(),
    )
    tell_both(event, by=by, at=at)
    return event


@command("duplicates.tell_apart")
def tell_apart(proposal_id: UUID, *, why: str, by: Actor, at: datetime) -> ToldApart:
    """Decide that two records are two persons. It is remembered: the house does not propose the pair again,
    and whoever asks anew gives a reason."""
    row = _to_answer(proposal_id, why=why, by=by, at=at)
    _answered(row, Says.NOT_SAME, why=why, by=by, at=at)
    event = ToldApart(
        person_id=row.first_id, other_person_id=row.second_id, proposal_id=proposal_id, why=why.strip()
    )
    tell_both(event, by=by, at=at)
    return event


@command("duplicates.defer")
def defer(proposal_id: UUID, *, why: str, by: Actor, at: datetime) -> Deferred:
    """Say that one cannot tell yet, and what would help. The proposal stays open."""
    row = _to_answer(proposal_id, why=why, by=by, at=at)
    _answered(row, Says.CANNOT_TELL, why=why, by=by, at=at)
    event = Deferred(
        person_id=row.first_id, other_person_id=row.second_id, proposal_id=proposal_id, why=why.strip()
    )
    tell_both(event, by=by, at=at)
    return event


def _to_answer(proposal_id: UUID, *, why: str, by: Actor, at: datetime) -> Proposal:
    row, state = locked_proposal(proposal_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_answering(state=state, proposed_by_id=row.proposed_by_id, by_id=by.id, why=why)
    )
    return row


_ENDS = {Says.SAME: ProposalState.SAME, Says.NOT_SAME: ProposalState.NOT_SAME}


def _answered(row: Proposal, says: Says, *, why: str, by: Actor, at: datetime) -> None:
    answer = Answer(proposal_id=row.id, says=says, why=why.strip(), by_id=by.id, at=at)
    answer.save(force_insert=True)
    if says in _ENDS:
        Proposal.objects.filter(pk=row.id).update(state=_ENDS[says], ended_at=at)


def _saved(link: Merging) -> None:
    """Row security lets the actor see no links past a wall; the database asks about all of them."""
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.cannot_be_joined()]) from error
