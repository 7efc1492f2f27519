"""Ending the link between two records. Each is then as it was, with what was added to it meanwhile."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.duplicates import rules
from limen.domain.duplicates.commands.mirroring import tell_both
from limen.domain.duplicates.events import Unmerged
from limen.domain.duplicates.models import Merging
from limen.domain.duplicates.queries.reach import mergings_within
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if


@command("duplicates.unmerge")
def unmerge(merging_id: UUID, *, why: str, by: Actor, at: datetime) -> Unmerged:
    """Say that two records are two persons after all. One person does it, at once: until then somebody may be
    taken for another. Whoever decided it, and whoever proposed it, is told."""
    seen = mergings_within(by, at=at).filter(pk=merging_id)
    found = seen.first()
    if found is None:
        raise Hidden(f"link {merging_id}")
    row = Merging.objects.filter(pk=merging_id, until_at=None).select_for_update().first()
    refuse_if(rules.obstacles_to_unmerging(is_undone=row is None, why=why))
    Merging.objects.filter(pk=merging_id).update(until_at=at, undone_by_id=by.id, undone_why=why.strip())
    event = Unmerged(
        person_id=found.kept_id,
        other_person_id=found.gone_id,
        merging_id=merging_id,
        decided_by_id=found.decided_by_id,
        proposed_by_id=found.proposed_by_id,
        why=why.strip(),
    )
    tell_both(event, by=by, at=at)
    return event
