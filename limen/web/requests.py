"""The request as a page sees it: signed in, at one instant, perhaps refused a moment ago."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from limen.domain.identity.queries.entering import Person
from limen.foundation.actors import Actor
from limen.foundation.refusals import Conflict, Obstacle


class Request(HttpRequest):
    """What `@page` hands to a page function. Only a type: the object is Django's own, with these
    attributes."""

    at: datetime
    person: Person
    obstacles: tuple[Obstacle, ...]
    conflict: Conflict | None
    shown: list[UUID]
    looked_for: str
    undone: list[Callable[[], object]]
    actor: Actor


def today(request: Request) -> date:
    """The day it is where the person sits."""
    return request.at.astimezone(ZoneInfo(request.person.time_zone)).date()


def acts(request: Request) -> bool:
    """Whether the page should perform its act now: a form was sent, and it was not refused already."""
    return request.method == "POST" and not request.obstacles and request.conflict is None


def looked_for(request: Request, kinds: str) -> None:
    """Say that the page is a search, of which kinds and how many it found; never for whom. The reading log
    keeps it beside the page's name, also when nothing was found."""
    request.looked_for = kinds


def shows(request: Request, case_ids: Iterable[UUID]) -> None:
    """Say that the page shows these cases; the reading log is written before it is served."""
    request.shown.extend(case_ids)
