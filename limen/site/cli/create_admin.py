"""`limen create-admin`: the first administrator of an organisation, and the link by which they come in.

There is nobody yet who could invite them, so the owner of the tables does it, and the journal says that no
person did. From then on administrators invite each other.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from limen.site.cli import django
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import Folder
from limen.site.cli.telling import say
from limen.site.postgres.roles import WARDEN, DatabaseRole
from limen.site.postgres.trouble import Trouble

if TYPE_CHECKING:
    from limen.foundation.events import Event

SYSTEM = "limen create-admin"
FOUND = "select organisation, unit from access.found(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
UNUSABLE = "!"  # what stands in the place of a password until one is chosen


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--organisation", required=True, metavar="NAME", help="made when there is none of that name"
    )
    parser.add_argument(
        "--kind", choices=["authority", "agency"], default="authority", help="what a new one is"
    )
    parser.add_argument(
        "--unit", required=True, metavar="NAME", help="made when the organisation has none of that name"
    )
    parser.add_argument("--name", required=True, help="what the administrator is called")
    parser.add_argument("--login", required=True, help="what they will type to sign in")
    parser.add_argument(
        "--address", default="", metavar="URL", help="where Limen is served, to print the whole link"
    )


def run(options: argparse.Namespace) -> int:
    """Make the administrator and print the link, once: it is kept nowhere."""
    with database_at_hand(Folder.chosen(options.folder)):
        django.set_up(DatabaseRole.OWNER)
        founded = found(options, at=datetime.now(UTC))
        say(f"{options.name.strip()} administers {options.organisation.strip()}.")
        say(f"The login is {founded.login}.")
        say("They choose their password by this link, within 72 hours, and then add a second factor:")
        say(f"  {options.address.rstrip('/')}{founded.link}")
    return 0


@dataclass(frozen=True, kw_only=True)
class Founded:
    """The administrator that was made: the account, the login as it is kept, and the link."""

    account_id: UUID
    login: str
    link: str


def found(options: argparse.Namespace, *, at: datetime) -> Founded:
    """Make what is missing, in one transaction, and write it into the journal."""
    from django.contrib.auth import get_user_model
    from django.db import IntegrityError

    from limen.foundation.ids import new_id
    from limen.site.sign_in.invitations import link_to

    account = get_user_model()(pk=new_id(), login=_fit(options), password=UNUSABLE)
    try:
        _write(options, account, act=new_id(), at=at)
    except IntegrityError as error:
        raise Trouble(
            f"The login {account.login} is taken.",
            remedy="Choose another, or let an administrator make a new link.",
        ) from error
    return Founded(account_id=account.pk, login=account.login, link=link_to(account))


def _write(options: argparse.Namespace, account: Any, *, act: UUID, at: datetime) -> None:
    from django.db import connection, transaction

    from limen.foundation.ids import new_id
    from limen.foundation.journal.writing import canonical, split

    organisation, unit = options.organisation.strip(), options.unit.strip()
    posting = new_id()
    made = [
        act,
        organisation,
        options.kind,
        unit,
        account.pk,
        account.login,
        options.name.strip(),
        posting,
        at,
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        # Row security binds the owner too. To write past it one says so.
        cursor.execute(f"set local role {WARDEN}")
        cursor.execute(FOUND, made)
        organisation_id, unit_id = cursor.fetchone()
        for event in _events(options, account, posting_id=posting, unit_id=unit_id):
            facts, personal = split(event)
            cursor.execute(
                "select journal.append_by_system(%s, %s, %s, %s, %s, null, 'general', %s, %s::jsonb)",
                [act, event.kind, at, SYSTEM, organisation_id, canonical(facts), json.dumps(personal)],
            )


def _events(options: argparse.Namespace, account: Any, *, posting_id: UUID, unit_id: UUID) -> list[Event]:
    """What happened, in the words in which it would have happened by an administrator."""
    from limen.domain.identity.events import Invited, Posted
    from limen.domain.identity.names import Role
    from limen.foundation.actors import Reach

    name = options.name.strip()
    return [
        Invited(member_id=account.pk, name=name, login=account.login),
        Posted(
            posting_id=posting_id,
            member_id=account.pk,
            member_name=name,
            unit_id=unit_id,
            unit_name=options.unit.strip(),
            role=Role.ADMINISTRATOR,
            reach=Reach.ASSIGNED,
            until_at=None,
        ),
    ]


def _fit(options: argparse.Namespace) -> str:
    """The login as it is kept. Raises `Trouble` for what an administrator's own form would refuse."""
    from limen.domain.identity.rules import obstacles_to_inviting

    login = str(options.login).strip().casefold()
    obstacles = obstacles_to_inviting(login=login, name=options.name, is_taken=False)
    if obstacles:
        raise Trouble(obstacles[0].says, remedy="Correct it and try again.")
    if not options.organisation.strip() or not options.unit.strip():
        raise Trouble(
            "An organisation and a unit have names.", remedy="Give them with --organisation and --unit."
        )
    return login
