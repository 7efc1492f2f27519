"""The application's own wall around persons.

This floor does not know through what somebody sees a person. Whoever does says so when Limen starts
(`seen_through`); until then nobody is seen. The database holds the same rule in `access.listable_person` and
its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.people.models import Name, Nationality, Person, PersonDocument
from limen.foundation.actors import Actor, Reach
from limen.foundation.written import written

Way = Callable[..., Q]
HowFar = Callable[..., dict[UUID, Reach]]
_ways: dict[Way, HowFar] = {}


def seen_through(way: Way, *, how_far: HowFar) -> None:
    """Name a function `(by, *, need, at)` that gives a filter of persons, and one `(person_ids, *, by, at)`
    that says the same of a few: which are listed, and which are read. They are told once, at the start."""
    _ways[way] = how_far


def persons_within(by: Actor, *, need: Reach, at: datetime) -> QuerySet[Person]:
    """Persons whom the actor may list, read or write."""
    return Person.objects.filter(within(by, need=need, at=at))


def within(by: Actor, *, need: Reach, at: datetime) -> Q:
    """The same as a filter of persons."""
    return written(Person, _WITHIN[need], by=by, at=at)


def _within(need: Reach, by: Actor, at: datetime) -> Q:
    seen = Q(pk__in=[])
    for way in _ways:
        seen |= way(by, need=need, at=at)
    return seen


_WITHIN = {need: partial(_within, need) for need in Reach}


def how_far(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, Reach]:
    """Those of these persons whom the actor may list, and whether their file may be read. One query."""
    wanted = list(person_ids)
    far: dict[UUID, Reach] = {}
    for way in _ways.values() if wanted else ():
        for person_id, reach in way(wanted, by=by, at=at).items():
            far[person_id] = max(far.get(person_id, reach), reach)
    return far


def persons_and_how_far(
    person_ids: Iterable[UUID], *, by: Actor, at: datetime
) -> tuple[dict[UUID, Person], frozenset[UUID]]:
    """Those of these persons whom the actor may list, and whose file they may read. Two queries."""
    far = how_far(person_ids, by=by, at=at)
    rows = {row.pk: row for row in Person.objects.filter(pk__in=far)} if far else {}
    return rows, frozenset(person_id for person_id in rows if far[person_id] >= Reach.READ)


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
