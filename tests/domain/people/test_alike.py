"""Asking for many at once who on record may be the same: the answers are those that each alone would get."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.invented.people import observed, people, wrong_day
from limen.domain.cases.commands.joining import register_applicant
from limen.domain.cases.names import PartyPart
from limen.domain.people.names import Birth, DocumentKind, DocumentShown, NameTold, Registration
from limen.domain.people.queries import alike, ranking, search
from limen.domain.people.queries.alike import may_be_each
from limen.domain.people.queries.newly import Newly
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.likeness.days import exact_day, year_of
from limen.likeness.keys import name_keys
from limen.likeness.names import Part
from tests.cast import ON, Cast, Player
from tests.conftest import House

ALL = 10_000
CHANGES = ("another spelling", "another script", "one typing error", "two typing errors", "part missing")


def _told(name: str, day: Birth, number: str = "") -> Registration:
    shown = DocumentShown(document=DocumentKind.PASSPORT, number=number, issuing_state="UTO")
    return Registration(
        names=(NameTold(parts=tuple(Part(text=one) for one in name.split())),),
        birth=day,
        documents=(shown,) if number else (),
    )


def _born(day: date) -> Birth:
    return Birth.told(exact_day(day.year, day.month, day.day, told=day.isoformat()))


def _invented(chance: random.Random) -> tuple[list[Registration], list[Registration]]:
    """People as they are on record, and as a list tells of them again: misspelt, born on another day, with a
    year alone, without a day, with a number that somebody else has."""
    recorded, again = [], []
    for number, person in enumerate(people(40, 7)):
        changed = observed(person, chance.choice(CHANGES), chance)
        plain = _born(person.born_on)
        recorded.append(_told(person.name, plain, f"P{number:05}" if number % 3 == 0 else ""))
        day = chance.choice((
            plain,
            _born(wrong_day(person.born_on, chance)),
            Birth.told(year_of(person.born_on.year, told=str(person.born_on.year))),
            Birth(),
        ))  # fmt: skip
        again.append(_told(changed.name, day, f"p-{chance.randrange(40):05}" if number % 4 == 0 else ""))
    return recorded, again


def _on_record(told: Sequence[Registration], by: Player, at: datetime) -> list[UUID]:
    ids = [new_id() for _ in told]
    for person_id, one in zip(ids, told, strict=True):
        register_applicant(
            one, person_id=person_id, case_id=new_id(), part=PartyPart.APPLICANT, unit_id=by.unit_id,
            reference=f"M-{person_id}", opened_on=ON, on=ON, is_compared=True, by=by.actor, at=at,
        )  # fmt: skip
    return ids


@pytest.fixture
def all_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is left out for being the eleventh."""
    for module in (search, ranking, alike):
        monkeypatch.setattr(module, "SHOWN", ALL)


@pytest.mark.usefixtures("all_shown")
@pytest.mark.parametrize("seed", [1, 2])
def test_many_get_the_answers_that_each_alone_would_get(seed: int, cast: Cast, now: datetime) -> None:
    recorded, again = _invented(random.Random(seed))
    _on_record(recorded, cast.hana, now)
    found = {}
    for player in (cast.hana, cast.costa, cast.berg, cast.elio):
        by = player.actor
        with acting_as(by):
            each = may_be_each(again, by=by, at=now)
            alone = [
                tuple(
                    card
                    for card in search.likely_same(one, by=by, at=now)
                    if one.birth.day is None or alike._may_be(card)
                )
                for one in again
            ]
        assert [set(one) for one in each] == [set(one) for one in alone]
        found[player.id] = sum(map(len, each))
    assert found[cast.hana.id] >= 20, "nearly everybody is told of again"
    assert found[cast.costa.id] >= found[cast.hana.id], "who reads files is told of numbers as well"
    assert found[cast.berg.id] == found[cast.elio.id] == 0


def test_a_number_is_asked_of_those_who_read(cast: Cast, now: datetime) -> None:
    born = Birth.told(exact_day(1980, 5, 6, told="6.5.1980"))
    (key,) = _on_record([_told("Amal Warsame", born, "X 1-2")], cast.hana, now)
    asked = [_told("Somebody Otherwise", Birth(), "x12"), _told("Amal Warsame", born)]
    for player, expected in ((cast.costa, [[key], [key]]), (cast.hana, [[], [key]]), (cast.elio, [[], []])):
        with acting_as(player.actor):
            each = may_be_each(asked, by=player.actor, at=now)
        assert [[card.id for card in one] for one in each] == expected


def test_the_number_of_questions_does_not_grow(cast: Cast, now: datetime) -> None:
    recorded, again = _invented(random.Random(3))
    _on_record(recorded[:10], cast.hana, now)
    with acting_as(cast.hana.actor):
        counted = []
        for size in (10, 40):
            with CaptureQueriesContext(connection) as asked:
                assert len(may_be_each(again[:size], by=cast.hana.actor, at=now)) == size
            counted.append(len(asked))
        assert may_be_each([], by=cast.hana.actor, at=now) == ()
    assert counted[0] == counted[1] <= 7


def test_names_are_found_as_one_by_one_also_among_many(cast: Cast, now: datetime, house: House) -> None:
    """With many persons in sight both ask an index step by step: so here nobody has few in sight."""
    recorded, again = _invented(random.Random(4))
    _on_record(recorded, cast.hana, now)
    names = [one.names[0].searched for one in (*recorded, *again)]
    with psycopg.connect(house.admin_dsn) as admin:
        for few in (False, True):
            if not few:
                admin.execute(
                    "create or replace function access.few_persons(most integer) returns uuid[] language sql"
                    " stable security definer set search_path = pg_catalog, pg_temp as 'select null::uuid[]'"
                )
            admin.execute("select set_config('limen.ticket', %s, true)", [cast.hana.actor.ticket])
            admin.execute("set local role limen_app")
            together = _named_each(admin, names)
            alone = [_named(admin, name) for name in names]
            assert [set(one) for one in together] == [set(one) for one in alone]
            assert sum(map(len, alone)) > len(names)
            admin.rollback()


def _named(admin: psycopg.Connection[tuple[UUID, ...]], name: str) -> list[UUID]:
    asked = name_keys(name).asked[: search.MOST_WORDS]
    keys = [[*keys] for _, keys in asked] + [None] * (search.MOST_WORDS - len(asked))
    rows = admin.execute(
        "select person_id from access.people_named(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],"
        " %s::bigint[], 60)",
        [*keys, [word for word, _ in asked]],
    )
    return [row[0] for row in rows.fetchall()]


def _named_each(admin: psycopg.Connection[tuple[UUID, ...]], names: Sequence[str]) -> list[list[UUID]]:
    words = [
        (n, place, word, keys)
        for n, name in enumerate(names, start=1)
        for place, (word, keys) in enumerate(name_keys(name).asked[: search.MOST_WORDS], start=1)
    ]
    keys = [(number, key) for number, (*_, these) in enumerate(words, start=1) for key in these]
    rows = admin.execute(
        "select n, person_id from access.people_named_each(%s::integer[], %s::integer[], %s::integer[],"
        " %s::bigint[], %s::bigint[], 60)",
        [[one[0] for one in words], [one[1] for one in words], [one[0] for one in keys],
         [one[1] for one in keys], [one[2] for one in words]],
    )  # fmt: skip
    found: list[list[UUID]] = [[] for _ in names]
    for n, person_id in rows.fetchall():
        found[int(str(n)) - 1].append(person_id)
    return found


@pytest.mark.usefixtures("all_shown")
def test_whoever_came_just_before_is_noticed_as_if_on_record(cast: Cast, now: datetime) -> None:
    recorded, again = _invented(random.Random(5))
    newly = Newly()
    for one in recorded:
        newly.add(new_id(), one)
    _on_record(recorded, cast.costa, now)
    with acting_as(cast.costa.actor):
        each = may_be_each(again, by=cast.costa.actor, at=now)
    noticed = [newly.may_hold(one) for one in again]
    assert all(before for before, found in zip(noticed, each, strict=True) if found)
    assert not newly.may_hold(_told("Zzyzx Qwfp", Birth.told(exact_day(1911, 3, 2, told="1911"))))
    assert not Newly().may_hold(recorded[0])
