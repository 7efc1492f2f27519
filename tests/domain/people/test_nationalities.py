"""Adding a nationality to what is on record of a person, and ending one."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest

from limen.domain.cases.commands.sharing import share
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.people.commands.belonging import add_nationality, end_nationality
from limen.domain.people.events import NationalityAdded, NationalityEnded
from limen.domain.people.names import Belonging, NationalityTold, Source
from limen.domain.people.queries.sheets import NationalityCard, person_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles

TURKISH = NationalityTold(belonging=Belonging.NATIONAL, country="TUR", source=Source.DOCUMENT,
                          since_on=date(2015, 3, 1))  # fmt: skip


def _add(nadia: UUID, by: Player, at: datetime, told: NationalityTold = TURKISH) -> NationalityAdded:
    return add_nationality(nadia, nationality=told, nationality_id=new_id(), by=by.actor, at=at)


def _end(
    key: UUID, by: Player, at: datetime, until_on: date | None = None, why: str = "She renounced it."
) -> NationalityEnded:
    return end_nationality(key, until_on=until_on, why=why, by=by.actor, at=at)


def _seen(nadia: UUID, by: Player, at: datetime) -> tuple[NationalityCard, ...]:
    with acting_as(by.actor):
        return person_sheet(nadia, by=by.actor, at=at).nationalities


def test_one_is_added_and_another_ended_and_both_stay_on_record(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    _add(nadia, cast.berg, now)
    afghan, turkish = _seen(nadia, cast.berg, now)
    assert (afghan.country, turkish.country) == ("AFG", "TUR")
    _end(afghan.id, cast.costa, now, date(2020, 5, 6))
    afghan, turkish = _seen(nadia, cast.berg, now)
    assert afghan.ended is not None
    assert (afghan.until_on, afghan.ended.why, turkish.ended) == (
        date(2020, 5, 6), "She renounced it.", None
    )  # fmt: skip


def test_a_share_shows_no_nationality_that_was_ended(cast: Cast, now: datetime, nadia: UUID) -> None:
    key = _add(nadia, cast.berg, now).nationality_id
    share(
        cast.case, unit_id=cast.agency_unit, purpose=SharePurpose.REFERRAL, basis=ShareBasis.LAW,
        basis_says="x", compartments=(), until_at=now.replace(year=now.year + 1), by=cast.berg.actor, at=now,
    )  # fmt: skip
    assert [one.country for one in _seen(nadia, cast.dina, now)] == ["AFG", "TUR"]
    _end(key, cast.berg, now)
    assert [one.country for one in _seen(nadia, cast.dina, now)] == ["AFG"]
    assert len(_seen(nadia, cast.berg, now)) == 2


def test_no_country_no_reason_an_end_before_the_beginning_and_a_second_end_are_refused(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    nowhere = NationalityTold(belonging=Belonging.NATIONAL)
    assert obstacles(lambda: _add(nadia, cast.berg, now, nowhere)) == {"nationality"}
    key = _add(nadia, cast.berg, now).nationality_id
    assert obstacles(lambda: _end(key, cast.berg, now, why=" ")) == {"why"}
    assert obstacles(lambda: _end(key, cast.berg, now, date(2015, 2, 1))) == {"period"}
    _end(key, cast.berg, now)
    assert obstacles(lambda: _end(key, cast.berg, now)) == {"ended"}


@pytest.mark.parametrize("role", ["farah", "elio", "dina", "grit"])
def test_one_that_is_not_read_is_not_there(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    key = _add(nadia, cast.berg, now).nationality_id
    with pytest.raises(Hidden):
        _end(key, getattr(cast, role), now)


def test_it_says_what_happened_and_seals_the_country(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    added = _add(nadia, cast.berg, now)
    assert journal.tells(added, by=cast.berg)
    assert journal.tells(_end(added.nationality_id, cast.berg, now), by=cast.berg)
