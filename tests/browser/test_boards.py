"""The evidence board in a real Chromium: worked by keyboard alone, kept while it is typed, open to everybody
at the desk and on a phone, and on paper without its links."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.foundation.ids import new_id
from tests.browser.looking import apart, faults_of
from tests.cast import ON, Cast
from tests.conftest import House
from tests.domain.assessments.test_account import state, tell
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.citations.filed import TITLE, paper
from tests.domain.people.registrations import NADIA

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


def _furnished(house: House, cast: Cast) -> tuple[Weighed, UUID, UUID]:
    """A board with a fact and what lies beside it, and a paper that can be cited."""
    now = datetime.now(UTC)
    nadia = add_party(
        cast.case, person_id=new_id(), part=PartyPart.FAMILY, told=NADIA, on=ON, by=cast.berg.actor, at=now
    ).person_id
    weighed = board(cast, nadia, now)
    document, _file = paper(house, cast.case, cast.berg, now)
    fact = weighed.fact()
    weighed.evidence(fact, f"document/{document.hex[-8:]}/v1/p1")
    weighed.put(weighed.differs(fact))
    weighed.differs(None, "The year")
    weighed.consider()
    weighed.conclude(fact, "accepted")
    event = state(weighed)
    tell(weighed, event, "22.2.1403", calendar="persian", cites=f"document/{document.hex[-8:]}/v1/p2")
    tell(weighed, event, "6/2024")
    return weighed, fact, document


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_evidence_is_linked_by_keyboard_and_what_is_typed_is_kept(
    house: House, cast: Cast, window: Window
) -> None:
    weighed, _fact, document = apart(lambda: _furnished(house, cast))
    base = f"/adjudication/case/{weighed.case}/boards/{weighed.id}/"
    with window(cast.berg) as context:
        page = context.new_page()
        page.goto(base)
        page.get_by_role("link", name="Link evidence – The river took the house.").press("Enter")
        page.get_by_label("What it shows, in your own words").fill("It names the street.")
        expect(page.locator("[data-draft-status]")).to_have_attribute("data-state", "saved")
        page.reload()
        expect(page.get_by_label("What it shows, in your own words")).to_have_value("It names the street.")
        page.get_by_role("button", name=f"Put in {TITLE}, page 2").press("Enter")
        expect(page.get_by_label("Place in the file")).to_have_value(f"document/{document.hex[-8:]}/v1/p2")
        expect(page.get_by_label("What it shows, in your own words")).to_have_value("It names the street.")
        page.get_by_label("Speaks against it").press("Space")
        page.get_by_role("button", name="Link it").press("Enter")
        expect(page.get_by_role("link", name=f"{TITLE}, page 2", exact=True)).to_be_visible()
        page.get_by_role("link", name="Conclude – The river took the house.").press("Enter")
        page.get_by_label("Not accepted").press("Space")
        page.get_by_role("button", name="Save the conclusion").press("Enter")
        expect(page.get_by_text("“The year” was never put to the applicant").first).to_be_visible()
        page.goto(base)
        page.emulate_media(media="print")
        expect(page.get_by_role("link", name="Link evidence – The river took the house.")).to_be_hidden()
        expect(page.get_by_text("It names the street.")).to_be_visible()
        _picture(page, "board-on-paper")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 820), ("en", 360), ("ar", 360)])
def test_the_board_is_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    weighed, fact, _document = apart(lambda: _furnished(house, cast))
    base = f"/adjudication/case/{weighed.case}/boards/"
    one = f"{base}{weighed.id}/"
    pages = (base, one, f"{one}facts/state/", f"{one}{fact}/evidence/", f"{one}{fact}/discrepancy/",
             f"{one}circumstances/", f"{one}{fact}/conclude/", f"{one}account/",
             f"{one}account/state/")  # fmt: skip
    with window(cast.berg, language=language, width=width) as context:
        page = context.new_page()
        for place, where in enumerate(pages):
            page.goto(where)
            assert list(faults_of(page)) == [], where
            _picture(page, f"board-{language}-{width}-{place}")
