"""What a name leads to: its words and state, for whoever may see it, and nothing for anybody else."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.citations.names import CitedState, keys_in
from limen.domain.citations.queries.cards import Citable, Cited
from limen.domain.citations.queries.offering import citable
from limen.domain.citations.queries.resolving import cited
from limen.domain.documents.commands.marking import end_mark, mark_page
from limen.domain.documents.commands.saying import set_aside
from limen.domain.identity.names import Compartment
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.citations.filed import (
    ANSWER,
    TITLE,
    block_of,
    confirm,
    confirmed,
    heard,
    newer,
    page_of,
    paper,
)
from tests.domain.documents.files import letter


@pytest.fixture
def document(house: House, cast: Cast, now: datetime) -> UUID:
    return paper(house, cast.case, cast.berg, now)[0]


def _seen(text: str, case: UUID, by: Player, at: datetime) -> list[Cited]:
    with acting_as(by.actor):
        return list(cited(keys_in([text]), case, language="en", by=by.actor, at=at).values())


def _offered(case: UUID, by: Player, at: datetime, words: str = "") -> Citable:
    with acting_as(by.actor):
        return citable(case, words, by=by.actor, at=at)


def test_a_page_is_said_with_its_title_its_date_and_its_hash(
    document: UUID, cast: Cast, now: datetime
) -> None:
    (found,) = _seen(page_of(document), cast.case, cast.costa, now)
    assert (found.words, found.states) == (f"{TITLE}, page 2", ())
    digest = hashlib.sha256(TITLE.encode()).hexdigest()
    assert found.line == (
        f"{TITLE} (Statement or letter), version 1, page 2. Came on 2 November 2026. SHA-256 of the "
        f"original: {digest}"
    )
    assert found.thing_id == document


@pytest.mark.parametrize(("page", "version"), [(3, 1), (1, 2)])
def test_what_is_not_there_leads_nowhere(
    document: UUID, cast: Cast, now: datetime, page: int, version: int
) -> None:
    assert _seen(page_of(document, page=page, version=version), cast.case, cast.berg, now) == []


def test_a_name_counts_in_its_case_only(document: UUID, cast: Cast, now: datetime) -> None:
    assert _seen(page_of(document), cast.other_case, cast.costa, now) == []


def test_a_stranger_and_the_uncleared_are_told_nothing(
    house: House, document: UUID, cast: Cast, now: datetime
) -> None:
    cleared = clear(house.admin_dsn, cast.costa, "gbv")
    hidden, _file = paper(house, cast.case, cleared, now, title="Hidden", compartment=Compartment.GBV)
    text = page_of(document) + page_of(hidden)
    assert [one.words for one in _seen(text, cast.case, cleared, now)] == [
        f"{TITLE}, page 2",
        "Hidden, page 2",
    ]
    assert [one.words for one in _seen(text, cast.case, cast.berg, now)] == [f"{TITLE}, page 2"]
    for nobody in (cast.farah, cast.grit, cast.elio):
        assert _seen(text, cast.case, nobody, now) == []
    assert "Hidden" not in repr(_offered(cast.case, cast.berg, now))
    assert "Hidden" in repr(_offered(cast.case, cleared, now))


def test_it_says_what_became_of_a_document(house: House, document: UUID, cast: Cast, now: datetime) -> None:
    newer(house, document, cast.berg, now)
    (found,) = _seen(page_of(document), cast.case, cast.berg, now)
    assert (found.states, found.broken) == ((CitedState.NEWER,), ())
    set_aside(document, why="Somebody else's", by=cast.berg.actor, at=now)
    (found,) = _seen(page_of(document), cast.case, cast.berg, now)
    assert found.broken == (CitedState.SET_ASIDE,)
    assert _offered(cast.case, cast.berg, now).documents == ()


def test_what_is_still_looked_at_is_not_relied_on(cast: Cast, now: datetime) -> None:
    document, _file = letter(cast, now)
    (found,) = _seen(page_of(document), cast.case, cast.berg, now)
    assert found.broken == (CitedState.WAITING,)
    assert _offered(cast.case, cast.berg, now).documents == ()


def test_a_mark_is_cited_as_long_as_it_is_there(house: House, cast: Cast, now: datetime) -> None:
    _document, file = paper(house, cast.case, cast.berg, now)
    by = cast.berg.actor
    mark = mark_page(file, page=2, area=None, quote="", words="No date", by=by, at=now).mark_id
    (offered,) = _offered(cast.case, cast.berg, now).marks
    assert (offered.around, offered.page) == ("No date", 2)
    (found,) = _seen(f"[[cite: {offered.key}]]", cast.case, cast.berg, now)
    assert (found.around, found.states) == ("No date", ())
    assert "No date" not in found.words + found.line, "what the office thinks is not for paper"
    end_mark(mark, by=by, at=now)
    (found,) = _seen(f"[[cite: {offered.key}]]", cast.case, cast.berg, now)
    assert (found.around, found.broken) == ("", (CitedState.MARK_GONE,))


def test_a_block_is_counted_as_the_record_shows_it(cast: Cast, now: datetime) -> None:
    interview = heard(cast.case, cast.berg, now)
    text = block_of(interview, 2) + block_of(interview, 3)
    (found,) = _seen(text, cast.case, cast.berg, now)
    assert found.broken == (CitedState.NOT_CONFIRMED,)
    assert _offered(cast.case, cast.berg, now).blocks == ()
    confirm(interview, cast.berg, now)
    (found,) = _seen(text, cast.case, cast.berg, now)
    assert found.states == ()
    digest = hashlib.sha256(ANSWER.encode()).hexdigest()
    assert found.words.endswith(", block 2")
    assert "(Answer, Applicant)" in found.line
    assert found.line.endswith(digest)
    assert _seen(text, cast.case, cast.elio, now) == []


def test_what_can_be_cited_is_found_by_its_words(house: House, cast: Cast, now: datetime) -> None:
    paper(house, cast.case, cast.berg, now)
    paper(house, cast.case, cast.berg, now, title="School report")
    interview = confirmed(cast.case, cast.berg, now)
    every = _offered(cast.case, cast.berg, now)
    assert {one.title for one in every.documents} == {TITLE, "School report"}
    assert [one.number for one in every.blocks] == [2], "without words, those that were marked"
    assert [one.title for one in _offered(cast.case, cast.berg, now, "school").documents] == ["School report"]
    found = _offered(cast.case, cast.berg, now, "adwa")
    assert (found.documents, len(found.pages)) == ((), 2)
    (block,) = _offered(cast.case, cast.berg, now, "why did").blocks
    assert f"[[cite: {block.key}]]" == block_of(interview, 1)
    nothing = _offered(cast.case, cast.elio, now)
    assert (nothing.documents, nothing.pages, nothing.marks, nothing.blocks) == ((), (), (), ())


def test_many_names_cost_as_much_as_one(house: House, cast: Cast, now: datetime) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    papers = [paper(house, cast.case, cast.berg, now, title=f"Paper {number}")[0] for number in range(4)]
    records = [confirmed(cast.case, cast.berg, now) for _number in range(2)]
    every = "".join([*map(page_of, papers), *map(block_of, records)])
    counts = []
    for text in (page_of(papers[0]) + block_of(records[0]), every):
        with acting_as(cast.berg.actor), CaptureQueriesContext(connection) as asked:
            cited(keys_in([text]), cast.case, language="en", by=cast.berg.actor, at=now)
        counts.append(len(asked))
    assert counts[0] == counts[1]
