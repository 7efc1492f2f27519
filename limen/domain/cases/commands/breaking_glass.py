"""Opening a case in an emergency, and reviewing that afterwards."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.cases import rules
from limen.domain.cases.events import GlassBroken, OpeningReviewed
from limen.domain.cases.models import Opening
from limen.domain.cases.names import OpeningGround
from limen.domain.cases.queries.reach import cases_allocated_by
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("cases.break_glass")
def break_glass(
    *, reference: str, ground: OpeningGround, reason: str, by: Actor, at: datetime
) -> GlassBroken:
    """Open one case of one's own organisation for an hour, to read. Those it concerns are told at once.

    Raises `Hidden` when there is no such case, when a wall stands, and when the identity is protected: the
    three look alike.
    """
    openings = Opening.objects.filter(member_id=by.id)
    refuse_if(
        rules.obstacles_to_breaking_glass(
            reason=reason,
            openings_of_late=openings.filter(since_at__gt=at - rules.OPENINGS_ARE_COUNTED_OVER).count(),
            is_one_overdue_for_review=openings.filter(
                reviewed_at=None, until_at__lt=at - rules.REVIEWED_WITHIN
            ).exists(),
        )
    )
    opening_id, until_at = new_id(), at + rules.OPENING_LASTS
    with connection.cursor() as cursor:
        cursor.execute(
            "select access.break_glass(%s, %s, %s, %s, %s, %s)",
            [opening_id, reference.strip(), ground, reason, at, until_at],
        )
        case_id: UUID | None = cursor.fetchone()[0]
    if case_id is None:
        raise Hidden("no such case, walled, or protected")
    return GlassBroken(
        case_id=case_id, opening_id=opening_id, ground=ground, reason=reason, until_at=until_at
    )


@command("cases.review_opening")
def review_opening(
    opening_id: UUID, *, was_justified: bool, review_says: str, by: Actor, at: datetime
) -> OpeningReviewed:
    """Say, as somebody else, whether an emergency opening was justified."""
    rows = Opening.objects.filter(pk=opening_id, case__in=cases_allocated_by(by, at=at))
    opening = rows.first()
    if opening is None:
        raise Hidden("no such opening")
    refuse_if(rules.obstacles_to_reviewing(opening, by))
    Opening.objects.filter(pk=opening_id).update(
        reviewed_at=at, reviewed_by_id=by.id, was_justified=was_justified, review_says=review_says
    )
    return OpeningReviewed(
        case_id=opening.case_id,
        opening_id=opening_id,
        was_justified=was_justified,
        review_says=review_says,
    )
