"""Finding somebody: whatever was misspelt, and nobody whom one may not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.commands.sharing import share
from limen.domain.cases.names import PartyPart, ShareBasis, SharePurpose
from limen.domain.cases.queries.finding import FoundPerson, find_asked, find_cases, find_people
from limen.domain.people.names import Ground, Registration
from limen.domain.people.queries.asking import Asked, days_typed
from limen.domain.people.queries.search import likely_same
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.domain.people.registrations import NADIA, PASSPORT, named, registered
from tests.domain.told import obstacles

PERSIAN_DIGITS = {ord(str(digit)): chr(0x06F0 + digit) for digit in range(10)}


def _found(text: str, by: Player, at: datetime) -> list[FoundPerson]:
    with acting_as(by.actor):
        return list(find_people(text, by=by.actor, at=at))


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Nadia Karimi", Ground.SAME),
        ("karimi NADIA", Ground.SAME),
        ("Karimi", Ground.SAME),
        ("Nadia Karimy", Ground.ONE_LETTER),
        ("Nadja Karimi", Ground.ONE_LETTER),
        ("نادیا کریمی", Ground.SAME),
        ("Надія Карімі", Ground.SOUNDS_ALIKE),
        ("Nadia Zzyzx Karimi", Ground.SAME),
        ("L898902C", Ground.SAME_DOCUMENT),
        ("l-898 902c", Ground.SAME_DOCUMENT),
        ("21.3.1991", Ground.SAME_BIRTH),
        ("Karimi 21.3.1991", Ground.SAME_BIRTH),
        ("Nqadyya Qarymee 21.3.1991", Ground.SAME_BIRTH),
        ("L 898902 C", Ground.SAME_DOCUMENT),
        ("Nadai Karimi", Ground.ONE_LETTER),
        ("Natya Kharimi", Ground.SOUNDS_ALIKE),
        ("Karimi about 1990", Ground.LIKE_BIRTH),
        ("Karimi 1990-1992", Ground.LIKE_BIRTH),
        ("Karimi 1370", Ground.LIKE_BIRTH),
        ("Karimi 1370/1/1", Ground.SAME_BIRTH),
        ("1370/1/1", Ground.SAME_BIRTH),
        ("نادیا کریمی 1370/1/1".translate(PERSIAN_DIGITS), Ground.SAME_BIRTH),
    ],
)
def test_somebody_is_found_with_the_ground(
    text: str, ground: Ground, cast: Cast, now: datetime, nadia: UUID
) -> None:
    found = _found(text, cast.berg, now)
    assert [one.person.id for one in found] == [nadia]
    assert ground in found[0].person.grounds
    assert [one.reference for one in found[0].files] == [cast.reference]


def test_a_reference_leads_to_everybody_in_the_case(cast: Cast, now: datetime, nadia: UUID) -> None:
    found = _found(cast.reference, cast.berg, now)
    assert [(one.person.id, one.person.grounds) for one in found] == [(nadia, (Ground.REFERENCE,))]


def test_whoever_only_lists_finds_by_the_main_name_alone(cast: Cast, now: datetime, nadia: UUID) -> None:
    assert [one.person.id for one in _found("Nadia Karimi", cast.farah, now)] == [nadia]
    alias = replace(NADIA, names=(named("Leila", "Haddad"), named("Zohreh", "Mokhtar")))
    registered(cast.costa, now, alias)
    assert _found("Zohreh Mokhtar", cast.farah, now) == []
    assert _found("L898902C", cast.farah, now) == []
    assert len(_found("Zohreh Mokhtar", cast.costa, now)) == 1


@pytest.mark.parametrize("role", ["grit", "dina", "elio", "ivo", "jun", "lena"])
@pytest.mark.parametrize("text", ["Nadia Karimi", "L898902C", "21.3.1991"])
def test_nobody_finds_whom_they_may_not_see(
    role: str, text: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    assert _found(text, getattr(cast, role), now) == []
    by = getattr(cast, role).actor
    with acting_as(by):
        assert likely_same(NADIA, by=by, at=now) == ()


def test_what_is_shared_is_found(cast: Cast, now: datetime, nadia: UUID) -> None:
    share(
        cast.case, unit_id=cast.agency_unit, purpose=SharePurpose.REFERRAL, basis=ShareBasis.LAW,
        basis_says="x", compartments=(), until_at=now.replace(year=now.year + 1), by=cast.berg.actor, at=now,
    )  # fmt: skip
    assert [one.person.id for one in _found("Nadia Kareemi", cast.dina, now)] == [nadia]


def test_a_form_asks_for_more_than_a_line(cast: Cast, now: datetime, nadia: UUID) -> None:
    def found(one: Asked, **more: Any) -> list[UUID]:
        with acting_as(cast.berg.actor):
            return [card.person.id for card in find_asked(one, **more, by=cast.berg.actor, at=now)]

    passport = Asked(numbers=("L898902C",), issuing_state="UTO")
    assert found(passport) == [nadia]
    assert found(replace(passport, issuing_state="D")) == []
    assert found(Asked(name="Zzyzx", other_names=("نادیا کریمی",))) == [nadia]
    assert found(Asked(), reference=f" {cast.reference} ") == [nadia]
    hijri = days_typed("5.9.1411")
    assert found(Asked(name="Karimi", day=hijri[0], other_days=hijri[1:])) == [nadia]
    for trawl in (Asked(), Asked(name="a"), Asked(issuing_state="UTO"), Asked(day=days_typed("1991")[0])):
        with pytest.raises(Refused):
            found(trawl)


def test_somebody_is_found_by_whom_they_came_with(cast: Cast, now: datetime, nadia: UUID) -> None:
    son = add_party(
        cast.case, person_id=new_id(), part=PartyPart.CHILD, on=ON, by=cast.berg.actor, at=now,
        told=Registration(names=(named("Omid", "Karimi"),)),
    ).person_id  # fmt: skip

    def found(name: str, relative: str, by: Player = cast.berg) -> list[tuple[UUID, Ground]]:
        with acting_as(by.actor):
            cards = find_asked(Asked(name=name), relative=relative, by=by.actor, at=now)
            return [(card.person.id, card.person.grounds[0]) for card in cards]

    assert found("", "Nadia Karimy") == [(son, Ground.KIN)]
    assert found("Omid", "Nadia") == [(son, Ground.KIN)]
    assert found("Nadia", "Omid Karimi") == [(nadia, Ground.KIN)]
    assert found("Somebody", "Omid Karimi") == []
    assert found("", "Nadia Karimi", cast.grit) == []
    with pytest.raises(Refused):
        found("Omid", "1991")


def test_a_case_is_found_by_its_reference_or_its_name(cast: Cast, now: datetime) -> None:
    def found(text: str, by: Player = cast.berg) -> list[str]:
        with acting_as(by.actor):
            return [case.reference for case in find_cases(text, by=by.actor, at=now)]

    assert found(cast.reference) == found(f" {cast.reference} ") == [cast.reference]
    assert cast.reference in found("amina")
    assert found("Ami") == found("A") == found("%") == []
    assert found(cast.reference, cast.grit) == found("Amina", cast.grit) == found("Amina", cast.elio) == []


@pytest.mark.parametrize("text", ["", "  ", "*", "%", "a", "% %", "1991", "3/1991", "؟", "-"])
def test_a_trawl_is_refused(text: str, cast: Cast, now: datetime) -> None:
    def look() -> None:
        _found(text, cast.berg, now)

    assert obstacles(look) == {"search"}


def test_the_number_of_questions_does_not_grow(cast: Cast, now: datetime, nadia: UUID) -> None:
    for _ in range(12):
        registered(cast.costa, now)
    with (
        acting_as(cast.costa.actor),
        CaptureQueriesContext(
            connection,
        ) as few,
    ):
        assert len(find_people("Nadia Karimi L898902C 21.3.1991", by=cast.costa.actor, at=now)) == 10
    assert len(few) <= 8


def test_somebody_before_the_counter_is_known_already(cast: Cast, now: datetime, nadia: UUID) -> None:
    def known(told: Registration, by: Player = cast.berg) -> list[UUID]:
        with acting_as(by.actor):
            return [card.id for card in likely_same(told, by=by.actor, at=now)]

    nobody_else = Registration(names=(named("Nadiya", "Karimy"),), birth=NADIA.birth)
    assert known(nobody_else) == [nadia]
    assert known(Registration(names=(named("Someone"),), documents=(PASSPORT,))) == [nadia]
    assert known(Registration(names=(named("Nadia", "Shevchenko"),))) == []
    assert known(Registration(names=(named("Nadia", "Shevchenko"),), birth=NADIA.birth)) == [nadia]


@pytest.fixture
def many_are_seen(house: House) -> Iterator[None]:
    """As if everybody saw more people than are asked one by one."""
    with psycopg.connect(house.admin_dsn, autocommit=True) as admin:
        definition = "select pg_get_functiondef('access.few_persons(integer)'::regprocedure)"
        was = admin.execute(definition).fetchone()
        assert was is not None
        admin.execute(
            "create or replace function access.few_persons(most integer) returns uuid[] language sql stable"
            " security definer set search_path = pg_catalog, public, pg_temp return null::uuid[]"
        )
        yield
        admin.execute(was[0])


@pytest.mark.parametrize(
    "text",
    [
        "Nadia Karimi",
        "Karimi, Nadia",
        "Nadiya Karimy",
        "Nadja Karimi",
        "Nadai Karimi",
        "Nadia Karmii",
        "Nadya Kareemi",
        "Karimi",
        "\u0646\u0627\u062f\u06cc\u0627 \u06a9\u0631\u06cc\u0645\u06cc",
        "Nadia Somebody Karimi",
    ],
)
@pytest.mark.usefixtures("many_are_seen")
def test_among_many_somebody_is_found_as_well(text: str, nadia: UUID, cast: Cast, now: datetime) -> None:
    assert [one.person.id for one in _found(text, cast.berg, now)][:1] == [nadia]


@pytest.mark.usefixtures("nadia", "many_are_seen")
def test_among_many_nobody_is_found_who_is_hidden(cast: Cast, now: datetime) -> None:
    for stranger in (cast.dina, cast.elio):
        assert _found("Nadia Karimi", stranger, now) == []


def test_the_index_answers_and_not_a_scan(house: House) -> None:
    """Row security would switch it off; the function of the warden keeps it."""
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("set role limen_warden")
        admin.execute("set enable_seqscan = off")
        plan = admin.execute(
            "explain select id from people_namekey where words && '{1, 2}' and words @> '{3}'"
        ).fetchall()
    assert any("people_namekey_words" in line for (line,) in plan)
