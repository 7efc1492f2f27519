"""The application's own wall around persons.

This floor does not know through what somebody sees a person. Whoever does says so when Limen starts
(`seen_through`); until then nobody is seen. The database holds the same rule in its views (`access.*_person`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q, QuerySet

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
    seen = Q(pk__in=[])
    for way in _ways:
        seen |= way(by, need=need, at=at)
    return Person.objects.filter(seen)


def names_within(by: Actor, *, at: datetime) -> QuerySet[Name]:
    """Main names of persons one lists, all names of persons one reads."""
    main = Q(is_main=True, person__in=persons_within(by, need=Reach.LIST, at=at))
    return Name.objects.filter(main | Q(person__in=persons_within(by, need=Reach.READ, at=at)))


def nationalities_within(by: Actor, *, at: datetime) -> QuerySet[Nationality]:
    """Nationalities of persons one reads."""
    return Nationality.objects.filter(person__in=persons_within(by, need=Reach.READ, at=at))


def documents_within(by: Actor, *, at: datetime) -> QuerySet[PersonDocument]:
    """Documents of persons one reads."""
    return PersonDocument.objects.filter(person__in=persons_within(by, need=Reach.READ, at=at))
