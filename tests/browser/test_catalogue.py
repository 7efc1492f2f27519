"""A catalogue is brought in with a real Chromium: sent, looked at, and added while the page goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from limen.web.country import delivering
from tests.browser.looking import faults_of
from tests.cast import Cast

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}
WORDS = "Sample text about bridges of an invented river, long enough to be a passage of its own."


def _folder(at: Path) -> list[str]:
    """A catalogue of three files that can be added and one that did not come."""
    names = [f"{number}.txt" for number in range(3)]
    for name in names:
        (at / name).write_text(f"{WORDS} {uuid4()}", encoding="utf-8")
    lines = [f"{name},Sample {name},Sample Institute,ATA,2026-03-01" for name in (*names, "gone.pdf")]
    head = "file,title,publisher,countries,published_on"
    (at / "catalogue.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    return [str(at / name) for name in (*names, "catalogue.csv")]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_brought_in(
    cast: Cast, window: Window, language: str, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "STEP_SECONDS", 0.0001)  # one report a request, so that it has to go on
    faults: list[str] = []
    with window(cast.lena, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto("/policy/country/catalogues/send/")
        assert page.evaluate("document.dir") == LANGUAGES[language]
        faults += [f"send: {fault}" for fault in (*faults_of(page), *said)]
        page.set_input_files("input[name=sent]", _folder(tmp_path))
        assert page.locator("[data-chosen] li").count() == 4
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_selector("#delivery")
        faults += [f"look: {fault}" for fault in (*faults_of(page), *said)]
        assert page.locator("#delivery a[href$='state=ready']").inner_text().startswith("3")
        page.locator("#delivery form button[type=submit]").click()
        expect(page.locator("#delivery table a[href*='/reports/']")).to_have_count(3)
        expect(page.locator("#delivery form")).to_have_count(0)
        faults += [f"added: {fault}" for fault in (*faults_of(page), *said)]
        page.goto("/policy/country/catalogues/")
        faults += [f"list: {fault}" for fault in (*faults_of(page), *said)]
    assert faults == []
