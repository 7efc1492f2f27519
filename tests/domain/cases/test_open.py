"""Opening a case."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from limen.domain.cases.commands.opening import open as open_case
from limen.domain.cases.commands.walling import wall_off
from limen.domain.cases.events import Opened
from limen.domain.cases.names import WallGround
from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.domain.told import Journal, obstacles


def _open(cast: Cast, by: Player, **more: object) -> Opened:
    facts = {"unit_id": by.unit_id, "reference": f"N-{str(new_id())[-12:]}", "called": "Nadia",
             "opened_on": ON, "on": ON} | more  # fmt: skip
    return open_case(by=by.actor, at=AT, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["hana", "costa", "dina"])
def test_whoever_registers_opens_a_case_in_their_unit(role: str, cast: Cast) -> None:
    by = getattr(cast, role)
    opened = _open(cast, by)
    with acting_as(by.actor):
        assert case_sheet(opened.case_id, by=by.actor, at=AT).called == "Nadia"


def test_tomorrow_a_foreign_unit_and_an_empty_name_are_refused(cast: Cast) -> None:
    tomorrow = ON + timedelta(days=1)
    assert obstacles(lambda: _open(cast, cast.hana, opened_on=tomorrow)) == {"opened_on"}
    assert obstacles(lambda: _open(cast, cast.hana, unit_id=cast.agency_unit)) == {"unit"}
    assert obstacles(lambda: _open(cast, cast.hana, called=" ", reference=" ")) == {"called", "reference"}


def test_a_reference_is_taken_even_by_a_case_one_may_not_know_of(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _open(cast, cast.hana, reference=cast.reference)) == {"taken"}
    wall_off(cast.case, member_id=cast.hana.id, ground=WallGround.FAMILY, why="", by=cast.costa.actor, at=now)
    with acting_as(cast.hana.actor), pytest.raises(Hidden):
        case_sheet(cast.case, by=cast.hana.actor, at=now)
    assert obstacles(lambda: _open(cast, cast.hana, reference=cast.reference)) == {"taken"}


@pytest.mark.parametrize("role", ["berg", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        _open(cast, getattr(cast, role))


def test_a_stranger_cannot_see_it(cast: Cast, now: datetime) -> None:
    opened = _open(cast, cast.hana)
    for stranger in (cast.elio, cast.dina):
        with acting_as(stranger.actor), pytest.raises(Hidden):
            case_sheet(opened.case_id, by=stranger.actor, at=now)


def test_it_says_what_happened_and_seals_the_name(cast: Cast, journal: Journal) -> None:
    assert journal.tells(_open(cast, cast.hana), by=cast.hana)
