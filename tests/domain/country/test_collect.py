"""Collections of the library: made, changed, filled, emptied; and a search that stays within one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from limen.domain.country.commands.collecting import change_collection, make_collection, put_in, take_out
from limen.domain.country.commands.keeping import withdraw
from limen.domain.country.names import Level, Profile
from limen.domain.country.queries.collections import CollectionSheet, collection_sheet
from limen.domain.country.queries.reports import report_sheet
from limen.domain.country.queries.searching import Wanted, Way, passages_found
from limen.foundation.refusals import Conflict, Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from limen.jobs.meaning import mean_what_waits
from limen.outside.meaning import encoder_here
from tests.cast import AT, ON, Cast, Player
from tests.conftest import House
from tests.domain.country.shelves import COURTS, WELLS, shelved
from tests.domain.told import Journal
from tests.jobs.nights import as_worker

PROFILE = Profile(
    called="Sample teachers", country="ATA", claim="Dismissed teachers", note="Begin with courts."
)


def made(by: Player, **changes: Any) -> UUID:
    return make_collection(replace(PROFILE, **changes), by=by.actor, at=AT).collection_id


def put(collection: UUID, report: UUID, by: Player, passage: UUID | None = None) -> None:
    put_in(collection, report_id=report, passage_id=passage, by=by.actor, at=AT)


def sheet(collection: UUID, by: Player) -> CollectionSheet:
    with acting_as(by.actor):
        return collection_sheet(collection, on=ON, by=by.actor)


def passage_of(report: UUID, page: int, by: Player) -> UUID:
    with acting_as(by.actor):
        return report_sheet(report, page=page, on=ON, by=by.actor).passages[0].id


def texts(wanted: Wanted, by: Player) -> set[str]:
    with acting_as(by.actor):
        return {
            hit.passage.text
            for hit in passages_found(wanted, encoder=encoder_here(), on=ON, by=by.actor).hits
        }


def test_what_is_put_in_is_there_with_what_became_of_it_until_it_is_taken_out(cast: Cast) -> None:
    collection = made(cast.lena, look_again_on=ON)
    whole, part = shelved(cast.lena).report_id, shelved(cast.lena).report_id
    put(collection, whole, cast.lena)
    put(collection, part, cast.mats, passage_of(part, 2, cast.lena))
    withdraw(whole, why="Sample reason", by=cast.lena.actor, at=AT)
    found = sheet(collection, cast.berg)
    assert found.card.is_stale
    gone = {one.report.id: one.report.withdrawn_at is not None for one in found.collected}
    assert gone == {whole: True, part: False}
    [passage] = [one.passage for one in found.collected if one.passage]
    assert (passage.page, passage.text) == (2, COURTS)
    for one in found.collected:
        take_out(collection, collected_id=one.id, by=cast.lena.actor, at=AT)
    assert sheet(collection, cast.berg).collected == ()
    with pytest.raises(Hidden):
        take_out(collection, collected_id=found.collected[0].id, by=cast.lena.actor, at=AT)


def test_a_search_stays_within_it(cast: Cast, house: House) -> None:
    publisher = f"Sample {uuid4()}"
    whole = shelved(cast.lena, WELLS + " One.", publisher=publisher).report_id
    part = shelved(cast.lena, WELLS + " Two.", WELLS + " Three.", publisher=publisher).report_id
    shelved(cast.lena, WELLS + " Four.", publisher=publisher)
    with as_worker(house):
        mean_what_waits(encoder_here(), should_stop=lambda: False)
    collection, empty = made(cast.lena), made(cast.lena)
    put(collection, whole, cast.lena)
    put(collection, part, cast.lena, passage_of(part, 2, cast.lena))
    for way in Way:
        wanted = Wanted(words="wells", way=way, publisher=publisher, collection=collection)
        assert texts(wanted, cast.berg) == {WELLS + " One.", WELLS + " Three."}, way
        assert texts(replace(wanted, collection=empty), cast.berg) == set(), way
        assert len(texts(replace(wanted, collection=None), cast.berg)) == 4, way


def test_nobody_sees_in_it_what_they_may_not_read(cast: Cast) -> None:
    open_one, hidden = made(cast.lena, level=Level.INSTALLATION), made(cast.lena, level=Level.KEEPERS)
    secret = shelved(cast.lena, level=Level.KEEPERS).report_id
    put(open_one, secret, cast.lena)
    assert [one.report.id for one in sheet(open_one, cast.mats).collected] == [secret]
    for player in (cast.berg, cast.dina, cast.elio):
        assert sheet(open_one, player).collected == ()
        with pytest.raises(Hidden):
            sheet(hidden, player)
        with pytest.raises(Hidden):
            texts(Wanted(words="wells", way=Way.WORDS, collection=hidden), player)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"called": " "}, "called"), ({"country": "XXX"}, "country"), ({"claim": ""}, "claim")],
)
def test_what_it_is_for_must_be_said(changes: dict[str, Any], code: str, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        made(cast.lena, **changes)
    assert code in {one.code for one in refused.value.obstacles}


def test_twice_or_when_withdrawn_nothing_is_put_in(cast: Cast) -> None:
    collection, report = made(cast.lena), shelved(cast.lena).report_id
    put(collection, report, cast.lena)
    with pytest.raises(Refused, match="in this collection already"):
        put(collection, report, cast.lena)
    gone = shelved(cast.lena).report_id
    withdraw(gone, why="Sample reason", by=cast.lena.actor, at=AT)
    with pytest.raises(Refused, match="withdrawn"):
        put(collection, gone, cast.lena)
    with pytest.raises(Hidden):
        put(collection, report, cast.lena, passage_of(gone, 1, cast.lena))


def test_who_was_slower_is_told_of_the_other(cast: Cast) -> None:
    collection = made(cast.lena)
    changed = replace(PROFILE, claim="Of Mats", look_again_on=ON + timedelta(days=9))
    assert change_collection(collection, changed, version=1, by=cast.mats.actor, at=AT).version == 2
    with pytest.raises(Conflict) as told:
        change_collection(collection, PROFILE, version=1, by=cast.lena.actor, at=AT)
    assert "Of Mats" in told.value.theirs.says
    assert sheet(collection, cast.berg).card.profile == changed


def test_only_who_keeps_the_library_keeps_collections(cast: Cast) -> None:
    collection, report = made(cast.lena), shelved(cast.lena).report_id
    for player in (cast.berg, cast.dina, cast.ivo):
        with pytest.raises(Forbidden):
            made(player)
        with pytest.raises(Forbidden):
            change_collection(collection, PROFILE, version=1, by=player.actor, at=AT)
        with pytest.raises(Forbidden):
            put(collection, report, player)
        with pytest.raises(Forbidden):
            take_out(collection, collected_id=uuid4(), by=player.actor, at=AT)


def test_the_journal_tells_it(cast: Cast, journal: Journal) -> None:
    event = make_collection(PROFILE, by=cast.lena.actor, at=AT)
    assert journal.tells(event, by=cast.lena)
    report, laid = shelved(cast.lena).report_id, event.collection_id
    assert journal.tells(put_in(laid, report_id=report, by=cast.lena.actor, at=AT), by=cast.lena)
    [one] = sheet(laid, cast.lena).collected
    assert journal.tells(take_out(laid, collected_id=one.id, by=cast.mats.actor, at=AT), by=cast.mats)
    other = replace(PROFILE, note="Another")
    changed = change_collection(laid, other, version=1, by=cast.lena.actor, at=AT)
    assert journal.tells(changed, by=cast.lena)
