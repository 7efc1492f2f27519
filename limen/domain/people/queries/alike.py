"""Who on record may be the ones who are being registered from a list: asked for many at once.

The same persons as `likely_same` finds for each, without those against whom their day of birth speaks: in a
long list many bear one name. A fixed number of queries, however many are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from limen.domain.people.models import Person
from limen.domain.people.names import Ground, Registration
from limen.domain.people.queries.asking import Asked
from limen.domain.people.queries.compared import candidates_of
from limen.domain.people.queries.ranking import SHOWN, Candidate, FoundCard, Pool, is_likely, ranked
from limen.domain.people.queries.reach import how_far
from limen.domain.people.queries.search import (
    COMPARED,
    MOST_WORDS,
    asked_of,
    born_on,
    days_looked_up,
)
from limen.foundation.actors import Actor, Reach
from limen.likeness.comparing.near_days import NearDays, near_days
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.keys import name_keys

_STRONG = frozenset({Ground.SAME_DOCUMENT, Ground.SAME_BIRTH, Ground.LIKE_BIRTH})

# Each of many questions asks as far as one alone would, and finds in an index what one alone would find.
_NUMBERED = """
select a.n, f.person_id from unnest(%s::integer[], %s::text[]) a (n, number), lateral (
    select d.person_id from people_persondocument d where d.number_key = a.number limit %s) f
"""
_NAMED = """
select n, person_id from access.people_named_each(
    %s::integer[], %s::integer[], %s::integer[], %s::bigint[], %s::bigint[], %s)
"""


@dataclass(kw_only=True)
class _Question:
    """One name of one who is being registered. `numbered` are those found by a number."""

    of: int
    asked: Asked
    near: NearDays | None
    wanted: set[UUID]
    numbered: set[UUID]


def may_be_each(
    told: Sequence[Registration], *, by: Actor, at: datetime
) -> tuple[tuple[FoundCard, ...], ...]:
    """For each of them, persons on record who may be the same, as far as the actor may see. Six queries."""
    questions = [one for place, each in enumerate(told) for one in _questions(place, each)]
    if not questions:
        return ((),) * len(told)
    _by_number(questions)
    _by_day(questions)
    _by_name(questions)
    far = how_far({key for one in questions for key in one.wanted}, by=by, at=at)
    people = _compared(questions, far)
    found: list[dict[UUID, FoundCard]] = [{} for _ in told]
    for one in questions:
        numbered = frozenset(key for key in one.numbered if far.get(key, Reach.LIST) >= Reach.READ)
        pool = Pool(candidates=[people[key] for key in one.wanted if key in people], numbered=numbered)
        for card in likely_of(one.asked, pool):
            found[one.of].setdefault(card.id, card)
    return tuple(tuple(cards.values())[:SHOWN] for cards in found)


def likely_of(one: Asked, pool: Pool) -> Iterable[FoundCard]:
    """Those of a pool who may be the one asked for: by a number, or by a name and a birth that do not speak
    against it."""
    return (card for card in ranked(one, pool) if is_likely(card) and (one.day is None or _may_be(card)))


def _may_be(card: FoundCard) -> bool:
    """Whether nothing but another day of birth was found to speak against it."""
    return card.birth.day is None or bool(_STRONG.intersection(card.grounds))


def whole_numbers(values: Iterable[int]) -> str:
    """An array of numbers as PostgreSQL reads it: of very many, written faster than by the driver."""
    return "{" + ",".join(map(str, values)) + "}"


def _questions(place: int, told: Registration) -> Iterable[_Question]:
    near = near_days(told.birth.day) if told.birth.day else None
    for asked in asked_of(told):
        yield _Question(of=place, asked=asked, near=near, wanted=set(), numbered=set())


def _by_number(questions: Sequence[_Question]) -> None:
    pairs = [
        (place, key)
        for place, one in enumerate(questions)
        for key in {folded_number(number) for number in one.asked.numbers}
    ]
    for place, person_id in _rows(_NUMBERED, [*_columns(pairs, 2), COMPARED]):
        questions[place].wanted.add(person_id)
        questions[place].numbered.add(person_id)


def _by_day(questions: Sequence[_Question]) -> None:
    days = [
        (place, earliest, latest)
        for place, one in enumerate(questions)
        for earliest, latest in days_looked_up(one.asked)
    ]
    for place, person_id in born_on(days):
        questions[place].wanted.add(person_id)


def _by_name(questions: Sequence[_Question]) -> None:
    words = [
        (place, number, word, keys)
        for place, one in enumerate(questions)
        for number, (word, keys) in enumerate(name_keys(one.asked.name).asked[:MOST_WORDS], start=1)
    ]
    keys_of = [(number, key) for number, (*_, keys) in enumerate(words, start=1) for key in keys]
    columns = _columns([(place + 1, number, word) for place, number, word, _ in words], 3)
    found: dict[int, list[UUID]] = {}
    arrays = map(whole_numbers, (*columns[:2], *_columns(keys_of, 2), columns[2]))
    for n, person_id in _rows(_NAMED, [*arrays, COMPARED]):
        found.setdefault(n - 1, []).append(person_id)
    for place, persons in found.items():
        questions[place].wanted.update(persons[:COMPARED])


def _rows(question: str, values: list[Any]) -> list[tuple[int, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[list[Any]]:
    """Rows turned into columns, as many as they are wide even when there is no row."""
    return [[row[place] for row in rows] for place in range(width)]


def _compared(questions: Sequence[_Question], far: dict[UUID, Reach]) -> dict[UUID, Candidate]:
    """Whom the questions are compared with in full: not those whose day of birth speaks against every
    question that found them. Two queries."""
    days = Person.objects.filter(pk__in=far).values_list("pk", "birth_earliest", "birth_latest")
    born = {key: (earliest, latest) for key, earliest, latest in days}
    wanted: set[UUID] = set()
    for one in questions:
        one.wanted = {
            key
            for key in one.wanted
            if key in born and (one.near is None or key in one.numbered or one.near.may_be(*born[key]))
        }
        wanted |= one.wanted
    return candidates_of(wanted, far)
