"""A redacted copy in a real browser: a box drawn with the pointer, one typed, a second look, the copy."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from limen.jobs.redacting import make_waiting
from limen.outside.storage.chosen import store_of
from tests.browser.looking import apart
from tests.browser.test_documents import Window, follow, looked_at, received, send, work
from tests.browser.test_registration import page_in
from tests.cast import Cast
from tests.conftest import House
from tests.jobs.nights import as_worker
from tests.outside.papers import pdf

EDGES = ("left", "top", "right", "bottom")
pytestmark = pytest.mark.browser


def _drawn(page: Page) -> None:
    """A box is drawn around the words; that fills in the four numbers."""
    sheet = page.locator(".lm-reader__sheet")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    unit = box["width"] / 10
    page.mouse.move(box["x"] + unit, box["y"] + unit)
    page.mouse.down()
    page.mouse.move(box["x"] + 4 * unit, box["y"] + 3 * unit)
    page.mouse.up()
    left, _top, right, _bottom = (int(page.locator(f"#id_{edge}").input_value()) for edge in EDGES)
    assert abs(left - 100) < 5
    assert abs(right - 400) < 5
    page.locator("#id_reason").select_option("other_person")
    send(page)


def _typed(page: Page) -> None:
    """A box without a pointer: what is typed is shown on the page at once."""
    for edge, number in zip(EDGES, ("500", "300", "900", "400"), strict=True):
        page.locator(f"#id_{edge}").fill(number)
    expect(page.locator("rect.is-drawn")).to_have_attribute("width", "400")
    page.locator("#id_reason").select_option("safety")
    send(page)


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 390), ("ar", 1280)])
def test_from_a_box_to_the_copy(cast: Cast, house: House, window: Window, language: str, width: int) -> None:
    faults, look = list[str](), f"{language}-{width}"
    with window(cast.berg, width=width, language=language) as context:
        page = page_in(context)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        received(page, cast, letter_pdf=pdf("Zakaria", "harbour"))
        work(page, house)
        follow(page, "[data-row-link]")
        follow(page, "a[href$='/v/1/p/1/redact/']")
        _drawn(page)
        expect(page.locator("rect.is-box")).to_have_count(1)
        _typed(page)
        expect(page.locator("rect.is-box")).to_have_count(2)
        faults += looked_at(page, f"boxes-{look}")
        follow(page, "a[href$='/v/1/redact/']")
        expect(page.locator("rect.is-black")).to_have_count(2)
        faults += looked_at(page, f"redaction-{look}")
        send(page)

        def deed() -> None:
            with as_worker(house):
                make_waiting(store_of(settings.FILES), should_stop=lambda: False)

        where = page.url
        page.goto("about:blank")
        apart(deed)
        page.goto(where)
        work(page, house)
        faults += looked_at(page, f"redacted-{look}")
        assert not faults + said, "\n".join(faults + said)
