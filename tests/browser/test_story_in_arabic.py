"""The same story, lived once from right to left: the same people, every act of theirs, on a telephone in
Arabic. A file of its own, so that both walks go at the same time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walking import Looking
from tour import arriving, reasoning, story
from tour.camera import PHONE
from tour.demonstration import demonstration
from tour.steps import called, find

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = os.environ.get("LIMEN_PICTURES", "")


def test_the_story_can_be_lived_from_right_to_left_on_a_telephone(chromium: Browser, tmp_path: Path) -> None:
    folder = Path(PICTURES or tmp_path) / "ar"
    folder.mkdir(parents=True, exist_ok=True)
    with demonstration() as address:
        camera = Looking(chromium, address, folder, width=PHONE, language="ar")
        arriving.walk(camera)
        story.walk(camera)
        reasoning.walk(camera)
        with camera.somebody(story.OFFICER) as page:
            find(page, story.REFERENCE)
            expect(page.get_by_text(called(page, "Served", whole=True)).first).to_be_visible()
    assert not camera.faults, "\n".join(camera.faults)
    assert {"registered", "interpreting", "interview", "second-reader", "signed", "library-cited"} <= set(
        camera.taken
    )
    assert len(camera.passed) > 60
