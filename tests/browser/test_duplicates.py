"""The review desk in a real Chromium: by keyboard from the list to a decision, wide and narrow, both ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.looking import apart, faults_of
from tests.cast import Cast

pytestmark = pytest.mark.browser

Window = Callable[..., Any]


def _proposed(cast: Cast) -> UUID:
    from tests.domain.duplicates.pairs import pair_of, proposed

    now = datetime.now(UTC)
    return proposed(pair_of(cast, now), by=cast.grit, at=now)


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 390)])
def test_every_page_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int, tmp_path: Path
) -> None:
    proposal = apart(lambda: _proposed(cast))
    pair = f"/adjudication/duplicates/{proposal}/"
    faults: list[str] = []
    with window(cast.costa, width=width, language=language) as context:
        page = context.new_page()
        for url in ("/adjudication/duplicates/", "/adjudication/duplicates/decided/", pair,
                    *(pair + part for part in ("merge/", "tell-apart/", "defer/"))):  # fmt: skip
            answer = page.goto(url)
            assert answer.status == 200, url
            faults += [f"{url}: {fault}" for fault in faults_of(page)]
            page.screenshot(path=tmp_path / f"{len(url)}.png", full_page=True)
    assert not faults, "\n".join(faults)


def test_from_the_list_to_a_decision_and_back_by_keyboard(cast: Cast, window: Window) -> None:
    apart(lambda: _proposed(cast))
    with window(cast.costa) as context:
        page = context.new_page()
        page.goto("/adjudication/duplicates/")
        page.locator("a[data-row-link]").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="The same person", exact=True).focus()
        page.keyboard.press("Enter")
        page.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Her passport and her brother say so.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Nothing was moved.")).to_be_visible()
        page.goto("/adjudication/duplicates/decided/")
        page.get_by_role("link", name="Undo").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Why").fill("Twins.")
        page.get_by_role("button", name="Undo").press("Enter")
        expect(page.get_by_text("they are two persons again")).to_be_visible()
