"""Documents in a real Chromium: dropped, looked at, read by keyboard, marked, found; on a desk, on a
telephone, in Arabic, and without the script."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import FilePayload, Page, expect

from limen.jobs.looking import look_at_waiting
from limen.outside.storage.chosen import store_of
from tests.browser.looking import apart, faults_of
from tests.browser.test_registration import page_in
from tests.cast import Cast
from tests.conftest import House
from tests.jobs.nights import as_worker
from tests.outside.papers import pdf, picture
from tour import steps

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
DROP = """(files) => {
    const sent = new DataTransfer();
    for (const [name, kind, content] of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        sent.items.add(new File([bytes], name, { type: kind }));
    }
    const place = document.querySelector("[data-drop]");
    for (const kind of ["dragenter", "dragover", "drop"]) {
        place.dispatchEvent(new DragEvent(kind, { dataTransfer: sent, bubbles: true, cancelable: true }));
    }
}"""


def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with a page; and a picture of it, where somebody wants to look for themselves."""
    if folder := os.environ.get("LIMEN_PICTURES"):
        page.screenshot(path=Path(folder, f"documents-{name}.png"), full_page=True)
    return [f"{name}: {fault}" for fault in faults_of(page)]


def work(page: Page, house: House) -> None:
    """The worker looks at everything that waits, while no page asks."""
    where = page.url
    page.goto("about:blank")

    def deed() -> None:
        with as_worker(house):
            look_at_waiting(store_of(settings.FILES), "", should_stop=lambda: False)

    apart(deed)
    page.goto(where)


def dropped(page: Page, **files: bytes) -> None:
    import base64

    said = [
        [name.replace("_", "."), "application/octet-stream", base64.b64encode(content).decode()]
        for name, content in files.items()
    ]
    page.evaluate(DROP, said)


def received(page: Page, cast: Cast, **files: bytes) -> None:
    """Files dropped on the page and sent."""
    page.goto(f"/adjudication/case/{cast.case}/documents/receive/")
    dropped(page, **files)
    expect(page.locator("[data-chosen] li")).to_have_count(len(files))
    send(page)


def send(page: Page) -> None:
    follow(page, "main form[method=post] button[type=submit]")


def follow(page: Page, what: str) -> None:
    """Click on something, and wait for the page that follows, with its script."""
    steps.send(page, page.locator(what))


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 1280), ("ar", 360)])
def test_from_the_hand_to_the_reader(
    cast: Cast, house: House, window: Window, language: str, width: int
) -> None:
    faults, look = list[str](), f"{language}-{width}"
    with window(cast.berg, width=width, language=language) as context:
        page = page_in(context)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"/adjudication/case/{cast.case}/documents/")
        expect(page.locator(".lm-empty")).to_be_visible()
        faults += looked_at(page, f"empty-{look}")
        page.goto(f"/adjudication/case/{cast.case}/documents/receive/")
        faults += looked_at(page, f"receive-{look}")
        received(page, cast, river_pdf=pdf("The river was high", "They came at night"), face_png=picture())
        rows = page.locator("[data-rows] tbody tr")
        expect(rows).to_have_count(2)
        work(page, house)
        expect(page.locator(".lm-thumb").first).to_have_js_property("complete", True)
        faults += looked_at(page, f"list-{look}")
        steps.send(page, page.locator("[data-row-link]", has_text="river"))
        faults += looked_at(page, f"document-{look}")
        follow(page, "#looked .lm-actions a")
        expect(page.locator(".lm-reader__text")).to_contain_text("The river was high")
        expect(page.locator(".lm-reader__sheet img")).to_have_js_property("naturalWidth", 1240)
        with page.expect_navigation():
            page.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
        expect(page.locator(".lm-reader__text")).to_contain_text("They came at night")
        _marked(page)
        expect(page.locator(".lm-mark")).to_contain_text("The hour is missing")
        faults += looked_at(page, f"reader-{look}")
        page.goto(f"/adjudication/case/{cast.case}/documents/?q=night")
        expect(page.locator(".lm-passage mark")).to_have_text("night")
        faults += looked_at(page, f"found-{look}")
        assert not faults + said, "\n".join(faults + said)


def _marked(page: Page) -> None:
    """A part of the page is drawn around, and what is to be seen there is written."""
    sheet = page.locator(".lm-reader__sheet")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    unit = box["width"] / 10
    page.mouse.move(box["x"] + unit, box["y"] + unit)
    page.mouse.down()
    page.mouse.move(box["x"] + 4 * unit, box["y"] + 3 * unit)
    page.mouse.up()
    left, _top, right, _bottom = map(int, page.locator("#id_area").input_value().split())
    assert abs(left - 100) < 5
    assert abs(right - 400) < 5
    page.locator("#id_words").fill("The hour is missing")
    send(page)
    expect(page.locator(".lm-reader__marks rect:not(.is-drawn)")).to_have_count(1)


def test_a_part_is_marked_by_two_corners(cast: Cast, house: House, window: Window) -> None:
    with window(cast.berg) as context:
        page = page_in(context)
        received(page, cast, letter_pdf=pdf("one"))
        work(page, house)
        follow(page, "[data-row-link]")
        follow(page, "#looked .lm-actions a")
        sheet = page.locator(".lm-reader__sheet svg")
        sheet.click(position={"x": 50, "y": 60})
        assert page.locator("#id_area").input_value() == ""
        sheet.click(position={"x": 200, "y": 160})
        left, top, right, bottom = map(int, page.locator("#id_area").input_value().split())
        assert 0 < left < right < 1000
        assert 0 < top < bottom < 1000


def test_a_refusal_keeps_what_was_typed(cast: Cast, window: Window) -> None:
    with window(cast.berg) as context:
        page = page_in(context)
        page.goto(f"/adjudication/case/{cast.case}/documents/receive/")
        page.locator("#id_title").fill("Typed before")
        dropped(page, harm_pdf=b"MZ\x90\x00 program")
        send(page)
        expect(page.locator(".govuk-error-summary")).to_contain_text("harm.pdf is a program")
        expect(page.locator("#id_title")).to_have_value("Typed before")
        assert list(faults_of(page)) == []


def test_the_page_shows_by_itself_that_a_file_was_looked_at(cast: Cast, house: House, window: Window) -> None:
    with window(cast.berg) as context:
        page = page_in(context)
        received(page, cast, letter_pdf=pdf("one"))
        follow(page, "[data-row-link]")
        expect(page.locator("#looked [role=status]")).to_be_visible()
        page.route("**/state/", lambda route: route.abort())

        def deed() -> None:
            with as_worker(house):
                look_at_waiting(store_of(settings.FILES), "", should_stop=lambda: False)

        apart(deed)
        page.unroute("**/state/")
        expect(page.locator("#looked .lm-actions a")).to_be_visible()


def test_a_bundle_of_three_hundred_pages_opens_at_once(cast: Cast, house: House, window: Window) -> None:
    with window(cast.berg) as context:
        page = page_in(context)
        received(page, cast, bundle_pdf=pdf(*(f"page {number}" for number in range(1, 301))))
        work(page, house)
        follow(page, "[data-row-link]")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        follow(page, "#looked .lm-actions a")
        expect(page.locator(".lm-reader__sheet img")).to_have_js_property("complete", True)
        expect(page.locator(".lm-reader__leaves li")).to_have_count(300)
        page.wait_for_load_state("networkidle")
        pictures = [url for url in asked if "/picture/" in url]
        assert 1 < len(pictures) < 100, "the small pictures come as they are scrolled to"


def test_without_its_script_files_are_a_plain_upload(cast: Cast, chromium: Any, live: str) -> None:
    context = chromium.new_context(base_url=live, java_script_enabled=False)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cast.berg.cookie, "url": live}])
    page = page_in(context)
    page.goto(f"/adjudication/case/{cast.case}/documents/receive/")
    expect(page.locator("[data-drop]")).to_be_hidden()
    files: list[FilePayload] = [
        {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": b"words"} for name in "ab"
    ]
    page.locator("#id_sent").set_input_files(files)
    send(page)
    expect(page.locator("[data-row-link]")).to_have_count(2)
    context.close()
