"""Inviting somebody to sign in, and suspending them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.identity import rules
from limen.domain.identity.events import Invited, Suspended
from limen.domain.identity.models import Member
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("identity.invite")
def invite(*, name: str, login: str, language: str, time_zone: str, by: Actor, at: datetime) -> Invited:
    """Make an account in one's own organisation. It has no password: the person sets one by a link."""
    login = login.strip().casefold()
    with connection.cursor() as cursor:
        cursor.execute("select access.login_is_taken(%s)", [login])
        is_taken = bool(cursor.fetchone()[0])
        refuse_if(rules.obstacles_to_inviting(login=login, name=name, is_taken=is_taken))
        member_id = new_id()
        cursor.execute(
            "select access.open_account(%s, %s, %s, %s, %s)",
            [member_id, login, name.strip(), language, time_zone],
        )
    return Invited(member_id=member_id, name=name.strip(), login=login)


@command("identity.suspend")
def suspend(member_id: UUID, *, by: Actor, at: datetime) -> Suspended:
    """Close an account and end its sessions, from the next statement on."""
    refuse_if(rules.obstacles_to_suspending(member_id, by))
    member = Member.objects.filter(pk=member_id).first()
    if member is None:
        raise Hidden("no such colleague")
    with connection.cursor() as cursor:
        cursor.execute("select access.suspend_account(%s, %s)", [member_id, at])
        if not cursor.fetchone()[0]:
            raise Hidden("no such active colleague")
    return Suspended(member_id=member_id, member_name=member.name)
