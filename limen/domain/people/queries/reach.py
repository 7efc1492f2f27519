"""The application's own wall around persons.

This floor does not know through what somebody sees a person. Whoever does says so when Limen starts
(`seen_through`); until then nobody is seen. The database holds the same rule in `access.listable_person` and
its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from limen.domain.people.models import Name, Nationality, Person, PersonDocument
from limen.foundation.actors import Actor, Reach

Way = Callable[..., Q]
_ways: list[Way] = []


def seen_through(way: Way) -> None:
    """Name a function `(by, *, need, at)` that gives a filter of persons. It is told once, at the start."""
    if way not in _ways:
        _ways.append(way)


def persons_within(by: Actor, *, need: Reach, at: datetime) -> QuerySet[Person]:
    """Persons whom the actor may list, read or write."""
    return Person.objects.filter(within(by, need=need, at=at))


def within(by: Actor, *, need: Reach, at: datetime) -> Q:
    """The same as a filter of persons."""
    seen = Q(pk__in=[])
    for way in _ways:
        seen |= way(by, need=need, at=at)
    return seen


def persons_and_how_far(
    person_ids: Iterable[UUID], *, by: Actor, at: datetime
) -> tuple[dict[UUID, Person], frozenset[UUID]]:
    """Those of these persons whom the actor may list, and whose file they may read. One query."""
    is_read = ExpressionWrapper(within(by, need=Reach.READ, at=at), output_field=BooleanField())
    listed = persons_within(by, need=Reach.LIST, at=at).annotate(is_read=is_read)
    rows = list(listed.filter(pk__in=list(person_ids)))
    return {row.pk: row for row in rows}, frozenset(row.pk for row in rows if row.is_read)


def names_of(listed: Iterable[UUID], *, read: Iterable[UUID]) -> QuerySet[Name]:
    """The main names of persons whom one lists, and all names of persons whom one reads. Ids and no subquery:
    with one, the database would first collect everybody whom the actor may read."""
    return Name.objects.filter(Q(person_id__in=list(listed), is_main=True) | Q(person_id__in=list(read)))


def nationalities_within(by: Actor, *, at: datetime) -> QuerySet[Nationality]:
    """Nationalities of persons one reads. One that was ended is told in the house alone."""
    ours = Q(ended_at=None) | Q(person__organisation_id=by.organisation_id)
    return Nationality.objects.filter(ours, person__in=persons_within(by, need=Reach.READ, at=at))


def documents_within(by: Actor, *, at: datetime) -> QuerySet[PersonDocument]:
    """Documents of persons one reads."""
    return PersonDocument.objects.filter(person__in=persons_within(by, need=Reach.READ, at=at))
