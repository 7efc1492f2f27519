"""A list from elsewhere in a real Chromium: sent, mapped, looked at; and every page of one that is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.browser.looking import apart, faults_of
from tests.browser.test_pages import LANGUAGES, WIDTHS
from tests.cast import Cast
from tests.domain.imports.lists import ROWS, done, workbook
from tour.steps import send

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LISTS = "/registration/imports/"
WRONG = ("A-4", "Amir", "Nazari", "31.2.1990", "m", "Afghanistan", "")
AGAIN = ("A-5", "Sameera", "Haddad", "12.05.1990", "f", "Syria", "")


def test_a_list_is_sent_and_understood(cast: Cast, window: Window, tmp_path: Path) -> None:
    sent = tmp_path / "list.xlsx"
    sent.write_bytes(workbook())
    with window(cast.hana, width=360) as context:
        page = context.new_page()
        page.goto(f"{LISTS}receive/")
        page.set_input_files("input[type=file]", sent)
        page.get_by_label("Who sent it").fill("Agency")
        send(page, page.get_by_role("button", name="Look at the file"))
        assert page.get_by_label("Given name").input_value() == "given", "what the header suggests is chosen"
        faults = list(faults_of(page))
        send(page, page.get_by_role("button", name="See how it is understood"))
        assert "Samira Haddad" in page.inner_text("main")
        faults += faults_of(page)
        assert not faults, faults
        send(page, page.get_by_role("button", name="Register the people of the list"))
        assert "You may leave this page" in page.inner_text("main")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_of_a_list(cast: Cast, window: Window, language: str, width: int) -> None:
    at = datetime.now(UTC)
    import_id, card = apart(lambda: done(cast.hana, at, workbook(rows=(*ROWS, WRONG, AGAIN))))
    assert (card.registered, card.wrong, card.aside) == (3, 1, 1)
    one = f"{LISTS}{import_id}/"
    faults: list[str] = []
    with window(cast.costa, width=width, language=language) as context:
        page = context.new_page()
        for url in (LISTS, one, f"{one}rows/wrong/", f"{one}row/5/", f"{one}row/6/", f"{one}forget/",
                    "/registration/quality/", "/registration/quality/no_safe_way/"):  # fmt: skip
            page.goto(url)
            faults += [f"{url}: {fault}" for fault in faults_of(page)]
    assert not faults, "\n".join(faults)
