"""Sound at the interview desk in a real Chromium, whose microphone beeps: recorded, interrupted, gone on
with, and played from a block by the keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test.utils import override_settings
from playwright.sync_api import Page, expect

from tests.browser.looking import apart, faults_of
from tests.cast import Cast
from tests.conftest import House
from tests.domain.interviews.heard import opened, opened_for_sound
from tests.workspaces.acting import ask

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[Path]:
    with override_settings(FILES=tmp_path):
        yield tmp_path


def _desk(page: Page, cast: Cast, interview: UUID) -> None:
    page.goto(f"/adjudication/case/{cast.case}/interviews/{interview}/desk/")
    page.locator("[data-interview][data-started]").wait_for()
    page.locator("textarea[name=words]").focus()


def _told(page: Page, state: str) -> None:
    expect(page.locator("[data-recorder-said]")).to_have_attribute("data-state", state)


def _bytes(house: House, interview: UUID) -> int:
    query = (
        "select coalesce(sum(p.size), 0) from interviews_soundpiece p"
        " join interviews_recording r on r.id = p.recording_id where r.interview_id = %s"
    )
    [[size]] = apart(lambda: ask(house, query, interview))
    return int(size)


def _grown(page: Page, house: House, interview: UUID, beyond: int) -> int:
    for _ in range(240):
        if (size := _bytes(house, interview)) > beyond:
            return size
        page.wait_for_timeout(500)
    raise AssertionError("no sound arrived")


def _has_part(page: Page, house: House, interview: UUID, part: int) -> None:
    query = (
        "select count(*) from interviews_soundpiece p join interviews_recording r on r.id = p.recording_id"
        " where r.interview_id = %s and p.part = %s"
    )
    for _ in range(240):
        if apart(lambda: ask(house, query, interview, part)) != [(0,)]:
            return
        page.wait_for_timeout(500)
    raise AssertionError("no sound of this part arrived")


def test_sound_is_recorded_and_played_from_a_block(house: House, cast: Cast, window: Window) -> None:
    interview = apart(lambda: opened_for_sound(cast, datetime.now(UTC)))
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        page.keyboard.press("F9")
        _told(page, "running")
        first = _grown(page, house, interview, 0)
        page.keyboard.type("Why did you leave?")
        page.keyboard.press("Enter")
        _grown(page, house, interview, first)
        page.keyboard.press("F9")
        _told(page, "ended")
        _desk(page, cast, interview)
        assert list(faults_of(page)) == []
        page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("F6")
        _playing(page)
        page.keyboard.press("F6")
        expect(page.locator("[data-player]")).to_have_js_property("paused", True)
        page.goto(f"/adjudication/case/{cast.case}/interviews/{interview}/")
        assert list(faults_of(page)) == []
        page.get_by_role("button", name="Play from here").first.press("Enter")
        _playing(page)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / "interview-sound.png", full_page=True)
        _plays_a_moment(page, house, cast, interview)
    [[ended, digest]] = apart(
        lambda: ask(
            house, "select ended_at, digest from interviews_recording where interview_id = %s", interview
        )
    )
    assert ended
    assert len(digest) == 64


def test_a_closed_window_costs_little_and_it_goes_on_as_a_new_part(
    house: House, cast: Cast, window: Window
) -> None:
    interview = apart(lambda: opened_for_sound(cast, datetime.now(UTC)))
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        page.keyboard.press("F9")
        kept = _grown(page, house, interview, 0)
        context.set_offline(True)
        _told(page, "waiting")
        page.wait_for_timeout(3000)
        page.close()
        context.set_offline(False)
        page = context.new_page()
        _desk(page, cast, interview)
        back = _grown(page, house, interview, kept)  # what had stayed on the device
        page.locator("textarea[name=words]").focus()
        page.keyboard.press("F9")
        _told(page, "running")
        _grown(page, house, interview, back)
        # What had stayed came in several pieces: more bytes need not be of the new part.
        _has_part(page, house, interview, 2)
        page.keyboard.press("F9")
        _told(page, "ended")
    found = apart(
        lambda: ask(
            house,
            "select count(distinct r.id), count(distinct (r.id, p.part)),"
            " max(p.number) filter (where p.part = 1) = count(*) filter (where p.part = 1)"
            " from interviews_recording r"
            " join interviews_soundpiece p on p.recording_id = r.id where r.interview_id = %s",
            interview,
        )
    )
    assert found == [(1, 2, True)]


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 390)])
def test_the_desk_with_sound_is_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    interview = apart(lambda: opened_for_sound(cast, datetime.now(UTC)))
    with window(cast.berg, language=language, width=width) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        page.locator("[data-record]").click()
        _told(page, "running")
        _grown(page, house, interview, 0)
        page.locator("[data-record]").click()
        _told(page, "ended")
        _desk(page, cast, interview)
        assert list(faults_of(page)) == []
        if PICTURES:
            path = Path(PICTURES) / f"interview-desk-sound-{language}-{width}.png"
            page.screenshot(path=path, full_page=True)


def test_without_leave_the_page_has_no_microphone(cast: Cast, window: Window) -> None:
    interview = apart(lambda: opened(cast, datetime.now(UTC)))
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        expect(page.locator("[data-record]")).to_have_count(0)
        asked = (
            "navigator.mediaDevices.getUserMedia({audio: true}).then(() => 'given', (error) => error.name)"
        )
        assert page.evaluate(asked) == "NotAllowedError"


def _plays_a_moment(page: Page, house: House, cast: Cast, interview: UUID) -> None:
    """A citation of a second of the recording leads to where it is played from there."""
    query = "select id from interviews_recording where interview_id = %s"
    [[sound]] = apart(lambda: ask(house, query, interview))
    page.goto(f"/adjudication/case/{cast.case}/interviews/{interview}/?recording={sound}&second=1#moment")
    page.locator("#moment").get_by_role("link", name="Play from here").press("Enter")
    _playing(page)
    at = page.evaluate("document.querySelector('[data-player]').currentTime")
    assert at > 0.3, "the first part begins when the device does, a little after the recording was begun"


def _playing(page: Page) -> None:
    expect(page.locator("[data-sound-said]")).to_have_attribute("data-state", "from")
    page.wait_for_function("document.querySelector('[data-player]').currentTime > 0")
