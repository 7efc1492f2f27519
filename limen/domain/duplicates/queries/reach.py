"""The application's own wall around proposals, answers and links: both records, as far as one reaches."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.duplicates.models import Answer, Merging, Proposal
from limen.domain.duplicates.names import ProposalState
from limen.domain.people.models import Person
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden


def proposals_within(by: Actor, *, at: datetime) -> QuerySet[Proposal]:
    """Proposals about records that the actor may read both, and their own about records they list."""
    listed = _pairs(by, Reach.LIST, at, "first", "second")
    return _own(by).filter(_read(by, at) | (listed & Q(proposed_by_id=by.id)))


def proposals_read(by: Actor, *, at: datetime) -> QuerySet[Proposal]:
    """Proposals about records that the actor may read both: only these may they answer."""
    return _own(by).filter(_read(by, at))


def answers_within(by: Actor, *, at: datetime) -> QuerySet[Answer]:
    """Answers to proposals about records that the actor may read both."""
    read = _pairs(by, Reach.READ, at, "proposal__first", "proposal__second")
    return Answer.objects.filter(read, proposal__organisation_id=by.organisation_id)


def mergings_within(by: Actor, *, at: datetime) -> QuerySet[Merging]:
    """Links between records that the actor may read both. A link opens no wall."""
    read = _pairs(by, Reach.READ, at, "kept", "gone")
    return Merging.objects.filter(read, organisation_id=by.organisation_id)


def _own(by: Actor) -> QuerySet[Proposal]:
    """A share shows a person, and not what the other house thinks about who they are."""
    return Proposal.objects.filter(organisation_id=by.organisation_id)


def _read(by: Actor, at: datetime) -> Q:
    return _pairs(by, Reach.READ, at, "first", "second")


def _pairs(by: Actor, need: Reach, at: datetime, one: str, other: str) -> Q:
    reached: QuerySet[Person, Any] = persons_within(by, need=need, at=at).values("pk")
    return Q(**{f"{one}_id__in": reached, f"{other}_id__in": reached})


def locked_proposal(
    proposal_id: UUID, *, by: Actor, at: datetime, to_answer: bool = True
) -> tuple[Proposal, ProposalState]:
    """A proposal and how it stands; locked for the rest of the act while it is open.

    Raises `Hidden` for a proposal that the actor may not know of, or, `to_answer`, may not read both records
    of.
    """
    seen = proposals_read(by, at=at) if to_answer else proposals_within(by, at=at)
    found = seen.filter(pk=proposal_id).first()
    if found is None:
        raise Hidden(f"proposal {proposal_id}")
    locked = Proposal.objects.filter(pk=proposal_id, state=ProposalState.OPEN)
    row = locked.select_for_update().first()
    if row is None:
        found.refresh_from_db()
    return row or found, ProposalState((row or found).state)
