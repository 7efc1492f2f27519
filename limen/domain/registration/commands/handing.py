"""Handing a draft over to a colleague at the same desk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.identity.queries.choosing import Circle, people_among
from limen.domain.identity.roles import GRANTED
from limen.domain.registration import rules
from limen.domain.registration.events import HandedOver
from limen.domain.registration.queries.drafts import draft_sheet, locked_draft
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if

REGISTERING = tuple(role for role, acts in GRANTED.items() if "registration.register_family" in acts)


@command("registration.hand_over")
def hand_over(draft_id: UUID, *, to: UUID, by: Actor, at: datetime) -> HandedOver:
    """Give an unfinished registration to a colleague of the unit. From then on it is theirs alone."""
    draft = locked_draft(draft_id, by=by)
    circle = colleagues_at(draft.unit_id, by=by)
    colleagues = {one.id: one.name for one in people_among(circle, (to,), by=by, at=at)}
    refuse_if(rules.obstacles_to_handing_over(to=to, colleagues=list(colleagues), by=by))
    with connection.cursor() as cursor:
        cursor.execute("select access.hand_over_draft(%s, %s)", [draft_id, to])
        if not cursor.fetchone()[0]:
            raise Refused(rules.obstacles_to_handing_over(to=to, colleagues=[], by=by))
    return HandedOver(draft_id=draft_id, to_id=to, to_name=colleagues[to])


def colleagues_at(unit_id: UUID, *, by: Actor) -> Circle:
    """Who else registers in a unit."""
    return Circle(unit_ids=(unit_id,), roles=REGISTERING, without=by.id)


def colleagues_for(draft_id: UUID, *, by: Actor) -> Circle:
    """To whom a draft can be handed over. Raises `Hidden`. One query."""
    return colleagues_at(draft_sheet(draft_id, by=by).unit_id, by=by)
