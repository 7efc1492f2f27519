"""The page of a unit's figures: for those who allocate there."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.cast import Cast
from tests.workspaces.acting import words

Browsers = Callable[..., Client]


def test_whoever_allocates_sees_them_and_is_led_to_the_cases(cast: Cast, browser_of: Browsers) -> None:
    costa = browser_of(cast.costa)
    url = f"/adjudication/work/of-unit/{cast.unit}/"
    assert f'href="{url}figures/"' in words(costa, url)
    page = words(costa, f"{url}figures/")
    assert "Open cases: 2" in page
    assert "fewer than 10" in page
    assert f'href="{url}?held={cast.berg.id}"' in page
    assert cast.reference not in page
    assert cast.reference in words(costa, f"{url}?held={cast.berg.id}")


def test_others_do_not(cast: Cast, browser_of: Browsers) -> None:
    url = f"/adjudication/work/of-unit/{cast.unit}/figures/"
    for player in (cast.berg, cast.farah, cast.grit):
        words(browser_of(player), url, status=403)
    words(browser_of(cast.elio), url, status=404)
