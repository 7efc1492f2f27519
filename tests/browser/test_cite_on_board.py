"""“Cite on the board” in a real Chromium: by keyboard from a page of a document to the board and back, from a
moment of a recording, and the earlier versions of a piece; open to everybody at the desk and on a phone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from limen.domain.assessments.commands import facts
from limen.domain.assessments.names import Fact
from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.foundation.ids import new_id
from tests.browser.looking import apart, faults_of
from tests.cast import ON, Cast
from tests.conftest import House
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.citations.filed import TITLE, confirm, paper
from tests.domain.citations.heard_sound import SECONDS, recorded
from tests.domain.people.registrations import NADIA

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


def _furnished(house: House, cast: Cast) -> tuple[Weighed, UUID, UUID, UUID]:
    """A board with a fact that was said twice, a paper, and a recorded interview."""
    now = datetime.now(UTC) - timedelta(minutes=10)
    nadia = add_party(
        cast.case, person_id=new_id(), part=PartyPart.FAMILY, told=NADIA, on=ON, by=cast.berg.actor, at=now
    ).person_id
    weighed = board(cast, nadia, now)
    fact = weighed.fact()
    again = Fact(says="The river took the house in May.", element="flood")
    facts.state_fact(weighed.id, fact=again, piece_id=fact, version=1, by=cast.berg.actor, at=now)
    document, _file = paper(house, cast.case, cast.berg, now)
    interview, sound = recorded(cast.case, cast.berg, now)
    confirm(interview, cast.berg, now + timedelta(seconds=SECONDS))
    return weighed, document, interview, sound


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_a_page_comes_to_the_board_by_keyboard_and_one_goes_back(
    house: House, cast: Cast, window: Window
) -> None:
    weighed, document, _interview, _sound = apart(lambda: _furnished(house, cast))
    with window(cast.berg) as context:
        page = context.new_page()
        reader = f"/adjudication/case/{weighed.case}/documents/{document}/v/1/p/2/"
        page.goto(reader)
        page.get_by_role("link", name="Cite on the board").first.press("Enter")
        page.get_by_role("link", name="1. The river took the house in May.").press("Enter")
        expect(page.get_by_label("Place in the file")).to_have_value(f"document/{document.hex[-8:]}/v1/p2")
        page.get_by_label("What it shows, in your own words").fill("The house was hers.")
        page.get_by_label("Speaks for it").press("Space")
        page.get_by_role("button", name="Link it").press("Enter")
        expect(page.get_by_role("heading", name="Text of this page")).to_be_visible()
        page.goto(f"/adjudication/case/{weighed.case}/boards/{weighed.id}/")
        expect(page.get_by_role("link", name=f"{TITLE}, page 2", exact=True)).to_be_visible()
        page.get_by_role("link", name="Earlier versions – The river took the house in May.").press("Enter")
        expect(page.get_by_role("heading", name="Version 2")).to_be_visible()
        expect(page.get_by_text("As told in the interview.").first).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_the_pages_are_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    weighed, document, interview, sound = apart(lambda: _furnished(house, cast))
    base = f"/adjudication/case/{weighed.case}/"
    moment = f"recording/{sound.hex[-8:]}/t42"
    fact = apart(lambda: weighed.sheet().facts[0].fact)
    assert fact is not None
    with window(cast.berg, language=language, width=width) as context:
        page = context.new_page()
        for place, where in enumerate(
            (
                f"{base}interviews/{interview}/?recording={sound}&second=42",
                f"{base}boards/cite/?name=document/{document.hex[-8:]}/v1/p2",
                f"{base}boards/cite/?name={moment}",
                f"{base}boards/{weighed.id}/{fact.id}/evidence/?cites={moment}",
                f"{base}boards/{weighed.id}/{fact.id}/versions/",
                "/adjudication/country/cite/?name=x",
            )
        ):
            page.goto(where)
            assert list(faults_of(page)) == [], where
            _picture(page, f"cite-on-board-{language}-{width}-{place}")
