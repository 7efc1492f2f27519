"""What everybody may do for themselves: end a session, say how Limen should speak to them, let a calendar
program ask for their appointments."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.identity import rules
from limen.domain.identity.events import CalendarClosed, CalendarOpened, PreferencesSet, SessionEnded
from limen.domain.identity.models import Member
from limen.domain.identity.names import Theme
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if
from limen.foundation.tickets import calendar_ticket, hash_of


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


@command("identity.open_calendar")
def open_calendar(*, calendar_id: UUID, token: str, by: Actor, at: datetime) -> CalendarOpened:
    """Make the address at which a calendar program finds what is on for the actor. There is one for each
    person: the address before is closed. Of `token`, which stands in the address, only a hash is kept."""
    with connection.cursor() as cursor:
        hashed = hash_of(calendar_ticket(token))
        cursor.execute("select access.open_calendar(%s, %s)", [calendar_id, hashed])
    return CalendarOpened(calendar_id=calendar_id)


@command("identity.close_calendar")
def close_calendar(*, by: Actor, at: datetime) -> CalendarClosed:
    """Close the address of one's calendar. It is missing from its next asking on."""
    with connection.cursor() as cursor:
        cursor.execute("select access.close_calendar(%s)", [at])
        if not cursor.fetchone()[0]:
            raise Hidden("no calendar is open")
    return CalendarClosed(member_id=by.id)
