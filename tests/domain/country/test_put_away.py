"""A collection is put away and brought back; lists leave it out meanwhile, and nothing in it is lost."""

from __future__ import annotations

from uuid import UUID

import pytest

from limen.domain.country.commands.collecting import bring_back, change_collection, put_away, take_out
from limen.domain.country.names import Level
from limen.domain.country.queries.collections import collections
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.domain.country.shelves import shelved
from tests.domain.country.test_collect import PROFILE, made, put, sheet
from tests.domain.told import Journal, obstacles


def listed(by: Player, *, is_away: bool = False) -> set[UUID]:
    with acting_as(by.actor):
        return {one.id for one in collections(on=ON, by=by.actor, is_away=is_away)}


def test_it_leaves_the_lists_and_comes_back_as_it_was(cast: Cast, journal: Journal) -> None:
    collection, other = made(cast.lena), made(cast.lena, called="Another")
    report = shelved(cast.lena).report_id
    put(collection, report, cast.lena)
    event = put_away(collection, by=cast.mats.actor, at=AT)
    assert journal.tells(event, by=cast.mats)
    assert listed(cast.berg) >= {other}
    assert collection not in listed(cast.berg)
    assert listed(cast.berg, is_away=True) == {collection}
    found = sheet(collection, cast.berg)
    assert found.card.put_away_at == AT
    assert [one.report.id for one in found.collected] == [report], "what leads to it still does"
    back = bring_back(collection, by=cast.lena.actor, at=AT)
    assert journal.tells(back, by=cast.lena)
    assert collection in listed(cast.berg)
    assert listed(cast.berg, is_away=True) == set()
    assert [one.report.id for one in sheet(collection, cast.berg).collected] == [report]


def test_nothing_of_it_changes_while_it_is_away(cast: Cast) -> None:
    collection, report = made(cast.lena), shelved(cast.lena).report_id
    put(collection, report, cast.lena)
    [inside] = sheet(collection, cast.lena).collected
    assert obstacles(lambda: bring_back(collection, by=cast.lena.actor, at=AT)) == {"not_away"}
    put_away(collection, by=cast.lena.actor, at=AT)
    by = cast.lena.actor
    assert obstacles(lambda: put_away(collection, by=by, at=AT)) == {"away"}
    assert obstacles(lambda: put(collection, shelved(cast.lena).report_id, cast.lena)) == {"away"}
    assert obstacles(lambda: take_out(collection, collected_id=inside.id, by=by, at=AT)) == {"away"}
    assert obstacles(lambda: change_collection(collection, PROFILE, version=1, by=by, at=AT)) == {"away"}


def test_only_its_keepers_do_it(cast: Cast) -> None:
    collection = made(cast.lena, level=Level.INSTALLATION)
    for act in (put_away, bring_back):
        with pytest.raises(Forbidden):
            act(collection, by=cast.berg.actor, at=AT)
        with pytest.raises(Hidden):
            act(shelved(cast.lena).report_id, by=cast.lena.actor, at=AT)
