"""The palette: pages, acts, cases and persons that somebody may open, as a page and while one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.cast import Cast, Player
from tests.conftest import House
from tests.workspaces.acting import ask, words

Browsers = Callable[..., Client]
GO = "/adjudication/go/"


def _typed(client: Client, text: str) -> list[dict[str, Any]]:
    answer = client.post(f"{GO}suggestions/", {"q": text})
    assert answer.status_code == 200
    found = answer.json()["found"]
    assert len(found) <= 8
    return list(found)


def _looked(house: House, player: Player) -> int:
    rows = ask(
        house, "select count(*) from journal_reading where by_id = %s and what like '%%palette%%'", player.id
    )
    return int(rows[0][0])


def test_pages_and_acts_are_found_by_a_part_of_their_name(cast: Cast, browser_of: Browsers) -> None:
    berg, costa = browser_of(cast.berg), browser_of(cast.costa)
    assert _typed(berg, "write task")[0]["url"] == "/adjudication/tasks/add/"
    assert [one["url"] for one in _typed(berg, "m")][:1] == ["/adjudication/"]
    assert [one["called"] for one in _typed(costa, "open a case")] == ["Open a case"]
    assert _typed(berg, "open a case") == [], "an act that the role does not have"
    assert _typed(berg, "") == []


def test_a_case_is_found_by_its_reference_by_whoever_may_know_of_it(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    before = _looked(house, cast.berg)
    (found,) = _typed(browser_of(cast.berg), cast.reference)
    assert found == {"called": "Amina", "under": cast.reference, "url": f"/adjudication/case/{cast.case}/"}
    assert _looked(house, cast.berg) == before + 1
    for player in (cast.grit, cast.elio):
        assert _typed(browser_of(player), cast.reference) == []


def test_without_a_script_it_is_a_page(cast: Cast, browser_of: Browsers) -> None:
    berg = browser_of(cast.berg)
    page = words(berg, GO)
    assert 'href="/adjudication/work/mine/"' in page
    assert "data-palette-show" in page
    found = berg.post(GO, {"q": cast.reference}).content.decode()
    assert f'href="/adjudication/case/{cast.case}/"' in found
    assert "Nothing was found" in berg.post(GO, {"q": "no such thing"}).content.decode()


def test_typing_is_sent_in_the_body(cast: Cast, browser_of: Browsers) -> None:
    assert browser_of(cast.berg).get(f"{GO}suggestions/?q=Amina").status_code == 405
