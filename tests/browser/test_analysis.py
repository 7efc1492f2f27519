"""The legal analysis in a real Chromium: answered by keyboard alone, kept while it is typed and ticked, open
to everybody at the desk and on a phone, and on paper without its links."""

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
from tests.domain.assessments.analysed import Analysed, analysed
from tests.domain.citations.filed import TITLE, paper
from tests.domain.people.registrations import NADIA

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


def _furnished(house: House, cast: Cast) -> tuple[Analysed, UUID, UUID]:
    """An analysis with two harms: of one the next question is open, of the other it does not arise."""
    now = datetime.now(UTC)
    nadia = add_party(
        cast.case, person_id=new_id(), part=PartyPart.FAMILY, told=NADIA, on=ON, by=cast.berg.actor, at=now
    ).person_id
    found = analysed(cast, nadia, now)
    document, _file = paper(house, cast.case, cast.berg, now)
    fact = found.on.fact()
    found.on.conclude(fact, "accepted")
    name = f"fact/{fact.hex[-8:]}"
    first, second = found.harm(facts=name), found.harm("Hunger in the dry years.")
    found.answer("flooded", cites=f"{name} document/{document.hex[-8:]}/v1/p1")
    found.answer("at_risk", first)
    found.answer("form", first, chosen="water")
    found.answer("at_risk", first, reasons="Each spring, by all that is known.", version=1)
    found.answer("at_risk", second, "not_met")
    return found, first, document


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_a_question_is_answered_by_keyboard_and_what_is_typed_is_kept(
    house: House, cast: Cast, window: Window
) -> None:
    found, first, document = apart(lambda: _furnished(house, cast))
    base = f"/adjudication/case/{found.on.case}/boards/{found.id}/"
    with window(cast.berg) as context:
        page = context.new_page()
        page.goto(base)
        page.get_by_role("link", name="Legal analysis: the questions of the law in their order").press(
            "Enter"
        )
        link = "Change the answer – It is of a form that counts, The water comes back."
        page.get_by_role("link", name=link).press("Enter")
        page.get_by_label("By hunger").press("Space")
        page.get_by_label("Reasons", exact=True).fill("Hunger follows the water.")
        expect(page.locator("[data-draft-status]")).to_have_attribute("data-state", "saved")
        page.reload()
        expect(page.get_by_label("Reasons", exact=True)).to_have_value("Hunger follows the water.")
        expect(page.get_by_label("By hunger")).to_be_checked()
        expect(page.get_by_label("By water")).to_be_checked()
        page.get_by_role("button", name=f"Put in {TITLE}, page 2").press("Enter")
        places = page.get_by_label("Places in the file or in the library")
        expect(places).to_have_value(f"document/{document.hex[-8:]}/v1/p2")
        expect(page.get_by_label("By hunger")).to_be_checked()
        page.get_by_role("button", name="Save the answer").press("Enter")
        expect(page.get_by_text("Hunger follows the water.")).to_be_visible()
        expect(page.locator(f"#q-form-{first}").get_by_text("By hunger")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_role("link", name=link)).to_be_hidden()
        expect(page.get_by_text("Hunger follows the water.")).to_be_visible()
        _picture(page, "analysis-on-paper")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 820), ("en", 360), ("ar", 360)])
def test_the_analysis_is_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    found, first, _document = apart(lambda: _furnished(house, cast))
    base = f"/adjudication/case/{found.on.case}/boards/{found.id}/analysis/"
    pages = (base, f"{base}harms/state/", f"{base}form/{first}/", f"{base}no_help/{first}/",
             f"{base}not_barred/{found.id}/")  # fmt: skip
    with window(cast.berg, language=language, width=width) as context:
        page = context.new_page()
        for place, where in enumerate(pages):
            page.goto(where)
            assert list(faults_of(page)) == [], where
            _picture(page, f"analysis-{language}-{width}-{place}")
