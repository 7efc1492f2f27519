"""The page that looks for words in notes and documents: sealed, logged, and behind the walls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.test import Client

from limen.domain.identity.names import Compartment
from limen.domain.notes.commands import write
from tests.cast import ON, Cast
from tests.conftest import House
from tests.domain.documents.files import shown
from tests.workspaces.acting import ask, readings, words

Browsers = Callable[..., Client]
WORDS = "/adjudication/work/words/"


def _wrote(cast: Cast, text: str) -> None:
    write(cast.case, text=text, happened_on=ON, compartment=Compartment.GENERAL, on=ON,
          by=cast.berg.actor, at=datetime.now(UTC))  # fmt: skip


def _looked(client: Client, text: str, **other: str) -> tuple[str, str]:
    """The address of the answer, and the page."""
    answer = client.post(WORDS, {"q": text, **other})
    assert answer.status_code == 303, answer.content.decode()
    where = answer.headers["Location"]
    return where, words(client, where)


def test_places_are_shown_with_the_words_marked_and_led_to(
    cast: Cast, house: House, browser_of: Browsers
) -> None:
    _wrote(cast, "the harbour & closed")
    shown(house, cast, datetime.now(UTC), "nothing here", "a harbour in winter")
    berg = browser_of(cast.berg)
    where, page = _looked(berg, "harbour")
    assert "harbour" not in where
    assert "2 places, the latest first" in page
    assert page.index("a <mark>harbour</mark> in winter") < page.index(
        "the <mark>harbour</mark> &amp; closed"
    )
    assert cast.reference in page
    assert f'href="/adjudication/case/{cast.case}/notes/' in page
    assert readings(house, cast.case, cast.berg.id)[-1] == "adjudication:words places:2"
    link = page.split(f'href="/adjudication/case/{cast.case}/documents/')[1].split('"')[0]
    assert "harbour in winter" in words(berg, f"/adjudication/case/{cast.case}/documents/{link}")


def test_nobody_else_opens_the_address_and_strangers_find_nothing(cast: Cast, browser_of: Browsers) -> None:
    _wrote(cast, "harbour")
    where, _page = _looked(browser_of(cast.berg), "harbour")
    lost = words(browser_of(cast.costa), where)
    assert "ended with the session" in lost
    for player in (cast.grit, cast.farah, cast.elio):
        _where, page = _looked(browser_of(player), "harbour")
        assert "in no note and on no page that you could read" in page
        assert cast.reference not in page


def test_that_somebody_looked_is_logged_also_when_nothing_was_found(
    cast: Cast, house: House, browser_of: Browsers
) -> None:
    _looked(browser_of(cast.grit), "harbour")
    rows = ask(house, "select what from journal_reading where by_id = %s order by id", cast.grit.id)
    assert rows[-1] == ("adjudication:words places:0",)


def test_it_can_be_narrowed_and_what_was_typed_is_still_there(cast: Cast, browser_of: Browsers) -> None:
    _wrote(cast, "harbour")
    berg = browser_of(cast.berg)
    _where, page = _looked(berg, "harbour", until_day="1", until_month="1", until_year="2020", given="on")
    assert "in no note and on no page" in page
    assert 'value="2020"' in page
    assert 'value="harbour"' in page
    answer = berg.post(WORDS, {"q": "harbour", "since_day": "31", "since_month": "2", "since_year": "2020"})
    assert answer.status_code == 200
    assert 'value="harbour"' in answer.content.decode()
    assert berg.post(WORDS, {"q": ""}).status_code == 200


def test_the_search_is_reached_from_my_day_the_palette_and_the_search_for_people(
    cast: Cast, browser_of: Browsers
) -> None:
    _wrote(cast, "harbour")
    berg = browser_of(cast.berg)
    assert f'href="{WORDS}"' in words(berg, "/adjudication/")
    assert f'href="{WORDS}"' in words(berg, "/adjudication/go/")
    for url in ("/adjudication/go/", "/adjudication/people/"):
        answer = berg.post(url, {"q": "harbour"}, follow=True)
        page = answer.content.decode()
        link = page.split(f'href="{WORDS}?asked=')[1].split('"')[0]
        assert "1 place, in cases" in words(berg, f"{WORDS}?asked={link}")
