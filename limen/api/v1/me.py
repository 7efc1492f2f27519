"""Who am I here."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from limen.api.answering import asked
from limen.web.requests import Request

router = Router(tags=["me"])


class Me(Schema):
    """The signed-in person, and what their roles let them do."""

    id: UUID
    name: str
    organisation: str
    workspaces: list[str]
    permissions: list[str]


@router.get("/me", response=Me, url_name="me")
@asked()
def me(request: HttpRequest) -> Me:
    """The signed-in person."""
    person = cast(Request, request).person
    return Me(
        id=person.actor.id,
        name=person.actor.name,
        organisation=person.organisation,
        workspaces=list(person.workspaces),
        permissions=sorted(person.actor.permissions),
    )
