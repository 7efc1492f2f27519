"""Who asked for what is not theirs, for those who keep the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Q

from limen.domain.identity.models import Posting
from limen.domain.identity.names import Role
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.journal.models import Denial

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class DenialCard:
    """One request that was not answered. What it was about stays out: keepers see no case."""

    id: int
    at: datetime
    who: str
    what: str
    why: str


def denials(*, by: Actor, at: datetime, before: int | None = None) -> list[DenialCard]:
    """Refused requests of the actor's organisation, the latest first. Empty for all but its keepers."""
    held = Posting.objects.filter(Q(until_at=None) | Q(until_at__gt=at), member_id=by.id, since_at__lte=at)
    keeps = Exists(held.filter(role__in=[Role.ADMINISTRATOR, Role.AUDITOR]))
    rows = Denial.objects.filter(keeps, organisation_id=by.organisation_id).order_by("-id")
    found = list((rows.filter(id__lt=before) if before else rows)[:PAGE])
    names = names_of({row.by_id for row in found if row.by_id}, by=by)
    return [
        DenialCard(
            id=row.id,
            at=row.at,
            who=names.get(row.by_id, "") if row.by_id else "",
            what=row.what,
            why=row.why,
        )
        for row in found
    ]
