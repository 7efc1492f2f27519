"""Through whom decisions reached the persons whom they are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from limen.domain.decisions.models import Service
from limen.domain.decisions.names import ServiceWay
from limen.domain.decisions.queries.reach import under
from limen.foundation.actors import Actor


def served_through(decision_ids: Iterable[UUID], *, by: Actor, at: datetime) -> frozenset[UUID]:
    """The persons of whom one of these decisions went to the representative or adviser. One query."""
    rows = under(Service, by, at=at).filter(decision_id__in=list(decision_ids), way=ServiceWay.REPRESENTATIVE)
    return frozenset(rows.values_list("person_id", flat=True))
