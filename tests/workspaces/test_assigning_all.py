"""The page that gives a whole list to somebody: it says how many, and asks once more."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, send, words

Browsers = Callable[..., Client]


def test_it_says_how_many_and_asks_once_more(cast: Cast, house: House, browser_of: Browsers) -> None:
    costa = browser_of(cast.costa)
    url = f"/adjudication/work/of-unit/{cast.unit}/"
    where = f"{url}assign-all/?held=nobody"
    assert f'href="{url}assign-all/?' in words(costa, url)
    assert "Assign all 1 cases" in words(costa, where)
    fields = {"member_id": str(cast.farah.id), "part": "lead", "why": "load"}
    page = send(costa, where, **fields).content.decode()
    assert "Yes, give all 1 cases" in page
    held = "select count(*) from cases_assignment where member_id = %s"
    assert ask(house, held, cast.farah.id) == [(0,)]
    done = send(costa, where, **fields, expected="1", is_sure="on").content.decode()
    assert "1 of 1 cases were assigned" in done
    assert ask(house, held, cast.farah.id) == [(1,)]


def test_it_is_for_those_who_allocate(cast: Cast, browser_of: Browsers) -> None:
    url = f"/adjudication/work/of-unit/{cast.unit}/assign-all/"
    for player in (cast.berg, cast.farah, cast.grit):
        words(browser_of(player), url, status=403)
    words(browser_of(cast.elio), url, status=404)
