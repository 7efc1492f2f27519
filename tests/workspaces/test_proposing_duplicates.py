"""Proposing a pair: from the sheet of somebody, and from two that a search found."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.domain.duplicates.pairs import merged, pair_of
from tests.workspaces.acting import led_to, send, words
from tests.workspaces.test_persons import as_text, plain, search

Browsers = Callable[..., Client]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def test_from_a_sheet_to_a_proposal(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    pair = pair_of(cast, now)
    costa, sheet = browser_of(cast.costa), f"/adjudication/person/{pair.first}/"
    look = f"{sheet}same-person/"
    assert f'href="{look}"' in words(costa, sheet)
    side_by_side = f"/adjudication/duplicates/propose/{pair.first}/{pair.second}/"
    alike = words(costa, look)
    assert "Records that look alike" in alike
    assert side_by_side in alike
    found = send(costa, look, q="Kareemi Nadya").content.decode()
    assert side_by_side in found
    assert f"{pair.first}/{pair.first}/" not in found, "nobody is compared with themselves"
    page = as_text(words(costa, side_by_side))
    for sentence in ("Nadia Karimi", "Kareemi Nadya", "21.3.1991", "22.3.1991", "one digit differs"):
        assert sentence in page
    empty = send(costa, side_by_side, why="")
    assert empty.status_code == 200
    assert "error" in empty.content.decode()
    page = led_to(costa, send(costa, side_by_side, why="The same voice."))
    assert "Kareemi Nadya" in page
    assert "This has been proposed already and waits for an answer." in plain(costa, side_by_side)
    again = send(costa, side_by_side, why="The same voice, once more.")
    assert again.status_code == 409
    assert "The same voice, once more." in again.content.decode()


def test_two_are_ticked_in_a_search(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    pair = pair_of(cast, now)
    costa = browser_of(cast.costa)
    page = search(costa, q="Karimi Nadia")
    assert "Compare two that may be one person" in page
    compare = "/adjudication/duplicates/compare/"
    answer = costa.get(compare, {"record": [str(pair.first), str(pair.second)]})
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/propose/{pair.first}/{pair.second}/")
    one = costa.get(compare, {"record": [str(pair.first)]})
    assert "You have ticked 1." in as_text(one.content.decode())
    assert costa.get(compare, {"record": ["x", "y"]}).status_code == 404


def test_what_is_one_already_is_not_proposed(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    pair = pair_of(cast, now)
    merged(pair, cast, now)
    page = plain(browser_of(cast.costa), f"/adjudication/duplicates/propose/{pair.first}/{pair.second}/")
    assert "These records are one person already." in page


def test_nobody_compares_whom_they_may_not_see(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    pair = pair_of(cast, now)
    elio = browser_of(cast.elio)
    words(elio, f"/adjudication/person/{pair.first}/same-person/", status=404)
    words(elio, f"/adjudication/duplicates/propose/{pair.first}/{pair.second}/", status=404)
    hidden = elio.get("/adjudication/duplicates/compare/", {"record": [str(pair.first), str(uuid4())]})
    assert hidden.status_code == 303, "an address tells nothing; the page that it leads to is missing"
    words(elio, hidden.headers["Location"], status=404)


def test_who_lists_only_is_told_what_lists_tell(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    pair = pair_of(cast, now)
    page = words(browser_of(cast.hana), f"/registration/duplicates/propose/{pair.first}/{pair.second}/")
    assert "You see this person in a list only" in page
    assert "None on record" not in page
    assert not re.search("Nationality", page)
