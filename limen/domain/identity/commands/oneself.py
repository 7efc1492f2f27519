"""What everybody may do for themselves: end a session, say how Limen should speak to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.identity import rules
from limen.domain.identity.events import PreferencesSet, SessionEnded
from limen.domain.identity.models import Member
from limen.domain.identity.names import Theme
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if


@command("identity.end_session")
def end_session(session_id: UUID, *, by: Actor, at: datetime) -> SessionEnded:
    """Sign out one of one's own browsers. It is dead from its next statement on."""
    with connection.cursor() as cursor:
        cursor.execute("select access.end_session(%s, %s)", [session_id, at])
        if not cursor.fetchone()[0]:
            raise Hidden("no such session")
    return SessionEnded(ended_session_id=session_id)


@command("identity.set_preferences")
def set_preferences(
    *, language: str, time_zone: str, theme: Theme, by: Actor, at: datetime
) -> PreferencesSet:
    """Choose language, time zone and theme."""
    refuse_if(rules.obstacles_to_setting_preferences(language=language, time_zone=time_zone))
    Member.objects.filter(pk=by.id).update(language=language, time_zone=time_zone, theme=theme)
    return PreferencesSet(language=language, time_zone=time_zone, theme=theme)
