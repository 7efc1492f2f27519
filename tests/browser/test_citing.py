"""Citing in a real Chromium: a page is copied in its reader, a block put in at the cursor by keyboard alone,
and both lead back to their places. Open to everybody, at the desk and on a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import apart, faults_of
from tests.cast import Cast
from tests.conftest import House
from tests.domain.citations.filed import TITLE, block_of, confirmed, newer, page_of, paper
from tests.domain.decisions.story import Story, story_of

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


def _furnished(house: House, cast: Cast) -> tuple[Story, UUID, UUID, UUID]:
    """A case with a paper and a confirmed record, and a decision whose facts are begun."""
    story = story_of(cast, datetime.now(UTC))
    document, _file = paper(house, story.case, cast.berg, story.now)
    interview = confirmed(story.case, cast.berg, story.now)
    decision = story.begin()
    story.save(decision, "facts", "He fled.  He hid.")
    return story, document, interview, decision


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_a_page_and_a_block_are_cited_by_keyboard(house: House, cast: Cast, window: Window) -> None:
    story, document, interview, decision = apart(lambda: _furnished(house, cast))
    base = f"/adjudication/case/{story.case}"
    with window(cast.berg) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{base}/documents/{document}/v/1/p/2/")
        page.get_by_role("button", name="Copy – Cite this page").press("Enter")
        expect(page.get_by_text(f"Copied: {page_of(document)}")).to_be_attached()
        page.goto(f"{base}/decisions/{decision}/write/facts/")
        text = page.locator("textarea[name=text]")
        text.evaluate("area => { area.focus(); area.setSelectionRange(8, 8); }")
        look = page.get_by_label("Look for something to cite")
        with page.expect_response(re.compile(r"/citable/\?cite=at(\+|%20)night\b")):
            look.press_sequentially("at night")
        expect(page.locator("#citable [data-cite]")).to_have_count(1)
        look.press("Enter")
        page.keyboard.press("Enter")
        expect(text).to_be_focused()
        expect(text).to_have_value(f"He fled. {block_of(interview)}  He hid.")
        text.press("Control+End")
        text.press("Control+v")
        expect(text).to_have_value(f"He fled. {block_of(interview)}  He hid.{page_of(document)}")
        page.get_by_role("button", name="Save as a version").click()
        page.get_by_role("link", name=f"({TITLE}, page 2) [2]").click()
        expect(page.get_by_role("heading", name="Page 2 of 2").first).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 1280), ("ar", 360)])
def test_the_pages_that_cite_are_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    story, document, interview, decision = apart(lambda: _furnished(house, cast))
    text = f"Born there {page_of(document)}. He fled {block_of(interview)} {page_of(document, page=9)}."
    apart(lambda: story.save(decision, "facts", text))
    apart(lambda: newer(house, document, cast.berg, story.now))
    base = f"/adjudication/case/{story.case}"
    faults: list[str] = []
    with window(cast.berg, width=width, language=language) as context:
        page = context.new_page()
        for name, url in (
            ("decision", f"{base}/decisions/{decision}/"),
            ("write", f"{base}/decisions/{decision}/write/facts/"),
            ("page", f"{base}/documents/{document}/v/1/p/2/"),
            ("document", f"{base}/documents/{document}/"),
            ("record", f"{base}/interviews/{interview}/"),
        ):
            answer = page.goto(url)
            assert answer.status == 200, url
            faults += [f"{name}: {fault}" for fault in faults_of(page)]
            _picture(page, f"citing-{name}-{language}-{width}")
    assert not faults, "\n".join(faults)
