"""The story that the README leads into, lived in the demonstration by a real Chromium: as the officer, as the
second reader, at the interview desk, and from right to left on a phone. Each page is open to everybody."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import faults_of
from tour import story
from tour.camera import Camera
from tour.demonstration import demonstration

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


class Looking(Camera):
    """A camera that also looks for what would shut somebody out, and for what a page complains of."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.faults: list[str] = []

    def picture(self, page: Page, name: str, *, height: int = 900) -> None:
        """The picture, after a look at the page."""
        page.wait_for_load_state("networkidle")
        self.faults += [f"{name}: {fault}" for fault in faults_of(page)]
        super().picture(page, name, height=height)


def test_the_story_of_the_readme_can_be_lived(chromium: Browser, tmp_path: Path) -> None:
    folder = Path(PICTURES or tmp_path)
    with demonstration() as address:
        camera = Looking(chromium, address, folder)
        story.walk(camera)
        with camera.somebody(story.OFFICER) as page:
            page.goto("/adjudication/")
            page.get_by_placeholder("Find a person or a case").fill(story.REFERENCE)
            with page.expect_navigation(url="**/people/**"):
                page.keyboard.press("Enter")
            with page.expect_navigation(url="**/case/**"):
                page.locator("main a[href*='/case/']").first.click()
            expect(page.get_by_text("Served", exact=True).first).to_be_visible()
            page.goto(f"{page.url}timeline/")
            for said in ("signed the decision", "approved", "moved the case"):
                expect(page.get_by_text(said).first).to_be_visible()
    assert not camera.faults, "\n".join(camera.faults)
    assert {"my-day", "interview", "second-reader", "signed", "my-day-phone-arabic"} <= set(camera.taken)
