"""The application's own wall around interviews: with the file, inside the compartment; no share shows one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.cases.queries.reach import cases_read_by
from limen.domain.interviews.models import Block, Inconsistency, Interview
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden


def within_file(by: Actor, *, at: datetime) -> Q:
    """Rows of files that the actor reads, inside the compartments they are cleared for."""
    return Q(case__in=cases_read_by(by, at=at), compartment__in=by.clearances)


def interviews_seen_by(by: Actor, *, at: datetime) -> QuerySet[Interview]:
    """Every interview that the actor may read."""
    return Interview.objects.filter(within_file(by, at=at))


def locked_interview(interview_id: UUID, *, by: Actor, at: datetime) -> Interview:
    """An interview the actor reads, locked for the rest of the act. Raises `Hidden`."""
    seen = interviews_seen_by(by, at=at).filter(pk=interview_id)
    row = seen.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"interview {interview_id}")
    return row


def locked_inconsistency(inconsistency_id: UUID, *, by: Actor, at: datetime) -> Inconsistency:
    """An inconsistency with its interview, which is locked for the rest of the act. Raises `Hidden`."""
    seen = Inconsistency.objects.filter(within_file(by, at=at), pk=inconsistency_id)
    row = seen.select_related("interview").select_for_update(of=("interview",)).first()
    if row is None:
        raise Hidden(f"inconsistency {inconsistency_id}")
    return row


def block_of(block_id: UUID, *, by: Actor, at: datetime) -> Block:
    """A block of a record that the actor reads. Raises `Hidden`."""
    row = Block.objects.filter(within_file(by, at=at), pk=block_id).first()
    if row is None:
        raise Hidden(f"block {block_id}")
    return row
