"""The review desk: a pair in the list, side by side, answered, and undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.domain.duplicates.pairs import Pair, merged, pair_of, proposed


@pytest.fixture
def now() -> datetime:
    """The database's own clock decides what has ended."""
    return datetime.now(UTC)


def _post(client: Any, address: str, **words: str) -> Any:
    """Send the form of a page, with the key that it carries."""
    page = client.get(address).content.decode()
    keys = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return client.post(address, keys | words)


def _at(name: str, *given: object, door: str = "adjudication") -> str:
    return reverse(f"{door}:{name}", args=given)


def _pair(cast: Cast, now: datetime) -> tuple[Pair, UUID]:
    pair = pair_of(cast, now)
    return pair, proposed(pair, by=cast.grit, at=now)


def test_from_the_list_to_the_decision(cast: Cast, now: datetime, browser_of: Callable[..., Any]) -> None:
    pair, proposal = _pair(cast, now)
    client = browser_of(cast.costa)
    listed = client.get(_at("duplicates")).content.decode()
    assert "Nadia Karimi" in listed
    assert "Kareemi Nadya" in listed
    side_by_side = client.get(_at("duplicate", proposal)).content.decode()
    for words in ("21.3.1991", "22.3.1991", "Speaks for one person", "one digit differs", "The same voice."):
        assert words in side_by_side
    answer = _post(client, _at("merge", proposal), kept=str(pair.first), why="Her passport.")
    assert answer.status_code == 303
    after = client.get(answer.headers["Location"]).content.decode()
    assert "Costa decided that this record and another one are the same person." in after
    decided = client.get(_at("duplicates_decided")).content.decode()
    assert "Her passport." in decided
    assert "Undo" in decided


def test_who_proposed_it_sees_why_they_cannot_decide(
    cast: Cast, now: datetime, browser_of: Callable[..., Any]
) -> None:
    _, proposal = _pair(cast, now)
    page = browser_of(cast.grit).get(_at("duplicate", proposal)).content.decode()
    assert "You proposed this yourself." in page
    assert "Take it back" in page


def test_nothing_is_decided_without_a_reason_and_what_was_typed_stays(
    cast: Cast, now: datetime, browser_of: Callable[..., Any]
) -> None:
    pair, proposal = _pair(cast, now)
    client = browser_of(cast.costa)
    answer = _post(client, _at("merge", proposal), kept=str(pair.second), why="")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "error" in page
    assert re.search(rf'value="{pair.second}"[^>]*checked', page)


def test_a_link_is_undone_from_the_list_of_decisions(
    cast: Cast, now: datetime, browser_of: Callable[..., Any]
) -> None:
    pair = pair_of(cast, now)
    link = merged(pair, cast, now).merging_id
    client = browser_of(cast.costa)
    answer = _post(client, _at("unmerge", link), why="Twins.")
    assert answer.status_code == 303
    assert "Undone by Costa: Twins." in client.get(_at("duplicates_decided")).content.decode()


def test_a_stranger_meets_a_missing_page(cast: Cast, now: datetime, browser_of: Callable[..., Any]) -> None:
    _, proposal = _pair(cast, now)
    for player in (cast.elio, cast.berg, cast.hana):
        client = browser_of(player)
        assert client.get(_at("duplicate", proposal)).status_code == 404
        assert client.get(_at("duplicate", uuid4())).status_code == 404


def test_a_list_costs_the_same_for_one_pair_and_for_many(
    cast: Cast, now: datetime, browser_of: Callable[..., Any]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        _pair(cast, now)
        with CaptureQueriesContext(connection) as asked:
            browser_of(cast.costa).get(_at("duplicates"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
