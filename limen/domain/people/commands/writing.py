"""What every act on a person begins with, and how what was said is ended when something else takes its
place."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.people import rules
from limen.domain.people.models import Kept, Person
from limen.domain.people.queries.kept import kept_within
from limen.domain.people.queries.sheets import locked_person
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden, Refused

K = TypeVar("K", bound=Kept)


def person_to_write(person_id: UUID, *, by: Actor, at: datetime) -> Person:
    """The person, locked for the rest of the act. Raises `Hidden`, or `Refused` when they are only seen."""
    person = locked_person(person_id, by=by, at=at)
    if person is None:
        raise Refused([rules.only_seen()])
    return person


def row_to_end(model: type[K], key: UUID, *, by: Actor, at: datetime) -> K:
    """One row of a person whom the actor may write, as it stands once that person is locked. Raises `Hidden`
    or `Refused`."""
    rows = kept_within(model._default_manager.filter(pk=key), by=by, at=at)
    found = rows.values_list("person_id", flat=True).first()
    if found is None:
        raise Hidden(f"{model.__name__} {key}")
    person_to_write(found, by=by, at=at)
    return model._default_manager.get(pk=key)


def end(rows: QuerySet[K], *, why: str | None, by: Actor, at: datetime) -> None:
    """They no longer count, and stay. Without a reason, another takes their place."""
    rows.filter(ended_at=None).update(ended_by_id=by.id, ended_at=at, ended_why=why)
