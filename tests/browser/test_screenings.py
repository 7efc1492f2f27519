"""Screenings in a real Chromium: open to everybody, on desk and phone, both ways; and without network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from limen.domain.screenings.commands.safety import open_matter
from tests.browser.looking import apart, faults_of
from tests.cast import AT, Cast, Player, clear
from tests.conftest import House
from tests.domain.screenings.papers import asked, finished, joined, sheet

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}


@pytest.fixture
def dina(house: House, cast: Cast) -> Player:
    return clear(house.admin_dsn, cast.dina, "medical")


def _furnish(cast: Cast, dina: Player) -> dict[str, UUID]:
    samira = joined(cast, dina, AT)
    done = finished(cast, dina, samira, AT)
    finished(cast, dina, samira, AT, "2 2 2 2 2 2 2 2 0 0")
    matter = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=AT).matter_id
    return {"person": samira, "done": done, "open": asked(cast, dina, samira, AT), "matter": matter}


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_screenings_is_open_to_everybody(
    cast: Cast, dina: Player, window: Window, language: str, width: int
) -> None:
    made = apart(lambda: _furnish(cast, dina))
    here = f"/casework/case/{cast.dina_case}/"
    faults: list[str] = []
    with window(dina, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for url in (
            "", "screenings/", "screenings/ask/", f"screenings/{made['done']}/",
            f"screenings/{made['open']}/questions/", f"screenings/{made['open']}/withdraw/",
            f"screenings/over-time/{made['person']}/phq9/", f"safety/{made['matter']}/",
            f"safety/{made['matter']}/step/acuity/", f"safety/{made['matter']}/close/", "safety/plan/",
        ):  # fmt: skip
            found = page.goto(f"{here}{url}")
            assert found.status == 200, url
            assert page.evaluate("document.dir") == LANGUAGES[language]
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
    assert faults == []


def test_without_network_what_to_do_is_shown_at_the_tap_and_no_answer_is_lost(
    cast: Cast, dina: Player, window: Window
) -> None:
    made = apart(lambda: _furnish(cast, dina))
    url = f"/casework/case/{cast.dina_case}/screenings/{made['open']}/questions/"
    with window(dina, width=360, language="en") as context:
        page = context.new_page()
        page.goto(url)
        assert not page.is_visible("[data-safety-card]")
        context.set_offline(True)
        for item in range(1, 10):
            page.check(f"input[name=answer_{item}][value='1']", force=True)
            if item < 9:
                assert not page.is_visible("[data-safety-card]")
                page.click("button[value=next]")
                page.wait_for_selector(f"[data-question='{item + 1}']:not([hidden])")
        page.wait_for_selector("[data-safety-card]:not([hidden])")
        assert "Stay with the person." in page.inner_text("[data-safety-card]")
        page.wait_for_selector("[data-keep-status]:has-text('on this device only')", timeout=15_000)
        page.close()  # the battery dies
        context.set_offline(False)
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector("[data-keep-status]:has-text('on the server')", timeout=30_000)
        page.wait_for_selector("[data-safety-link]:not([hidden])", timeout=30_000)
        kept = apart(lambda: sheet(made["open"], dina, AT).answers)
        assert kept == {str(item): "1" for item in range(1, 10)}
