"""Ways to reach Nadia, for the stories."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.contacts.commands.keeping import add_way
from limen.domain.contacts.events import WayAdded
from limen.domain.contacts.names import Answer, ContactRule, Safety, WayKind, WayTold
from limen.domain.contacts.queries.cards import WaysCard
from limen.domain.contacts.queries.ways import ways_of
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Player

SAFE = ContactRule(
    safety=Safety.SAFE,
    may_leave_message=Answer.YES,
    may_say_who=Answer.YES,
    may_say_what=Answer.YES,
    language="ukr",
)
ABLE = {"email": True, "email_neutral": True, "sms": True, "sms_neutral": True}


def email(rule: ContactRule = SAFE, value: str = "nadia@example.org") -> WayTold:
    """Her mailbox."""
    return WayTold(kind=WayKind.EMAIL, value=value, rule=rule)


def added(person_id: UUID, by: Player, at: datetime, way: WayTold | None = None, **more: Any) -> WayAdded:
    """A way on record."""
    return add_way(person_id, way=way or email(), way_id=more.get("way_id", new_id()), by=by.actor, at=at)


def seen(person_id: UUID, by: Player, at: datetime) -> WaysCard:
    """What somebody sees of her ways."""
    with acting_as(by.actor):
        return ways_of(person_id, by=by.actor, at=at)
