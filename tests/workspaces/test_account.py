"""The events of an account on their page: stated, told by each source, side by side, never to a stranger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.citations.filed import paper
from tests.domain.people.conftest import nadia
from tests.workspaces.acting import led_to, queries, send, words
from tests.workspaces.test_boards import root

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def event_on(page: str) -> str:
    return page.split('id="event-', 1)[1].split('"', 1)[0]


def test_an_event_is_told_by_two_sources_whose_days_do_not_fit(
    house: House, weighed: Weighed, browser_of: Browsers
) -> None:
    berg, here = browser_of(weighed.cast.berg), f"{root(weighed)}account/"
    assert "No event is stated yet." in words(berg, here)
    page = led_to(berg, send(berg, f"{here}state/", says="The river rose.", place="By the mill"))
    event = event_on(page)
    telling = f"{root(weighed)}{event}/telling/"
    document = paper(house, weighed.case, weighed.cast.berg, weighed.now)[0]
    name = f"document/{document.hex[-8:]}/v1/p2"
    page = led_to(
        berg, send(berg, telling, cites=name, says="In spring.", day="22.2.1403", calendar="persian")
    )
    assert "22.2.1403" in page
    assert "cannot be one day" not in page
    page = led_to(berg, send(berg, telling, source="The form", says="In June.", day="6/2024"))
    assert "The days that were told cannot be one day." in page
    noting = f"{root(weighed)}{weighed.id}/discrepancy/?first={quote(name, safe='')}"
    assert noting in page
    assert f'value="{name}"' in words(berg, noting), "what is cited there need not be looked for again"
    assert "Events of the account, side by side" in words(berg, root(weighed))


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(weighed: Weighed, browser_of: Browsers) -> None:
    berg, here = browser_of(weighed.cast.berg), f"{root(weighed)}account/"
    event = event_on(led_to(berg, send(berg, f"{here}state/", says="The river rose.")))
    answer = send(
        berg, f"{root(weighed)}{event}/telling/", source="A letter", says="Half a thought", day="31.2.2024"
    )
    page = answer.content.decode()
    assert "Write a real day" in page
    assert "Half a thought" in page
    assert 'value="31.2.2024"' in page


def test_an_event_is_withdrawn_for_a_reason_and_stays_readable(
    weighed: Weighed, browser_of: Browsers
) -> None:
    berg, here = browser_of(weighed.cast.berg), f"{root(weighed)}account/"
    event = event_on(led_to(berg, send(berg, f"{here}state/", says="The river rose.")))
    page = led_to(berg, send(berg, f"{root(weighed)}{event}/withdraw/", why="Told of another year."))
    assert "No event is stated yet." in page
    assert "Told of another year." in words(berg, root(weighed))


def test_a_stranger_finds_nothing_and_a_reader_changes_nothing(
    weighed: Weighed, browser_of: Browsers
) -> None:
    here = f"{root(weighed)}account/"
    words(browser_of(weighed.cast.elio), here, status=404)
    words(browser_of(weighed.cast.costa), here)


def test_the_page_costs_the_same_with_more_on_it(weighed: Weighed, browser_of: Browsers) -> None:
    berg, here = browser_of(weighed.cast.berg), f"{root(weighed)}account/"

    def told(says: str) -> None:
        event = event_on(led_to(berg, send(berg, f"{here}state/", says=says)))
        send(berg, f"{root(weighed)}{event}/telling/", source="A letter", says="So it was.", day="2024")

    told("One")
    before = queries(berg, here)
    for number in range(4):
        told(f"More {number}")
    assert queries(berg, here) == before
