"""Who sees which differences: those who read the case and know the compartment, in pages."""

from __future__ import annotations

from datetime import datetime

from limen.domain.deadlines.queries.differences import (
    PAGE,
    DifferencePage,
    Key,
    count_differences,
    differences,
)
from limen.domain.identity.names import Compartment
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, assemble, clear
from tests.conftest import House
from tests.jobs.nights import clock_of, reckoned
from tests.lawbook import changed, put_in_force

LONGER = changed("atlantis/terms/all.yaml", "value: 5 days", "value: 9 days")


def _seen(by: Player, at: datetime, after: Key | None = None) -> DifferencePage:
    with acting_as(by.actor):
        return differences(by.actor, at=at, after=after)


def test_only_those_who_read_the_case_and_know_the_compartment_see_it(
    house: House, cast: Cast, now: datetime
) -> None:
    costa = clear(house.admin_dsn, cast.costa, "trafficking")
    put_in_force(cast, now)
    clock_of(cast, cast.berg, now)
    clock_of(cast, costa, now, compartment=Compartment.TRAFFICKING)
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    told = {}
    for player in (costa, cast.berg, cast.farah, cast.grit, cast.hana, cast.lena, cast.dina, cast.elio):
        with acting_as(player.actor):
            told[player.actor.name] = count_differences(player.actor, at=now)
        assert len(_seen(player, now).cards) == told[player.actor.name]
    assert told == dict.fromkeys(["Farah", "Grit", "Hana", "Lena", "Dina", "Elio"], 0) | {
        "Costa": 2, "Berg": 1,
    }  # fmt: skip


def test_another_organisation_keeps_its_own_law(house: House, cast: Cast, now: datetime) -> None:
    """The same text in force in two houses: one changes it, and the other hears nothing."""
    other = assemble(house.admin_dsn)
    for one in (cast, other):
        put_in_force(one, now)
        clock_of(one, one.berg, now)
    put_in_force(cast, now, LONGER)
    reckoned(house, now)
    assert len(_seen(cast.berg, now).cards) == 1
    assert _seen(other.berg, now).cards == ()


def test_a_long_list_comes_in_pages(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clocks = {clock_of(cast, cast.berg, now, about=f"child {number}") for number in range(PAGE + 1)}
    put_in_force(cast, now, LONGER)
    reckoned(house, now, at_once=20)
    first = _seen(cast.berg, now)
    assert len(first.cards) == PAGE
    second = _seen(cast.berg, now, first.after)
    assert second.after is None
    assert {card.clock_id for card in (*first.cards, *second.cards)} == clocks
