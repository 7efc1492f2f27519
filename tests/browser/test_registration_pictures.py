"""Pictures along the path of a registration, in a real Chromium: a specimen that is read, a photograph, and a
child who came with an uncle; on a desk, on a telephone, in Arabic, and without the script."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from limen.outside.reading.tesseract import installed
from tests.browser.looking import faults_of
from tests.browser.test_registration import page_in
from tests.cast import Cast
from tests.domain.people.pictures import FONT, painted, specimen_page
from tests.domain.registration.families import unheard
from tour.steps import send

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
reads = pytest.mark.skipif(
    installed() is None or FONT is None, reason="tesseract or a font of equal widths is not installed here"
)
PORTRAIT = painted(600, 800, colour=(120, 130, 140))


def file(content: bytes, name: str = "IMG_0001.jpg", kind: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


def listed(page: Page, *people: tuple[str, str]) -> None:
    """From the desk to the page of the first of some people, each with their part."""
    page.goto("/registration/")
    send(page, page.locator("form[action$='/register/'] button"))
    for place, (name, part) in enumerate(people):
        page.locator("[data-row-name]").nth(place).fill(name)
        page.locator("[name$='-part']").nth(place).select_option(part)
    go_on(page)


def go_on(page: Page) -> None:
    with page.expect_navigation():
        page.locator("form[data-path] .lm-path__end button[type=submit]").first.click()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator(f"form[data-path] button[name={name}]").first.click()


def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with a page; and a picture of it, where somebody wants to look for themselves."""
    if folder := os.environ.get("LIMEN_PICTURES"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)
    return [f"{name}: {fault}" for fault in faults_of(page)]


@reads
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 1280), ("ar", 360)])
def test_a_document_and_a_photograph(cast: Cast, window: Window, language: str, width: int) -> None:
    family, faults, look = unheard(), list[str](), f"{language}-{width}"
    with window(cast.costa, width=width, language=language) as context:
        page = page_in(context)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        listed(page, (f"كريم {family}", "applicant"), (f"أميد {family}", "child"))
        faults += looked_at(page, f"person-{look}")
        page.locator("#id_page").set_input_files(file(specimen_page()))
        press(page, "take")
        expect(page.locator(".lm-pages img")).to_be_visible()
        expect(page.locator("[name$='-number']")).to_have_value("L898902C3")
        expect(page.locator("[name$='-latin']")).to_have_value("Anna Maria Eriksson")
        faults += looked_at(page, f"read-{look}")
        go_on(page)
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        faults += looked_at(page, f"not-compared-{look}")
        page.locator("[name$='-zone_compared']").check()
        go_on(page)
        go_on(page)
        page.locator("input[type=file][id^='id_face']:visible").nth(0).set_input_files(file(PORTRAIT))
        page.locator("[name$='-photograph']").nth(1).select_option("refused")
        press(page, "take")
        expect(page.locator(".lm-face")).to_be_visible()
        faults += looked_at(page, f"photographs-{look}")
        go_on(page)
        page.locator("[name$='-accompanied']").select_option("separated")
        faults += looked_at(page, f"family-{look}")
        go_on(page)
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        page.locator("[name$='-accompanied_by']").select_option(index=1)
        page.locator("[name$='-accompanied_why']").fill("As told by the child")
        for _step in ("family", "reach", "needs"):
            go_on(page)
        faults += looked_at(page, f"check-{look}")
        go_on(page)
        assert "/registered/" in page.url
        assert not faults + said, "\n".join(faults + said)
        host = page.url.split("/registration/")[0]
        assert [url for url in asked if not url.startswith((host, "data:"))] == []


def test_a_telephone_offers_its_camera_and_its_files(cast: Cast, chromium: Any, live: str) -> None:
    from django.conf import settings

    context = chromium.new_context(
        base_url=live, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}
    )
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cast.hana.cookie, "url": live}])
    page = page_in(context)
    listed(page, (f"Anna {unheard()}", "applicant"))
    expect(page.locator("#id_page_camera")).to_be_visible()
    assert page.locator("#id_page_camera").get_attribute("capture") == "environment"
    faults = looked_at(page, "telephone")
    go_on(page)
    page.locator("input[capture]").set_input_files(file(PORTRAIT))
    press(page, "take")
    expect(page.locator(".lm-face")).to_be_visible()
    assert not faults + looked_at(page, "telephone-photograph")
    context.close()


def test_a_crash_after_the_picture_loses_neither_it_nor_a_word(cast: Cast, window: Window) -> None:
    name = f"Anna {unheard()}"
    with window(cast.hana) as context:
        page = page_in(context)
        listed(page, (name, "applicant"))
        page.locator("[name$='-birth']").fill("1974")
        page.locator("#id_page").set_input_files(file(b"no picture", "list.jpg"))
        press(page, "take")
        expect(page.locator("#id_page_error")).to_contain_text("not a picture")
        expect(page.locator("[name$='-birth']")).to_have_value("1974")
        go_on(page)
        page.locator("input[type=file]:visible").first.set_input_files(file(PORTRAIT))
        press(page, "take")
        expect(page.locator(".lm-face")).to_be_visible()
        page.close(run_before_unload=False)
    with window(cast.hana) as context:
        page = page_in(context)
        page.goto("/registration/")
        page.get_by_role("link", name=re.compile(name)).click()
        page.get_by_role("link", name="Photographs").click()
        expect(page.locator(".lm-face")).to_be_visible()
        expect(page.locator(".lm-face")).to_have_js_property("naturalWidth", 600)


def test_without_its_script_a_picture_is_a_plain_upload(cast: Cast, chromium: Any, live: str) -> None:
    from django.conf import settings

    context = chromium.new_context(base_url=live, java_script_enabled=False)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cast.hana.cookie, "url": live}])
    page = page_in(context)
    listed(page, (f"Anna {unheard()}", "applicant"))
    go_on(page)
    page.locator("input[type=file]:visible").set_input_files(file(PORTRAIT))
    go_on(page)
    page.get_by_role("link", name="Check").click()
    expect(page.locator(".lm-face")).to_be_visible()
    context.close()
