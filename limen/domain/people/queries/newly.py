"""Persons who are being registered together and are not yet on record: may a later one be one of them?

It stands for the database until they are written, and it is generous: it answers without walls, so that
somebody is asked for again, behind both walls, once those before them are on record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from limen.domain.people.names import Registration
from limen.domain.people.queries.alike import likely_of
from limen.domain.people.queries.asking import Asked
from limen.domain.people.queries.ranking import Candidate, Pool
from limen.domain.people.queries.search import MOST_WORDS, asked_of, days_looked_up
from limen.likeness.comparing.near_days import NearDays, near_days
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.days import Precision
from limen.likeness.keys import name_keys


class Newly:
    """Those who came before, found by number, by day of birth and by the keys of their names."""

    def __init__(self) -> None:
        self._people: list[Candidate] = []
        self._numbers: set[str] = set()
        self._born: dict[date, set[int]] = {}
        self._keys: dict[int, set[int]] = {}

    def add(self, person_id: UUID, told: Registration) -> None:
        """Somebody will be on record."""
        place = len(self._people)
        self._people.append(Candidate.told(person_id, told))
        self._numbers.update(folded_number(document.number) for document in told.documents)
        day = told.birth.day
        if day is not None and day.precision is Precision.EXACT and day.earliest and day.latest:
            for one in _days(day.earliest, day.latest):
                self._born.setdefault(one, set()).add(place)
        for name in told.names:
            for word in name_keys(name.searched).words:
                for key in word.keys:
                    self._keys.setdefault(key, set()).add(place)

    def may_hold(self, told: Registration) -> bool:
        """Whether one of them may be this one."""
        if not self._people:
            return False
        if not self._numbers.isdisjoint(folded_number(document.number) for document in told.documents):
            return True
        near = near_days(told.birth.day) if told.birth.day else None
        return any(self._may_be(one, near) for one in asked_of(told))

    def _may_be(self, one: Asked, near: NearDays | None) -> bool:
        places = self._named(one.name)
        for earliest, latest in days_looked_up(one):
            places.update(*(self._born.get(day, ()) for day in _days(earliest, latest)))
        candidates = [self._people[place] for place in sorted(places)]
        pool = Pool(candidates=[each for each in candidates if _is_near(each, near)])
        return any(True for _ in likely_of(one, pool))

    def _named(self, name: str) -> set[int]:
        """Those of whose words one is near every word that was asked for, or every one but one."""
        words = name_keys(name).asked[:MOST_WORDS]
        near: Counter[int] = Counter()
        for _, keys in words:
            near.update(set[int]().union(*(self._keys.get(key, ()) for key in keys)))
        return {place for place, count in near.items() if count >= max(1, len(words) - 1)}


def _is_near(one: Candidate, near: NearDays | None) -> bool:
    day = one.birth.day
    return near is None or day is None or near.may_be(day.earliest, day.latest)


def _days(earliest: date, latest: date) -> Iterable[date]:
    return (earliest + timedelta(days=number) for number in range((latest - earliest).days + 1))
