"""Typing to choose in a real Chromium: by keyboard alone, at a desk and on a phone, both ways of writing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import apart, faults_of
from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import many_people, many_units

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}
WIDTHS = (1280, 360)
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"choosing-{name}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_officers_and_units_are_found_by_the_keyboard_alone(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    many_people(house, cast.authority, cast.unit, 600)
    many_units(house, cast.costa.id, cast.authority, 200, reach=2)
    unit, faults, said = f"/adjudication/work/of-unit/{cast.unit}/", list[str](), list[str]()
    where = f"{language}-{width}"
    with window(cast.costa, width=width, language=language) as context:
        page: Page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(unit)
        assert page.evaluate("document.dir") == LANGUAGES[language]
        faults += [f"filter: {fault}" for fault in _one_in_the_filter(page, where)]
        faults += [f"filtered: {fault}" for fault in faults_of(page)]
        faults += [f"unit: {fault}" for fault in _to_a_unit(page, where)]
        page.goto("/adjudication/work/units/?unit=evora")
        faults += [f"units: {fault}" for fault in faults_of(page)]
        _picture(page, f"units-{where}")
        faults += said
    assert not faults, "\n".join(faults)


def _one_in_the_filter(page: Page, where: str) -> list[str]:
    """Choose who holds the cases, and ask for them; what is wrong while the list is open."""
    page.locator("details:has(#id_held) > summary").focus()
    page.keyboard.press("Enter")
    box = page.locator("#id_held")
    box.focus()
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("mul 00")
    options = page.locator(".lm-choose [role=option]")
    expect(options).to_have_count(10)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#id_held_said")).to_contain_text("10")
    faults = list(faults_of(page))
    _picture(page, f"filter-open-{where}")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("mul 00")
    page.keyboard.type("0")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    chosen = page.get_by_role("radio", name="Officer 0004 Müller")
    expect(chosen).to_be_checked()
    expect(box).to_have_value("")
    expect(page.locator("#id_held_said")).to_contain_text("Officer 0004 Müller")
    _picture(page, f"filter-chosen-{where}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "held=" in page.url
    expect(page.get_by_role("radio", name="Officer 0004 Müller")).to_be_checked()
    return faults


def _to_a_unit(page: Page, where: str) -> list[str]:
    """From the box above a worklist to the worklist of another unit; what is wrong there."""
    options = page.locator(".lm-choose [role=option]")
    page.locator("#unit-box").focus()
    page.keyboard.type("unit 0")
    expect(options).to_have_count(20)
    expect(page.locator("#unit-box_said")).to_contain_text("20")
    page.keyboard.type("08")
    expect(options).to_have_count(1)
    _picture(page, f"unit-{where}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Unit 008 Dnipro")
    expect(page.locator(".lm-tabs [aria-current=page]")).to_have_text("Unit 008 Dnipro")
    return list(faults_of(page))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_given_to_one_of_six_hundred_by_the_keyboard_alone(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    many_people(house, cast.authority, cast.unit, 600)
    where = f"/adjudication/work/of-unit/{cast.unit}/assign-all/?held=nobody"
    with window(cast.costa, width=width, language=language) as context:
        page: Page = context.new_page()
        page.goto(where)
        page.locator("#id_member_id").focus()
        page.keyboard.type("0005")
        expect(page.locator(".lm-choose [role=option]")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        _picture(page, f"assign-open-{language}-{width}")
        assert not list(faults_of(page))
        page.keyboard.press("Enter")
        expect(page.get_by_role("radio", name="Officer 0005 Nowak")).to_be_checked()
        page.locator("[name=part]").first.focus()
        page.keyboard.press("Space")
        page.locator("[name=why]").focus()
        page.keyboard.type("Has time")
        assert not list(faults_of(page))
        _picture(page, f"assign-chosen-{language}-{width}")
        page.locator("form[data-guard] button[type=submit]").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator("[name=is_sure]").focus()
        page.keyboard.press("Space")
        page.locator("form[data-guard] button[type=submit]").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("1")
    held = apart(lambda: _held(house, cast))
    assert held == [("Officer 0005 Nowak",)]


def test_without_a_script_the_page_comes_back_with_who_was_found(
    house: House, cast: Cast, window: Window
) -> None:
    many_people(house, cast.authority, cast.unit, 600)
    with window(cast.costa, width=360) as context:
        page: Page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        page.goto(f"/adjudication/case/{cast.case}/assign/")
        page.locator("#id_member_id").fill("mul 0004")
        page.get_by_role("button", name="Find").click()
        expect(page.locator("#id_member_id")).to_have_value("mul 0004")
        page.get_by_role("radio", name="Officer 0004 Müller").check()
        page.get_by_role("radio").nth(1).check()
        page.get_by_label("Why this person").fill("Has time")
        page.get_by_role("radio", name="Officer 0004 Müller").check()
        _picture(page, "no-script")
        assert not list(faults_of(page))
        page.get_by_role("button", name="Assign", exact=True).click()
        expect(page.locator(".lm-told")).to_be_visible()


def _held(house: House, cast: Cast) -> list[tuple[Any, ...]]:
    from tests.workspaces.acting import ask

    return ask(
        house,
        "select m.name from cases_assignment a join identity_member m on m.id = a.member_id"
        " where a.case_id = %s and a.until_at is null",
        cast.other_case,
    )
