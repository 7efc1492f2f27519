"""The story that the README leads into, lived in the demonstration by a real Chromium: as the clerk at the
desk, the officer, the interpreter, the second reader and at the interview desk. Each page is open to
everybody. `test_story_in_arabic.py` lives it once more from right to left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walking import Looking
from tour import arriving, reasoning, story
from tour.demonstration import demonstration
from tour.steps import find

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


def test_the_story_of_the_readme_can_be_lived(chromium: Browser, tmp_path: Path) -> None:
    folder = Path(PICTURES or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    with demonstration() as address:
        camera = Looking(chromium, address, folder)
        arriving.walk(camera)
        story.walk(camera)
        reasoning.walk(camera)
        with camera.somebody(story.OFFICER) as page:
            page.goto("/adjudication/")
            case = find(page, arriving.ARRIVED)
            page.goto(f"{case}timeline/")
            for said in ("asked Claire Dubois to interpret", "understand each other", "was made on"):
                expect(page.get_by_text(said).first).to_be_visible()
            page.goto("/adjudication/")
            case = find(page, story.REFERENCE)
            expect(page.get_by_text("Served", exact=True).first).to_be_visible()
            page.goto(f"{case}timeline/")
            for said in ("signed the decision", "approved", "moved the case"):
                expect(page.get_by_text(said).first).to_be_visible()
        assert camera.again_from_right_to_left() > 30
    assert not camera.faults, "\n".join(camera.faults)
    assert {"registered", "interpreting", "interview", "second-reader", "signed", "library-cited"} <= set(
        camera.taken
    )
