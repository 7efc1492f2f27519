"""After how many days a case stands too long, as one's organisation says."""

from __future__ import annotations

from dataclasses import dataclass

from limen.domain.identity.models import Organisation
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Patience:
    """Days at one stage, and days without an act; None: no number of days is too long."""

    stage_days: int | None
    quiet_days: int | None


def patience_of(by: Actor) -> Patience:
    """The patience of the actor's organisation. One query."""
    rows = Organisation.objects.filter(pk=by.organisation_id).values_list("stage_days", "quiet_days")
    stage_days, quiet_days = rows.get()
    return Patience(stage_days=stage_days, quiet_days=quiet_days)
