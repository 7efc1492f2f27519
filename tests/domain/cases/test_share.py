"""Showing a case to a unit of another organisation."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from limen.domain.cases.commands.sharing import share
from limen.domain.cases.events import Shared
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.cases.queries.lists import cases_shared_with_us
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles


def _share(cast: Cast, by: Player, at: datetime, **more: object) -> Shared:
    facts = {"unit_id": cast.agency_unit, "purpose": SharePurpose.HEALTH, "basis": ShareBasis.CONSENT,
             "basis_says": "signed on Monday", "compartments": (),
             "until_at": at + timedelta(days=30)} | more  # fmt: skip
    return share(cast.case, by=by.actor, at=at, **facts)  # type: ignore[arg-type]


def test_the_other_house_finds_it_among_shared_cases(cast: Cast, now: datetime) -> None:
    _share(cast, cast.berg, now)
    with acting_as(cast.dina.actor):
        cards = cases_shared_with_us(by=cast.dina.actor, at=now + timedelta(seconds=1)).cards
    assert [card.id for card in cards] == [cast.case]


def test_it_ends_says_by_what_right_and_opens_nothing_unknown(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _share(cast, cast.berg, now, until_at=now)) == {"until"}
    assert obstacles(lambda: _share(cast, cast.berg, now, basis_says=" ")) == {"basis"}
    assert obstacles(lambda: _share(cast, cast.berg, now, compartments=("gbv",))) == {"compartments"}


@pytest.mark.parametrize("role", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _share(cast, getattr(cast, role), now)


def test_whoever_does_not_work_on_it_cannot_and_unlisted_units_are_not_there(
    cast: Cast, now: datetime
) -> None:
    for stranger in (cast.elio, cast.dina, cast.farah, cast.grit):
        with pytest.raises(Hidden):
            _share(cast, stranger, now)
    for unit in (cast.elio.unit_id, cast.unit):
        with pytest.raises(Hidden):
            _share(cast, cast.berg, now, unit_id=unit)


def test_it_says_what_happened_and_seals_the_basis(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_share(cast, cast.berg, now), by=cast.berg)
