"""Who is asking: the one question a request begins with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from limen.domain.identity.names import Role
from limen.domain.identity.roles import permissions_of, workspaces_of
from limen.foundation.actors import Actor, Reach


@dataclass(frozen=True, kw_only=True)
class Person:
    """The signed-in person: the actor, and how Limen should speak to them."""

    actor: Actor
    organisation: str
    roles: frozenset[Role]
    workspaces: tuple[str, ...]
    session_id: UUID
    is_demo: bool
    language: str
    time_zone: str
    theme: str


def entering(ticket: str, *, quietly: bool = False) -> Person | None:
    """Show a ticket to the database, for the rest of this transaction, and learn whose it is.

    None when it opens nothing: forged, expired, revoked, suspended, or proven by a password alone. `quietly`
    is for pages that refresh themselves: they do not keep a session alive.
    """
    if not ticket:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select access.enter(%s, %s)", [ticket, quietly])
        answer = cursor.fetchone()[0]
    if answer is None:
        return None
    found = json.loads(answer) if isinstance(answer, str) else answer
    roles = frozenset(Role(posting["role"]) for posting in found["postings"])
    actor = Actor(
        id=UUID(found["id"]),
        organisation_id=UUID(found["organisation_id"]),
        name=found["name"],
        permissions=permissions_of(roles),
        units=tuple((UUID(p["unit_id"]), Reach(p["reach"])) for p in found["postings"]),
        clearances=frozenset(found["clearances"]),
        ticket=ticket,
    )
    return Person(
        actor=actor,
        organisation=found["organisation"],
        roles=roles,
        workspaces=workspaces_of(roles),
        session_id=UUID(found["session_id"]),
        is_demo=found["assurance"] == "demo",
        language=found["language"],
        time_zone=found["time_zone"],
        theme=found["theme"],
    )
