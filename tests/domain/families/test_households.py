"""Who lives with whom: formed, joined, left; and nobody counted whom one may not read."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest

from limen.domain.families.commands.living import form_household, join_household, leave_household
from limen.domain.families.events import HouseholdFormed, HouseholdJoined, HouseholdLeft
from limen.domain.families.queries.cards import HouseholdCard
from limen.domain.families.queries.family import family_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.families.conftest import Family
from tests.domain.told import Journal, obstacles

SINCE = date(2026, 10, 1)


def _form(people: tuple[UUID, ...], by: Player, at: datetime, home: UUID | None = None) -> HouseholdFormed:
    return form_household(people, household_id=home or new_id(), since_on=SINCE, on=ON, by=by.actor, at=at)


def _join(home: UUID, person: UUID, by: Player, at: datetime, since: date = SINCE) -> HouseholdJoined:
    return join_household(home, person_id=person, since_on=since, on=ON, by=by.actor, at=at)


def _leave(dweller: UUID, by: Player, at: datetime, why: str = "Moved out.") -> HouseholdLeft:
    return leave_household(dweller, until_on=ON, why=why, on=ON, by=by.actor, at=at)


def _homes(person: UUID, by: Player, at: datetime) -> tuple[HouseholdCard, ...]:
    with acting_as(by.actor):
        return family_of(person, by=by.actor, at=at).households


def _called(card: HouseholdCard) -> tuple[list[str], list[str]]:
    return [one.person.called for one in card.present], [one.person.called for one in card.former]


def test_they_live_together_until_somebody_leaves(cast: Cast, now: datetime, family: Family) -> None:
    _form((family.nadia, family.omid), cast.berg, now)
    [home] = _homes(family.nadia, cast.berg, now)
    assert _called(home) == (["Nadia Karimi", "Omid Karimi"], [])
    assert {one.since_on for one in home.present} == {SINCE}
    omid = next(one for one in home.present if one.person.id == family.omid)
    _leave(omid.id, cast.berg, now)
    [home] = _homes(family.nadia, cast.berg, now)
    assert _called(home) == (["Nadia Karimi"], ["Omid Karimi"])
    assert (home.former[0].until_on, home.former[0].end_why) == (ON, "Moved out.")
    _join(home.id, family.omid, cast.berg, now)
    assert len(_homes(family.omid, cast.berg, now)[0].present) == 2


def test_somebody_in_hiding_lives_nowhere(cast: Cast, now: datetime, family: Family) -> None:
    home = _form((family.nadia, family.sara), cast.costa, now).household_id
    [seen] = _homes(family.nadia, cast.berg, now)
    assert _called(seen) == (["Nadia Karimi"], [])
    assert str(family.sara) not in repr(seen)
    assert len(_homes(family.sara, cast.costa, now)[0].present) == 2
    with pytest.raises(Hidden):
        _join(home, family.sara, cast.berg, now)


def test_what_makes_no_sense_is_refused(cast: Cast, now: datetime, family: Family) -> None:
    assert obstacles(lambda: _form((), cast.berg, now)) == {"people"}
    assert obstacles(lambda: _form((family.nadia, family.nadia), cast.berg, now)) == {"people"}
    home = _form((family.nadia,), cast.berg, now).household_id
    assert obstacles(lambda: _form((family.omid,), cast.berg, now, home)) == {"received"}
    assert obstacles(lambda: _join(home, family.nadia, cast.berg, now)) == {"dwells"}
    assert obstacles(lambda: _join(home, family.omid, cast.berg, now, date(2999, 1, 1))) == {"to_come"}
    [card] = _homes(family.nadia, cast.berg, now)
    assert obstacles(lambda: _leave(card.present[0].id, cast.berg, now, why="")) == {"why"}
    _leave(card.present[0].id, cast.berg, now)


def test_a_household_of_others_cannot_be_joined(cast: Cast, now: datetime, family: Family) -> None:
    home = _form((family.sara,), cast.costa, now).household_id
    with pytest.raises(Hidden):
        _join(home, family.nadia, cast.berg, now)
    with pytest.raises(Hidden):
        _join(new_id(), family.nadia, cast.berg, now)


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, family: Family) -> None:
    by = getattr(cast, role)
    home = _form((family.nadia,), cast.berg, now).household_id
    dweller = _homes(family.nadia, cast.berg, now)[0].present[0].id
    for act in (
        lambda: _form((family.omid,), by, now),
        lambda: _join(home, family.omid, by, now),
        lambda: _leave(dweller, by, now),
    ):
        with pytest.raises(Forbidden):
            act()


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah", "hana"])
def test_whoever_does_not_read_them_is_refused_or_sees_nobody(
    role: str, cast: Cast, now: datetime, family: Family
) -> None:
    by = getattr(cast, role)
    home = _form((family.nadia,), cast.berg, now).household_id
    dweller = _homes(family.nadia, cast.berg, now)[0].present[0].id
    with pytest.raises(Hidden):
        _leave(dweller, by, now)
    if role in ("farah", "hana"):
        assert obstacles(lambda: _form((family.omid,), by, now)) == {"reach"}
    else:
        with pytest.raises(Hidden):
            _form((family.omid,), by, now)
    with pytest.raises(Hidden):
        _join(home, family.omid, by, now)


def test_it_says_what_happened_in_everybodys_chain(
    cast: Cast, now: datetime, family: Family, journal: Journal
) -> None:
    formed = _form((family.nadia, family.omid), cast.berg, now)
    assert journal.tells(formed, by=cast.berg, after=("families.household_joined",))
    assert journal.tells(_join(formed.household_id, family.sara, cast.costa, now), by=cast.costa)
    dweller = _homes(family.omid, cast.berg, now)[0].present[1].id
    assert journal.tells(_leave(dweller, cast.berg, now), by=cast.berg)
