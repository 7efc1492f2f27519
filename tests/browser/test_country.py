"""The library of country information in a real Chromium: open to everybody, on desk and phone, both ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from limen.domain.country.commands.asking import answer, ask, review
from limen.domain.country.commands.collecting import make_collection, put_in
from limen.domain.country.commands.keeping import withdraw
from limen.domain.country.names import Level, Profile
from tests.browser.looking import apart, faults_of
from tests.cast import AT, ON, Cast
from tests.domain.country.shelves import WELLS, shelved

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}


def _furnish(cast: Cast) -> tuple[UUID, UUID, UUID]:
    publisher = f"Sample {uuid4()}"
    report = shelved(cast.lena, publisher=publisher, leans_on=("Sample agency",), topics=("wells", "courts"))
    shelved(cast.lena, WELLS, publisher=publisher, leans_on=("Sample agency",))
    withdraw(report.report_id, why="Sample reason", by=cast.mats.actor, at=AT)
    profile = Profile(called="Sample collection", country="ATA", claim="Sample claims", look_again_on=ON)
    laid = make_collection(profile, by=cast.lena.actor, at=AT).collection_id
    kept = shelved(cast.lena, publisher=publisher).report_id
    put_in(laid, report_id=kept, by=cast.lena.actor, at=AT)
    asked = ask("Sample question: are there wells?", countries=("ATA",), needed_on=ON + timedelta(days=9),
                on=ON, by=cast.berg.actor, at=AT)  # fmt: skip
    answer(asked.inquiry_id, says="Sample: none found.", found_nothing=True, by=cast.lena.actor, at=AT)
    review(asked.inquiry_id, level=Level.ORGANISATION, by=cast.mats.actor, at=AT)
    return report.report_id, asked.inquiry_id, laid


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_library_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int
) -> None:
    report, asked, laid = apart(lambda: _furnish(cast))
    faults: list[str] = []
    with window(cast.lena, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        here = "/policy/country/"
        addresses = (
            *("", "reports/?with_old=1", f"reports/{report}/", f"reports/{report}/redescribe/"),
            *(f"reports/{report}/collect/", "collections/", f"collections/{laid}/", "collections/make/"),
            *(f"collections/{laid}/change/", "questions/", f"questions/{asked}/", "keep/", "questions/ask/"),
        )
        for address in addresses:
            url = here + address
            found = page.goto(url)
            assert found.status == 200, url
            assert page.evaluate("document.dir") == LANGUAGES[language]
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
        page.goto(here)
        page.fill("input[name=q]", "wells valley")
        page.check("input[name=way][value=words]")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_selector("ol.lm-passages mark")
        faults += [f"search: {fault}" for fault in (*faults_of(page), *said)]
    assert faults == []
