"""A collection of the library is put away on its page, shown when asked for, and brought back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.test import Client

from tests.cast import Cast
from tests.workspaces.acting import led_to, send, words

Browsers = Callable[..., Client]


def test_it_is_put_away_and_brought_back(cast: Cast, browser_of: Browsers) -> None:
    lena, berg, called = browser_of(cast.lena), browser_of(cast.berg), f"Sample {uuid4().hex[:12]}"
    profile = {"called": called, "country": "ATA", "claim": "Marmots", "level": "organisation"}
    here = send(lena, "/policy/country/collections/make/", **profile).headers["Location"].partition("?")[0]
    listed = "/policy/country/collections/"
    assert called in words(lena, listed)
    assert f'href="{here}away/"' in words(lena, here)
    assert "Nothing in it is lost" in words(lena, f"{here}away/")
    page = led_to(lena, send(lena, f"{here}away/"))
    assert "put a collection of the library away" in page
    assert "It was put away, and lists leave it out:" in page
    assert f'href="{here}change/"' not in page
    assert called not in words(lena, listed)
    assert called in words(lena, f"{listed}?away=1")
    assert called not in words(berg, "/adjudication/country/"), "nor does a search offer it"
    refused = send(lena, f"{here}away/")
    assert refused.status_code == 409
    assert "Bring it back first." in refused.content.decode()
    led_to(lena, send(lena, f"{here}back/"))
    assert called in words(lena, listed)
    assert called in words(berg, "/adjudication/country/")


def test_whoever_keeps_none_sees_no_way(cast: Cast, browser_of: Browsers) -> None:
    lena, berg = browser_of(cast.lena), browser_of(cast.berg)
    profile = {"called": "Sample", "country": "ATA", "claim": "Marmots", "level": "installation"}
    here = send(lena, "/policy/country/collections/make/", **profile).headers["Location"].partition("?")[0]
    read = here.replace("/policy/", "/adjudication/")
    assert "Put it away" not in words(berg, read)
    words(berg, f"{read}away/", status=404)
