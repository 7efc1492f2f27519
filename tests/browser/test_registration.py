"""The registration desk in a real Chromium: a family of five by the keyboard alone, timed; in Arabic; on a
phone; and after a crash."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import faults_of
from tests.cast import Cast
from tests.domain.registration.families import unheard
from tour.camera import LONGEST
from tour.steps import send

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
ZONE = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
# What a practised hand needs for one key, and a clerk for a page: so a time on paper stands beside the
# machine's.
SECONDS_A_KEY = 0.2


def page_in(context: BrowserContext) -> Page:
    """A page that waits for a machine that does other things as well."""
    page: Page = context.new_page()
    page.set_default_timeout(LONGEST)
    return page


class Hands:
    """A clerk who only has a keyboard, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def type(self, text: str) -> None:
        """Type letters, one after the other."""
        self.keys += len(text)
        self.page.keyboard.type(text)

    def scan(self, *lines: str) -> None:
        """What a scanner types by itself costs the clerk nothing."""
        for line in lines:
            self.page.keyboard.type(line)
            self.page.keyboard.press("Enter")

    def press(self, *keys: str) -> None:
        """Press single keys."""
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def tab_to(self, field: str) -> None:
        """Go on to a field by the tabulator."""
        for _step in range(40):
            name = self.page.evaluate("document.activeElement?.name ?? ''")
            if name.endswith(f"-{field}"):
                return
            self.press("Tab")
        raise AssertionError(f"the tabulator does not lead to {field}")

    def go_on(self) -> None:
        """Save, and wait for the next page as a person would."""
        with self.page.expect_navigation():
            self.press("Control+Enter")


def focused(page: Page) -> str:
    """The field that has the focus."""
    return str(page.evaluate("document.activeElement?.name ?? ''"))


def begun(page: Page, hands: Hands) -> None:
    """From the desk to the list of who is here."""
    page.goto("/registration/")
    button = page.get_by_role("button", name=re.compile("Register a person"))
    button.focus()
    with page.expect_navigation():
        hands.press("Enter")


def listed(hands: Hands, people: list[tuple[str, str, str]]) -> None:
    """Name, part (by its first letters) and birth of each: a row after the other."""
    page = hands.page
    assert focused(page).endswith("-name"), "the cursor stands in the first name"
    for name, part, born in people:
        hands.type(name)
        if part or born:
            hands.press("Tab")
        if part:
            hands.type(part)
        if born:
            hands.press("Tab")
            hands.type(born)
        hands.press("Enter")


def test_a_family_of_five_by_the_keyboard_alone(cast: Cast, window: Window) -> None:
    family = unheard()
    with window(cast.hana) as context:
        page = page_in(context)
        hands, began = Hands(page), perf_counter()
        begun(page, hands)
        listed(hands, [(f"Anna {family}", "", ""), (f"Karl {family}", "Sp", ""), (f"Mia {family}", "",
        "2012"), (f"Ole {family}", "", "14.2.2016"), (f"Ida {family}", "", "3 years")])  # fmt: skip
        with page.expect_navigation():
            hands.press("Enter")
        assert focused(page).endswith("-zone")
        with page.expect_navigation():
            hands.scan(*ZONE)
        expect(page.get_by_text("its check digits agree")).to_be_visible()
        hands.tab_to("language")
        hands.type("Swedish")
        hands.go_on()
        for sex in ("Ma", "Fe", "Ma", "Fe"):
            hands.tab_to("sex")
            hands.type(sex)
            hands.go_on()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Photographs")
        for _step in ("photographs", "kin", "reach", "needs"):
            hands.go_on()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Check")
        register = page.get_by_role("button", name="Register", exact=True)
        expect(register).to_be_enabled()
        hands.go_on()
        expect(page.get_by_text(re.compile(r"FU-\d{4}-\d{6}-\w"))).to_be_visible()
        seconds = perf_counter() - began
        typed = hands.keys * SECONDS_A_KEY
        sys.stdout.write(f"\na family of five: {hands.keys} keys, {seconds:.1f} s of machine time,"
              f" {seconds + typed:.0f} s with {SECONDS_A_KEY} s for a key")  # fmt: skip
        for name in ("Anna", "Karl", "Mia", "Ole", "Ida"):
            expect(page.get_by_text(f"{name} {family}").first).to_be_visible()
        # The machine's part depends on what else it does; the clerk's does not.
        assert typed < 90


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 1280), ("ar", 360)])
def test_every_step_is_open_to_everybody(cast: Cast, window: Window, language: str, width: int) -> None:
    family, faults = unheard(), list[str]()
    with window(cast.costa, width=width, language=language) as context:
        page = page_in(context)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto("/registration/")
        faults += [f"desk: {fault}" for fault in faults_of(page)]
        send(page, page.locator("form[action$='/register/'] button"))
        names = page.locator("[data-row-name]")
        names.nth(0).fill(f"نادية {family}")
        names.nth(1).fill(f"عمر {family}")
        steps = 0
        while "/registered/" not in page.url and steps < 10:
            assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
            for fold in page.locator("details").all():
                fold.evaluate("node => { node.open = true }")
            faults += [f"{page.url}: {fault}" for fault in faults_of(page)]
            with page.expect_navigation():
                page.locator("form[data-path] .lm-path__end button[type=submit]").first.click()
            steps += 1
        faults += [f"done: {fault}" for fault in faults_of(page)]
        assert "/registered/" in page.url
        assert not faults + said, "\n".join(faults + said)


def test_a_crash_in_the_middle_loses_nothing(cast: Cast, window: Window) -> None:
    family = unheard()
    with window(cast.hana) as context:
        page = page_in(context)
        hands = Hands(page)
        begun(page, hands)
        listed(hands, [(f"Anna {family}", "", "1974"), (f"Karl {family}", "Sp", "")])
        with page.expect_response(lambda answer: answer.ok and '"Mi"' in str(answer.request.post_data)):
            hands.type("Mi")
        expect(page.locator("[data-keep-status]")).to_contain_text("on the server")
        expect(page.locator("[data-keep-status][data-state=saved]")).to_be_visible()
        page.close(run_before_unload=False)
    with window(cast.hana) as context:
        page = page_in(context)
        page.goto("/registration/")
        page.get_by_role("link", name=re.compile(f"Anna {family}")).click()
        names = page.locator("[data-row-name]")
        expect(names.nth(0)).to_have_value(f"Anna {family}")
        expect(names.nth(1)).to_have_value(f"Karl {family}")
        expect(names.nth(2)).to_have_value("Mi")
        expect(page.locator("[name$='-birth']").nth(0)).to_have_value("1974")
        expect(page.locator("[name$='-part']").nth(1)).to_have_value("spouse")


def test_two_windows_say_where_they_differ(cast: Cast, window: Window) -> None:
    with window(cast.hana) as context:
        one = page_in(context)
        hands = Hands(one)
        begun(one, hands)
        listed(hands, [(f"Anna {unheard()}", "", "1974")])
        with one.expect_navigation():
            hands.press("Enter")
        other = page_in(context)
        other.goto(one.url)
        one.locator("[name$='-birth']").fill("1975")
        expect(one.locator("[data-keep-status][data-state=saved]")).to_be_visible()
        other.locator("[name$='-birth']").fill("1976")
        expect(other.locator("[data-keep-status][data-state=conflict]")).to_be_visible()
        other.get_by_role("button", name="Save and go on").click()
        expect(other.get_by_text("It says there: 1975")).to_be_visible()
        expect(other.locator("[name$='-birth']")).to_have_value("1976")


def test_without_its_script_the_path_works(cast: Cast, chromium: Any, live: str) -> None:
    from django.conf import settings

    context = chromium.new_context(base_url=live, java_script_enabled=False)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cast.hana.cookie, "url": live}])
    page = page_in(context)
    page.goto("/registration/")
    send(page, page.get_by_role("button", name=re.compile("Register a person")))
    page.locator("[data-row-name]").nth(0).fill(f"Anna {unheard()}")
    for _step in range(7):
        if page.get_by_role("button", name="Register", exact=True).count():
            break
        send(page, page.get_by_role("button", name="Save and go on"))
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_text(re.compile(r"FU-\d{4}-\d{6}-\w"))).to_be_visible()
    context.close()
