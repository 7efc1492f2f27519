"""The boards of one's own cases, for whoever comes from a place that is of no case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.assessments.queries.reach import boards_seen_by
from limen.domain.cases.queries.reach import of_own
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach

MOST = 50


@dataclass(frozen=True, kw_only=True)
class AssignedBoard:
    """A board of a case of one's own. `called` is empty for whoever may not know of the person."""

    id: UUID
    case_id: UUID
    reference: str
    called: str


def boards_assigned(*, by: Actor, at: datetime) -> list[AssignedBoard]:
    """The boards of the cases that were given to the actor by name, the last opened first; 50 at most. Two
    queries."""
    rows = boards_seen_by(by, at=at).filter(of_own(by)).select_related("case")
    taken = list(rows.order_by("-opened_at", "-id")[:MOST])
    seen = persons_within(by, need=Reach.LIST, at=at).filter(pk__in={row.person_id for row in taken})
    called = dict(seen.values_list("pk", "called"))
    return [
        AssignedBoard(
            id=row.pk,
            case_id=row.case_id,
            reference=row.case.reference,
            called=called.get(row.person_id, ""),
        )
        for row in taken
    ]
