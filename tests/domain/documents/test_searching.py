"""Words in the documents of a case, and walls around them: compartments, shares, versions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from limen.domain.cases.commands.sharing import share
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.documents.commands.marking import mark_page
from limen.domain.documents.commands.receiving import add_version
from limen.domain.documents.commands.saying import set_aside
from limen.domain.documents.queries.searching import BEGINS, ENDS, words_found
from limen.domain.documents.queries.sheets import documents_of, reading_of
from limen.domain.identity.names import Compartment
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.documents.files import described, seen, sent, shown, worker_says


def _found(cast: Cast, words: str, by: Player, at: datetime) -> list[tuple[str, int]]:
    with acting_as(by.actor):
        hits = words_found(cast.case, words, by=by.actor, at=at)
    return [(hit.title, hit.page) for hit in hits]


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("harbour", [1, 3]),
        ("HARBOUR closed", [1]),
        ('"was closed"', [1]),
        ('"closed was"', []),
        ("harbour -closed", [3]),
        ("ميناء", [2]),
        ("harb", []),
        ("' & ) :* | !", []),
        ("", []),
    ],
)
def test_words_are_found_page_by_page(
    words: str, pages: list[int], house: House, cast: Cast, now: datetime
) -> None:
    shown(house, cast, now, "The harbour was closed", "ميناء مغلق", "harbour")
    assert [page for _title, page in _found(cast, words, cast.berg, now)] == pages


def test_what_was_found_stands_between_two_signs(house: House, cast: Cast, now: datetime) -> None:
    shown(house, cast, now, "the old harbour <b>")
    with acting_as(cast.berg.actor):
        (hit,) = words_found(cast.case, "harbour", by=cast.berg.actor, at=now)
    assert f"{BEGINS}harbour{ENDS}" in hit.around


def test_only_the_newest_file_and_only_what_is_in_use(house: House, cast: Cast, now: datetime) -> None:
    document_id, _ = shown(house, cast, now, "harbour in the first")
    event = add_version(document_id, file=sent(b"better"), by=cast.berg.actor, at=now)
    assert _found(cast, "harbour", cast.berg, now) == [], "the newest was not looked at yet"
    worker_says(house, event.version_id, seen("quay", "harbour"), now)
    assert [page for _title, page in _found(cast, "harbour", cast.berg, now)] == [2]
    set_aside(document_id, why="twice", by=cast.berg.actor, at=now)
    assert _found(cast, "harbour", cast.berg, now) == []


def test_a_compartment_is_not_there_for_whoever_is_not_cleared(
    house: House, cast: Cast, now: datetime
) -> None:
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    shown(house, cast, now, "harbour", by=costa, compartment=Compartment.GBV)
    assert _found(cast, "harbour", costa, now) == [("Letter of the aunt", 1)]
    assert _found(cast, "harbour", cast.berg, now) == []
    with acting_as(cast.berg.actor):
        assert documents_of(cast.case, by=cast.berg.actor, at=now).cards == ()


def test_strangers_find_nothing(house: House, cast: Cast, now: datetime) -> None:
    shown(house, cast, now, "harbour")
    for player in (cast.elio, cast.dina, cast.grit, cast.farah, cast.hana, cast.ivo, cast.jun):
        assert _found(cast, "harbour", player, now) == []


def test_a_share_shows_what_it_names_and_no_mark(house: House, cast: Cast, now: datetime) -> None:
    costa = clear(house.admin_dsn, cast.costa, "medical")
    document_id, version_id = shown(house, cast, now, "harbour")
    shown(house, cast, now, "harbour", by=costa, compartment=Compartment.MEDICAL, said=described(title="M"))
    mark_page(version_id, page=1, area=None, quote="", words="ours", by=cast.berg.actor, at=now)
    share(
        cast.case, unit_id=cast.agency_unit, purpose=SharePurpose.HEALTH, basis=ShareBasis.CONSENT,
        basis_says="signed", compartments=(), until_at=now + timedelta(days=30), by=cast.berg.actor, at=now,
    )  # fmt: skip
    later = now + timedelta(seconds=1)
    assert _found(cast, "harbour", cast.dina, later) == [("Letter of the aunt", 1)]
    with acting_as(cast.dina.actor):
        reading = reading_of(document_id, 1, 1, by=cast.dina.actor, at=later)
    assert (reading.page.text, reading.marks, reading.marked) == ("harbour", (), frozenset())
    assert reading.version.by_name == ""
