"""The same person at two doors at the same moment: whoever comes second sees what the first one wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from limen.domain.cases.commands.joining import add_party, register_applicant
from limen.domain.cases.names import PartyPart
from limen.domain.duplicates.commands.comparing import NotCompared
from limen.domain.people.names import Birth, NameTold, Registration
from limen.domain.registration.commands.families import LikelySame
from limen.domain.registration.names.told import MemberTold
from limen.domain.registration.names.typed import family_of
from limen.domain.registration.queries.likely import likely_for, not_looked_at
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused
from limen.foundation.rows import acting_as
from limen.likeness.days import exact_day
from limen.likeness.names import Part
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.domain.duplicates.pairs import HEARD, merged, pair_of
from tests.domain.registration.families import two, unheard
from tests.domain.registration.test_at_once import at_once, begun, sent
from tests.workspaces.acting import ask


def nadia(name: str) -> Registration:
    """The mother of `families.two`, as another door hears her."""
    words = family_of(two(name)).persons[0].birth
    day, month, year = (int(number) for number in words.split("."))
    return Registration(
        names=(NameTold(parts=(Part(text="Nadia"), Part(text=name))),),
        birth=Birth.told(exact_day(year, month, day, told=words)),
    )


def applicant(by: Player, name: str, **more: Any) -> Event | Refused:
    """Registered alone, with a case of their own."""
    try:
        return register_applicant(
            nadia(name), person_id=new_id(), case_id=new_id(), part=PartyPart.APPLICANT, unit_id=by.unit_id,
            reference=f"D-{new_id()}"[:20], opened_on=ON, on=ON, by=by.actor, at=datetime.now(UTC), **more,
        )  # fmt: skip
    except NotCompared as refused:
        return refused


def party(by: Player, case: Any, name: str) -> Event | Refused:
    """Put on record as part of a case that is worked on."""
    try:
        return add_party(
            case, person_id=new_id(), part=PartyPart.FAMILY, told=nadia(name), on=ON, by=by.actor,
            at=datetime.now(UTC),
        )  # fmt: skip
    except NotCompared as refused:
        return refused


def count(house: House, name: str) -> int:
    [row] = ask(house, "select count(*) from people_person where called = %s", f"Nadia {name}")
    return int(row[0])


@pytest.mark.parametrize("attempt", range(3))
def test_two_clerks_register_the_same_applicant(attempt: int, house: House, cast: Cast) -> None:
    name = unheard()
    answers = at_once(lambda: applicant(cast.hana, name), lambda: applicant(cast.costa, name))
    assert sorted(isinstance(one, NotCompared) for one in answers) == [False, True]
    assert count(house, name) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_the_desk_and_the_page_of_a_case_at_once(attempt: int, house: House, cast: Cast) -> None:
    name = unheard()
    draft = begun(cast.hana, two(name))
    answers = at_once(lambda: sent(cast.hana, draft), lambda: party(cast.costa, cast.other_case, name))
    assert sorted(isinstance(one, (NotCompared, LikelySame)) for one in answers) == [False, True]
    assert count(house, name) == 1


def test_whoever_compared_goes_on(house: House, cast: Cast) -> None:
    name = unheard()
    first = applicant(cast.hana, name)
    alike = applicant(cast.costa, name)
    assert not isinstance(first, Refused)
    assert isinstance(alike, NotCompared)
    seen = [one for card in alike.cards for one in card.ids]
    assert not isinstance(applicant(cast.costa, name, seen=seen), Refused)
    assert count(house, name) == 2


def test_records_that_are_one_person_are_shown_as_one(cast: Cast, now: datetime) -> None:
    pair = pair_of(cast, now)
    merged(pair, cast, now)
    with acting_as(cast.costa.actor):
        found = likely_for(HEARD, person_id=new_id(), by=cast.costa.actor, at=now)
    assert [card.ids for card in found.cards] == [{pair.first, pair.second}]
    member = MemberTold(person_id=new_id(), part=PartyPart.APPLICANT, told=HEARD)
    with acting_as(cast.costa.actor):
        assert not_looked_at([member], by=cast.costa.actor, at=now)
        for record in (pair.first, pair.second):
            compared = replace(member, seen=(record,))
            assert not not_looked_at([compared], by=cast.costa.actor, at=now)
