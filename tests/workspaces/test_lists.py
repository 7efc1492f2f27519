"""Lists of cases: what they show and to whom, how they page, and that they say what was read."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import more_cases, queries, readings, words

Browsers = Callable[..., Client]


def test_the_first_page_counts_my_cases_and_leads_to_them(cast: Cast, browser_of: Browsers) -> None:
    berg = browser_of(cast.berg)
    page = words(berg, "/adjudication/")
    assert "<strong>1</strong> <span>my cases</span>" in page
    assert "emergency openings to review" not in page
    found = re.search(r'href="([^"]+)"[^>]*>\s*<strong>1</strong> <span>my cases</span>', page)
    assert found is not None
    cases = words(berg, found.group(1))
    assert cast.reference in cases
    assert "<bdi>Amina</bdi>" in cases


def test_a_supervisor_is_shown_what_waits_for_review(cast: Cast, browser_of: Browsers) -> None:
    assert "<strong>0</strong> <span>emergency openings" in words(browser_of(cast.costa), "/adjudication/")


def test_the_list_of_a_unit_shows_its_cases(house: House, cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.farah), f"/adjudication/cases/of-unit/{cast.unit}/")
    assert "Amina" in page
    assert "Basim" in page
    assert readings(house, cast.case, cast.farah.id) == ["adjudication:unit_cases"]


def test_a_wall_takes_the_case_out_of_the_list(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.grit), f"/adjudication/cases/of-unit/{cast.unit}/")
    assert "Amina" not in page
    assert "Basim" in page


def test_nobody_lists_a_unit_that_is_not_theirs(cast: Cast, browser_of: Browsers) -> None:
    words(browser_of(cast.berg), f"/adjudication/cases/of-unit/{cast.unit}/", status=404)
    words(browser_of(cast.elio), f"/adjudication/cases/of-unit/{cast.unit}/", status=404)


def test_the_wrong_role_has_no_desk(cast: Cast, browser_of: Browsers) -> None:
    for player in (cast.dina, cast.ivo, cast.jun):
        words(browser_of(player), "/adjudication/", status=403)
    words(browser_of(cast.berg), "/casework/", status=403)


def test_an_empty_list_says_what_to_do(cast: Cast, browser_of: Browsers) -> None:
    assert "when a supervisor assigns it to you" in words(browser_of(cast.farah), "/adjudication/cases/mine/")
    assert "goes when the share ends" in words(browser_of(cast.dina), "/casework/cases/shared/")


def test_a_list_asks_as_much_for_many_rows_as_for_few(house: House, cast: Cast, browser_of: Browsers) -> None:
    client, url = browser_of(cast.costa), f"/adjudication/cases/of-unit/{cast.unit}/"
    few = queries(client, url)
    more_cases(house, cast.authority, cast.unit, 40)
    assert queries(client, url) == few


def test_a_list_pages_by_key_and_back(house: House, cast: Cast, browser_of: Browsers) -> None:
    more_cases(house, cast.authority, cast.unit, 60)
    client, url = browser_of(cast.costa), f"/adjudication/cases/of-unit/{cast.unit}/"
    first = words(client, url)
    assert "Previous" not in first
    after = _link(first, "next")
    assert not re.search(r"Somebody|2025", after)
    second = words(client, url + after)
    assert "Amina" in second
    assert words(client, url + _link(second, "prev")).count("data-row-link") == 50


def test_a_place_that_is_none_is_the_first_page(cast: Cast, browser_of: Browsers) -> None:
    for token in ("x", "é", "AAAA", "-" * 40):
        assert "Amina" in words(
            browser_of(cast.costa), f"/adjudication/cases/of-unit/{cast.unit}/?after={token}"
        )


def test_beyond_a_thousand_the_count_says_so(house: House, cast: Cast, browser_of: Browsers) -> None:
    more_cases(house, cast.authority, cast.unit, 1001)
    assert "<strong>1,000+</strong>" in words(browser_of(cast.costa), "/adjudication/")


def test_the_round_of_an_agency_shows_its_own_cases(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.dina), "/casework/")
    assert "My round" in page
    assert "Household 7" in page
    assert "Amina" not in page


def _link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    assert found
    return unescape(found.group(1))
