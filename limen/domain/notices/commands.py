"""Acts on notices."""

from __future__ import annotations

from datetime import datetime

from limen.domain.notices.events import MarkedRead
from limen.domain.notices.models import Notice
from limen.foundation.actors import Actor
from limen.foundation.commands import command


@command("notices.mark_read")
def mark_read(*, by: Actor, at: datetime) -> MarkedRead:
    """Mark all of one's own notices as read."""
    count = Notice.objects.filter(member_id=by.id, read_at=None, at__lte=at).update(read_at=at)
    return MarkedRead(count=count)
