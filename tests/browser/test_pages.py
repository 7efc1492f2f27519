"""The pages that carry the work, in a real Chromium: open to everybody, on desk and phone, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.workspaces.acting import ask, more_cases
from tour.steps import send

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}
WIDTHS = (1280, 390)


def _desk(cast: Cast) -> Iterator[str]:
    file = f"/adjudication/case/{cast.case}/"
    yield from ("/adjudication/", f"/adjudication/cases/of-unit/{cast.unit}/", "/adjudication/cases/open/")
    yield from ("/adjudication/emergency/", "/adjudication/emergency/reviews/", "/adjudication/notices/")
    yield from (file + part for part in ("", "notes/", "notes/write/", "timeline/", "access/", "readers/"))
    yield from (file + part for part in ("assign/", "share/", "keep-away/", "conflict/", "restrict/"))


def _round(cast: Cast) -> Iterator[str]:
    file = f"/casework/case/{cast.dina_case}/"
    yield from ("/casework/", "/casework/cases/shared/", "/casework/notices/", file, file + "notes/write/")


def _keeping(cast: Cast) -> Iterator[str]:
    people = "/administration/people/"
    yield from (people, people + "invite/", "/administration/journal/", "/administration/refused/")
    yield from (f"{people}{cast.berg.id}/{part}" for part in ("", "post/", "clear/", "suspend/"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    _furnish(house, cast)
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    walks = ((costa, _desk(cast)), (cast.dina, _round(cast)), (cast.ivo, _keeping(cast)))
    faults: list[str] = []
    for player, urls in walks:
        with window(player, width=width, language=language) as context:
            page = context.new_page()
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            for url in urls:
                answer = page.goto(url)
                assert answer.status == 200, url
                assert "content-security-policy" in answer.headers
                assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
                faults += [f"{url}: {fault}" for fault in (*_faults(page), *said)]
                said.clear()
    assert not faults, "\n".join(faults)


def _faults(page: Page) -> Iterator[str]:
    """What is wrong with the page as it stands."""
    for violation in Axe().run(page).response["violations"]:
        yield f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        yield f"{over} pixels wider than the screen"


def test_the_keyboard_walks_through_a_list(house: House, cast: Cast, window: Window) -> None:
    more_cases(house, cast.authority, cast.unit, 5)
    with window(cast.costa) as context:
        page = context.new_page()
        page.goto(f"/adjudication/cases/of-unit/{cast.unit}/")
        rows = page.locator("[data-row-link]")
        page.keyboard.press("j")
        expect(rows.nth(0)).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        expect(rows.nth(1)).to_be_focused()
        reference = rows.nth(1).inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/adjudication/case/"))
        expect(page.locator(".lm-heading__over")).to_contain_text(reference)


def test_one_key_shows_the_keys(cast: Cast, window: Window) -> None:
    with window(cast.costa) as context:
        page = context.new_page()
        page.goto("/adjudication/")
        page.keyboard.press("?")
        expect(page.locator("[data-keys-card]")).to_be_visible()
        assert not [*_faults(page)]
        page.keyboard.press("Escape")
        expect(page.locator("[data-keys-card]")).to_be_hidden()


def test_what_is_typed_is_kept_while_one_types(house: House, cast: Cast, window: Window) -> None:
    with window(cast.berg) as context:
        page = context.new_page()
        page.goto(f"/adjudication/case/{cast.case}/notes/write/")
        page.locator("textarea").fill("Half a sentence")
        expect(page.locator("[data-draft-status]")).to_contain_text("Saved")
        assert ask(house, "select text from notes_draft where case_id = %s", cast.case) == [
            ("Half a sentence",)
        ]
        again = context.new_page()
        again.goto(f"/adjudication/case/{cast.case}/notes/write/")
        expect(again.locator("textarea")).to_have_value("Half a sentence")


def test_a_conflict_keeps_both_texts_in_the_browser(house: House, cast: Cast, window: Window) -> None:
    _furnish(house, cast)
    note = ask(house, "select id from notes_note where case_id = %s and compartment = 'general'", cast.case)[
        0
    ][0]
    url = f"/adjudication/case/{cast.case}/notes/{note}/revise/"
    with window(cast.berg) as mine, window(cast.costa) as theirs:
        slow, fast = mine.new_page(), theirs.new_page()
        for page in (slow, fast):
            page.goto(url)
        fast.locator("textarea").fill("Theirs was faster.")
        _save(fast)
        slow.locator("textarea").fill("Mine was slower.")
        _save(slow)
        expect(slow.locator("h1")).to_have_text("Two versions of the same text")
        expect(slow.locator("main")).to_contain_text("Theirs was faster.")
        assert not [*_faults(slow)]
        slow.get_by_role("button", name="Keep mine").click()
        expect(slow.locator("main")).to_contain_text("Berg revised a note (version 3).")


def _save(page: Page) -> None:
    send(page, page.get_by_role("button", name="Save the revision"))


def _furnish(house: House, cast: Cast) -> None:
    """A file with something in every part."""
    for compartment, by in (("general", cast.berg), ("gbv", cast.costa)):
        _note(house, cast, compartment, by)
    more_cases(house, cast.authority, cast.unit, 60)


def _note(house: House, cast: Cast, compartment: str, by: Player) -> None:
    ask(
        house,
        "insert into notes_note (id, case_id, compartment, happened_on, text, written_by_id, written_at,"
        " version) values (gen_random_uuid(), %s, %s, '2026-05-03', 'A sample note.', %s, now(), 1)",
        cast.case,
        compartment,
        by.id,
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_the_open_tab_is_in_sight(cast: Cast, window: Window, language: str) -> None:
    with window(cast.berg, width=360, language=language) as context:
        page = context.new_page()
        page.goto(f"/adjudication/case/{cast.case}/readers/")
        box = page.locator(".lm-tabs [aria-current]").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
