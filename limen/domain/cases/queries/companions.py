"""Who shares a case with a person: those to whom a relationship can be put on record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from limen.domain.cases.models import Party
from limen.domain.cases.queries.reach import cases_seen_by
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach


def others_in_cases_of(person_id: UUID, *, by: Actor, at: datetime) -> list[tuple[UUID, str]]:
    """Whoever shares a case with a person now, and whose file the actor reads: id and name. Three queries."""
    running = Party.objects.filter(Q(until_at=None) | Q(until_at__gt=at), case__in=cases_seen_by(by, at=at))
    cases = [*running.filter(person_id=person_id).values_list("case_id", flat=True)]
    others = running.filter(case_id__in=cases).exclude(person_id=person_id)
    found = [*others.values_list("person_id", flat=True)]
    read = persons_within(by, need=Reach.READ, at=at).filter(pk__in=found)
    return [*read.order_by("called", "id").values_list("pk", "called")]
