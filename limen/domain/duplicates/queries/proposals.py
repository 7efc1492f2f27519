"""Proposals that wait, one of them with both records, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from limen.domain.duplicates import rules
from limen.domain.duplicates.models import Answer, Merging, Proposal
from limen.domain.duplicates.names import Origin, ProposalState, Says
from limen.domain.duplicates.queries.comparing import Point, points_of
from limen.domain.duplicates.queries.groups import Group, groups_of
from limen.domain.duplicates.queries.reach import (
    answers_within,
    mergings_within,
    proposals_read,
    proposals_within,
)
from limen.domain.identity.queries.people import names_of
from limen.domain.people.names import Birth, Ground
from limen.domain.people.queries.reach import persons_and_how_far
from limen.domain.people.queries.sheets import PersonSheet, birth_of, person_sheet
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden, Obstacle

PAGE = 50
COUNTED_UP_TO = 99
_ENOUGH = "-"  # a reason, where it is only asked what else would be in the way


@dataclass(frozen=True, kw_only=True)
class RecordCard:
    """A record as a list of pairs shows it."""

    id: UUID
    called: str
    birth: Birth


@dataclass(frozen=True, kw_only=True)
class AnswerCard:
    says: Says
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ProposalCard:
    """A pair that waits. Without `proposed_by` the house found it. `answers` is how often somebody could not
    tell."""

    id: UUID
    first: RecordCard
    second: RecordCard
    origin: Origin
    grounds: tuple[Ground, ...]
    made_at: datetime
    proposed_by_id: UUID | None
    proposed_by: str
    deferred: int


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What keeps the actor from each act on a proposal, its reason aside."""

    proposing: tuple[Obstacle, ...]
    merging: tuple[Obstacle, ...]
    answering: tuple[Obstacle, ...]
    withdrawing: tuple[Obstacle, ...]


@dataclass(frozen=True, kw_only=True)
class ProposalSheet:
    """Two records side by side, the one registered first at the start, and what was said about them."""

    id: UUID
    first: PersonSheet
    second: PersonSheet
    points: tuple[Point, ...]
    origin: Origin
    grounds: tuple[Ground, ...]
    state: ProposalState
    made_at: datetime
    proposed_by_id: UUID | None
    proposed_by: str
    why: str
    answers: tuple[AnswerCard, ...]
    groups: tuple[Group, ...]
    ways: Ways


@dataclass(frozen=True, kw_only=True)
class DecisionCard:
    """What somebody answered, and of a link whether it still holds."""

    id: UUID
    proposal_id: UUID
    first: RecordCard
    second: RecordCard
    says: Says
    why: str
    by: str
    at: datetime
    merging_id: UUID | None
    undone_at: datetime | None
    undone_by: str
    undone_why: str


@dataclass(frozen=True, kw_only=True)
class MergingSheet:
    """A link between two records, before it is ended."""

    id: UUID
    proposal_id: UUID
    kept: RecordCard
    gone: RecordCard
    proposed_by: str
    decided_by: str
    why: str
    since_at: datetime
    until_at: datetime | None
    obstacles: tuple[Obstacle, ...]


def proposals(*, by: Actor, at: datetime, before: tuple[datetime, UUID] | None = None) -> list[ProposalCard]:
    """A page of the pairs that wait, the latest first. Four queries."""
    rows = proposals_read(by, at=at).filter(state=ProposalState.OPEN)
    if before:
        rows = rows.filter(Q(made_at__lt=before[0]) | Q(made_at=before[0], id__lt=before[1]))
    page = list(rows.order_by("-made_at", "-id")[:PAGE])
    records = _records({one for row in page for one in (row.first_id, row.second_id)}, by=by, at=at)
    names = names_of({row.proposed_by_id for row in page if row.proposed_by_id}, by=by)
    deferred = _deferred([row.id for row in page], by=by, at=at)
    return [
        ProposalCard(
            id=row.id,
            first=records[row.first_id],
            second=records[row.second_id],
            origin=Origin(row.origin),
            grounds=_grounds(row),
            made_at=row.made_at,
            proposed_by_id=row.proposed_by_id,
            proposed_by=names.get(row.proposed_by_id, "") if row.proposed_by_id else "",
            deferred=deferred.get(row.id, 0),
        )
        for row in page
        if row.first_id in records and row.second_id in records
    ]


def count_proposals(*, by: Actor, at: datetime) -> int:
    """How many pairs wait for somebody who reads both, counted up to a limit."""
    rows = proposals_read(by, at=at).filter(state=ProposalState.OPEN)
    return rows.order_by()[: COUNTED_UP_TO + 1].count()


def proposal_sheet(proposal_id: UUID, *, by: Actor, at: datetime) -> ProposalSheet:
    """One pair. Raises `Hidden` for who may not read both. As many queries for any pair."""
    row = proposals_read(by, at=at).filter(pk=proposal_id).first()
    if row is None:
        raise Hidden(f"proposal {proposal_id}")
    first, second = sorted((row.first_id, row.second_id))
    sheets = person_sheet(first, by=by, at=at), person_sheet(second, by=by, at=at)
    groups = groups_of([first, second], by=by, at=at)
    given = list(answers_within(by, at=at).filter(proposal_id=proposal_id).order_by("-at", "-id"))
    names = names_of({one.by_id for one in given} | {row.proposed_by_id or by.id}, by=by)
    return ProposalSheet(
        id=row.id,
        first=sheets[0],
        second=sheets[1],
        points=points_of(*sheets),
        origin=Origin(row.origin),
        grounds=_grounds(row),
        state=ProposalState(row.state),
        made_at=row.made_at,
        proposed_by_id=row.proposed_by_id,
        proposed_by=names.get(row.proposed_by_id, "") if row.proposed_by_id else "",
        why=row.why,
        answers=tuple(
            AnswerCard(says=Says(one.says), why=one.why, by=names.get(one.by_id, ""), at=one.at)
            for one in given
        ),
        groups=tuple({group.head: group for group in groups.values()}.values()),
        ways=_ways(row, groups, by),
    )


def decisions(*, by: Actor, at: datetime, before: tuple[datetime, UUID] | None = None) -> list[DecisionCard]:
    """A page of what was answered, the latest first, with links that were ended since. Four queries."""
    rows = answers_within(by, at=at).exclude(says=Says.CANNOT_TELL).select_related("proposal")
    if before:
        rows = rows.filter(Q(at__lt=before[0]) | Q(at=before[0], id__lt=before[1]))
    page = list(rows.order_by("-at", "-id")[:PAGE])
    pairs = {one for row in page for one in (row.proposal.first_id, row.proposal.second_id)}
    records = _records(pairs, by=by, at=at)
    links = {
        link.proposal_id: link
        for link in mergings_within(by, at=at).filter(proposal_id__in=[row.proposal_id for row in page])
    }
    members = {row.by_id for row in page} | {link.undone_by_id for link in links.values()}
    names = names_of({one for one in members if one}, by=by)
    return [_decision(row, records, links.get(row.proposal_id), names) for row in page]


def merging_sheet(merging_id: UUID, *, by: Actor, at: datetime) -> MergingSheet:
    """A link. Raises `Hidden` for who may not read both records."""
    row = mergings_within(by, at=at).filter(pk=merging_id).first()
    if row is None:
        raise Hidden(f"link {merging_id}")
    records = _records({row.kept_id, row.gone_id}, by=by, at=at)
    names = names_of({row.proposed_by_id, row.decided_by_id}, by=by)
    return MergingSheet(
        id=row.id,
        proposal_id=row.proposal_id,
        kept=records[row.kept_id],
        gone=records[row.gone_id],
        proposed_by=names.get(row.proposed_by_id, ""),
        decided_by=names.get(row.decided_by_id, ""),
        why=row.why,
        since_at=row.since_at,
        until_at=row.until_at,
        obstacles=tuple(rules.obstacles_to_unmerging(is_undone=row.until_at is not None, why=_ENOUGH)),
    )


def my_proposals(*, by: Actor, at: datetime) -> list[tuple[UUID, ProposalState]]:
    """The latest proposals that the actor made, and where they stand: also of records they only list."""
    rows = proposals_within(by, at=at).filter(proposed_by_id=by.id).order_by("-proposed_at", "-id")
    return [(row.id, ProposalState(row.state)) for row in rows[:PAGE]]


def _ways(row: Proposal, groups: dict[UUID, Group], by: Actor) -> Ways:
    state = ProposalState(row.state)
    facts: dict[str, Any] = {
        "state": state,
        "proposed_by_id": row.proposed_by_id,
        "by_id": by.id,
        "why": _ENOUGH,
    }
    group = groups.get(row.first_id)
    is_one = group is not None and row.second_id in group.members
    # Each may go unless it has gone already; the head of a group has not.
    gone = [one in groups and groups[one].head != one for one in (row.first_id, row.second_id)]
    proposing = rules.obstacles_of_state(state)
    if not proposing and row.proposed_by_id is not None:
        proposing = [rules.already_proposed()]
    return Ways(
        proposing=tuple(proposing),
        merging=tuple(rules.obstacles_to_merging(**facts, is_gone=all(gone), is_one=is_one)),
        answering=tuple(rules.obstacles_to_answering(**facts)),
        withdrawing=tuple(rules.obstacles_to_withdrawing(**facts)),
    )


def _records(person_ids: set[UUID], *, by: Actor, at: datetime) -> dict[UUID, RecordCard]:
    listed, _read = persons_and_how_far(person_ids, by=by, at=at)
    return {key: RecordCard(id=key, called=row.called, birth=birth_of(row)) for key, row in listed.items()}


def _deferred(proposal_ids: list[UUID], *, by: Actor, at: datetime) -> dict[UUID, int]:
    given = answers_within(by, at=at).filter(proposal_id__in=proposal_ids, says=Says.CANNOT_TELL)
    found: dict[UUID, int] = {}
    for proposal_id in given.values_list("proposal_id", flat=True):
        found[proposal_id] = found.get(proposal_id, 0) + 1
    return found


def _grounds(row: Proposal) -> tuple[Ground, ...]:
    return tuple(Ground(one) for one in row.grounds)


def _decision(
    row: Answer, records: dict[UUID, RecordCard], link: Merging | None, names: dict[UUID, str]
) -> DecisionCard:
    link = link if row.says == Says.SAME else None
    return DecisionCard(
        id=row.id,
        proposal_id=row.proposal_id,
        first=records[row.proposal.first_id],
        second=records[row.proposal.second_id],
        says=Says(row.says),
        why=row.why,
        by=names.get(row.by_id, ""),
        at=row.at,
        merging_id=link.id if link else None,
        undone_at=link.until_at if link else None,
        undone_by=names.get(link.undone_by_id, "") if link and link.undone_by_id else "",
        undone_why=link.undone_why if link else "",
    )
